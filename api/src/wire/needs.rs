//! What the vehicle must be like that comes.

use noriai_core::{Equipment, Needs, VehicleGroupId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::errors::Problem;

use super::parse_id;

/// What the vehicle must be like that comes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = Needs)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct NeedsBody {
    /// It has all of these.
    #[schema(max_items = 5)]
    pub(crate) equipment: Vec<EquipmentWord>,
    /// It is of this group of the town's vehicles: some trips are for some vehicles only.
    #[schema(example = "grp_1")]
    pub(crate) group: Option<String>,
}

/// A fitting of a vehicle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = Equipment)]
#[serde(rename_all = "snake_case")]
pub(crate) enum EquipmentWord {
    /// A lift for wheelchairs that are too heavy to be pushed.
    Lift,
    /// A ramp for wheelchairs.
    Ramp,
    /// A low floor or an extra step.
    LowStep,
    /// A seat that turns to the door.
    SwivelSeat,
    /// Room for a stretcher.
    Stretcher,
}

impl NeedsBody {
    /// As the dispatcher has them; the group must be one of the town's.
    pub(crate) fn needs(
        &self,
        has_group: impl Fn(VehicleGroupId) -> bool,
    ) -> Result<Needs, Problem> {
        let group =
            self.group.as_deref().map(|group| parse_id("needs.group", group)).transpose()?;
        if group.is_some_and(|group| !has_group(group)) {
            return Err(Problem::invalid("needs.group", "the town has no such group of vehicles"));
        }
        let equipment = self.equipment.iter().map(|word| word.equipment()).collect();
        Ok(Needs { equipment, group })
    }
}

impl From<Needs> for NeedsBody {
    fn from(needs: Needs) -> Self {
        Self {
            equipment: needs.equipment.iter().map(Into::into).collect(),
            group: needs.group.map(|group| group.to_string()),
        }
    }
}

impl EquipmentWord {
    /// As the dispatcher has it.
    pub(crate) const fn equipment(self) -> Equipment {
        match self {
            Self::Lift => Equipment::Lift,
            Self::Ramp => Equipment::Ramp,
            Self::LowStep => Equipment::LowStep,
            Self::SwivelSeat => Equipment::SwivelSeat,
            Self::Stretcher => Equipment::Stretcher,
        }
    }
}

impl From<Equipment> for EquipmentWord {
    fn from(kind: Equipment) -> Self {
        match kind {
            Equipment::Lift => Self::Lift,
            Equipment::Ramp => Self::Ramp,
            Equipment::LowStep => Self::LowStep,
            Equipment::SwivelSeat => Self::SwivelSeat,
            Equipment::Stretcher => Self::Stretcher,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needs_survive_the_way_over_the_wire_and_an_unknown_group_is_refused() {
        let json = r#"{"equipment": ["lift", "low_step"], "group": "grp_3"}"#;
        let body: NeedsBody = serde_json::from_str(json).unwrap();
        let needs = body.needs(|group| group == VehicleGroupId(3)).unwrap();
        assert_eq!(needs.equipment.to_string(), "lift, low_step");
        assert_eq!(NeedsBody::from(needs), body);
        assert_eq!(body.needs(|_| false).unwrap_err().body().code, "invalid_body");
        assert!(serde_json::from_str::<NeedsBody>(r#"{"equipment": ["crane"]}"#).is_err());
    }
}
