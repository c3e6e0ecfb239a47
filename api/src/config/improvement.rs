//! How long a better plan is searched for between requests.

use std::time::Duration;

use serde::{Deserialize, Deserializer, de};

/// The search between requests.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ImprovementConfig {
    /// How long it may take.
    pub(crate) time_ms: TimeBox,
}

/// Milliseconds of the machine's time, not the town's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimeBox(u64);

impl TimeBox {
    /// Past this no more is found that would still be of use.
    const MAX_MS: u64 = 60_000;

    /// Zero where the search is switched off.
    pub(crate) const fn duration(self) -> Duration {
        Duration::from_millis(self.0)
    }
}

impl Default for TimeBox {
    /// Short beside the time between two bookings of a town.
    fn default() -> Self {
        Self(300)
    }
}

impl<'de> Deserialize<'de> for TimeBox {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let ms = u64::deserialize(from)?;
        let refused = || {
            let max = Self::MAX_MS;
            de::Error::custom(format!("a search takes 0 to {max} milliseconds, not {ms}"))
        };
        (ms <= Self::MAX_MS).then_some(Self(ms)).ok_or_else(refused)
    }
}
