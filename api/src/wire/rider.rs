//! What holds for a rider on every ride.

use std::collections::BTreeSet;

use noriai_core::{RiderId, RiderRules};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::parse_id;
use crate::errors::Problem;

/// What holds for a rider on every ride; all that was said before is void.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = RiderRules)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RiderRulesBody {
    /// The rider's party shares the vehicle with no other.
    pub(crate) alone: bool,
    /// The rider does not travel without somebody who attends, in the party or in the crew.
    pub(crate) attended: bool,
    /// Riders who must not be in a vehicle with this one. It holds for both.
    #[schema(max_items = 16, example = json!(["rdr_00000000000000000000000000000001"]))]
    pub(crate) apart: Vec<String>,
}

impl RiderRulesBody {
    /// As the dispatcher has them.
    pub(crate) fn rules(&self) -> Result<RiderRules, Problem> {
        let apart = self.apart.iter().map(|rider| parse_id("apart", rider));
        let apart = apart.collect::<Result<BTreeSet<RiderId>, _>>()?;
        Ok(RiderRules { alone: self.alone, attended: self.attended, apart })
    }
}

impl From<&RiderRules> for RiderRulesBody {
    fn from(rules: &RiderRules) -> Self {
        Self {
            alone: rules.alone,
            attended: rules.attended,
            apart: rules.apart.iter().map(ToString::to_string).collect(),
        }
    }
}
