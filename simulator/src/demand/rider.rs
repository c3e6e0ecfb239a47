//! One rider's traits, drawn.

use noriai_core::Party;
use noriai_units::{Seconds, Timestamp};

use super::profile::{LeadTime, Profile};
use crate::calendar::{Day, TimeOfDay};
use crate::rng::Rng;

/// What stays with a rider on the way there and back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rider {
    pub(super) party: Party,
    pub(super) by_phone: bool,
}

/// Assumptions, in per mille, as the counts do not tell: a companion, a reduced fare from 70 on,
/// a wheelchair from 80 on, a child's fare below 20.
const COMPANION: u32 = 100;
const REDUCED_FROM_70: u32 = 100;
const WHEELCHAIR_FROM_80: u32 = 30;
const CHILD_BELOW_20: u32 = 300;

/// Requests are taken from six in the morning on the day of the ride.
const DAY_BEGINS: TimeOfDay = TimeOfDay::new(6, 0);

impl Rider {
    pub(super) fn drawn(profile: &Profile, rng: &mut Rng) -> Self {
        let age = rng.weighted(profile.ages.iter().copied()).unwrap_or(6);
        let by_phone = rng.weighted(profile.web_phone.iter().copied()) == Some(1);
        let (reduced, wheelchair, child, companion) = (
            rng.chance(REDUCED_FROM_70),
            rng.chance(WHEELCHAIR_FROM_80),
            rng.chance(CHILD_BELOW_20),
            rng.chance(COMPANION),
        );
        let mut party = Party::default();
        match age {
            0 if child => party.children = 1,
            7.. if wheelchair => party.wheelchairs = 1,
            6.. if reduced => party.reduced = 1,
            _ => party.adults = 1,
        }
        party.adults += u16::from(companion);
        Self { party, by_phone }
    }
}

impl LeadTime {
    /// A point in time at which somebody asks for a ride at `at`, in this class.
    pub(super) fn asked(self, day: Day, at: Timestamp, rng: &mut Rng) -> Timestamp {
        let minutes = |low, high, rng: &mut Rng| Seconds::from_minutes(rng.between(low, high));
        // Days before, people ask in office hours.
        let office = |days: i64, rng: &mut Rng| {
            day.before(days).at(TimeOfDay::new(9, 0)) + minutes(0, 8 * 60 - 1, rng)
        };
        let opening = day.at(DAY_BEGINS).min(at);
        match self {
            Self::TwoDays => {
                let days = rng.between(2, 5);
                office(days, rng)
            }
            Self::DayBefore => office(1, rng),
            Self::TwoHours => (at - minutes(120, 300, rng)).max(opening),
            Self::OneHour => (at - minutes(60, 119, rng)).max(opening),
            Self::Soon => {
                let lead = minutes(0, 59, rng);
                // Who asks within five minutes means "now".
                if lead <= Seconds::from_minutes(5) { at } else { (at - lead).max(opening) }
            }
        }
    }
}
