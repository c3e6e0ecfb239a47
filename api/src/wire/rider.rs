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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_survive_the_way_over_the_wire_and_a_rider_that_is_none_is_refused() {
        let rider = format!("rdr_{}", "0f".repeat(16));
        let json = format!(r#"{{"alone": true, "apart": ["{rider}"]}}"#);
        let body: RiderRulesBody = serde_json::from_str(&json).unwrap();
        let rules = body.rules().unwrap();
        assert!(rules.alone && !rules.attended && rules.apart.len() == 1);
        assert_eq!(RiderRulesBody::from(&rules), body);
        let wrong = RiderRulesBody { apart: vec!["rdr_1".to_owned()], ..body };
        assert_eq!(wrong.rules().unwrap_err().body().code, "invalid_body");
        assert!(serde_json::from_str::<RiderRulesBody>(r#"{"appart": []}"#).is_err());
    }
}
