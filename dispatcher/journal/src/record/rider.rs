//! What holds for a rider on every ride.

use noriai_core::{RiderId, RiderRules};
use serde::{Deserialize, Serialize};

use super::text::{RiderText, Text};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RiderRulesV1 {
    rider: RiderText,
    alone: bool,
    attended: bool,
    apart: Vec<RiderText>,
}

impl RiderRulesV1 {
    pub(super) fn of(rider: RiderId, rules: &RiderRules) -> Self {
        let RiderRules { alone, attended, apart } = rules;
        let apart = apart.iter().copied().map(Text).collect();
        Self { rider: Text(rider), alone: *alone, attended: *attended, apart }
    }

    pub(super) fn read(self) -> (RiderId, RiderRules) {
        let apart = self.apart.into_iter().map(|rider| rider.0).collect();
        (self.rider.0, RiderRules { alone: self.alone, attended: self.attended, apart })
    }
}
