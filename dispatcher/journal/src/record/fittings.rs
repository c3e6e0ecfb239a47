//! What vehicles are fit for, and what trips need: written since vehicles differ, left out where it
//! says nothing.

use noriai_core::{AidCost, Aids, Equipment, EquipmentSet, Fittings, Needs};
use noriai_units::Seconds;
use serde::{Deserialize, Serialize};

use super::RecordError;
use super::text::{Text, VehicleGroupText};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FittingsV1 {
    #[serde(default, skip_serializing_if = "AidCostV1::is_nothing")]
    wheelchair: AidCostV1,
    #[serde(default, skip_serializing_if = "AidCostV1::is_nothing")]
    walker: AidCostV1,
    #[serde(default, skip_serializing_if = "AidCostV1::is_nothing")]
    pram: AidCostV1,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    equipment: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    groups: Vec<VehicleGroupText>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    attendant: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AidCostV1 {
    seats: u16,
    load_ms: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NeedsV1 {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    equipment: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    group: Option<VehicleGroupText>,
}

impl FittingsV1 {
    /// `None` for a vehicle like any other.
    pub(super) fn of(fittings: &Fittings) -> Option<Self> {
        let Fittings { aids: Aids { wheelchair, walker, pram }, equipment, groups, attendant } =
            fittings;
        let record = Self {
            wheelchair: AidCostV1::of(*wheelchair),
            walker: AidCostV1::of(*walker),
            pram: AidCostV1::of(*pram),
            equipment: equipment_words(*equipment),
            groups: groups.iter().copied().map(Text).collect(),
            attendant: *attendant,
        };
        (*fittings != Fittings::default()).then_some(record)
    }

    pub(super) fn read(self) -> Result<Fittings, RecordError> {
        Ok(Fittings {
            aids: Aids {
                wheelchair: self.wheelchair.read(),
                walker: self.walker.read(),
                pram: self.pram.read(),
            },
            equipment: equipment_of(&self.equipment)?,
            groups: self.groups.into_iter().map(|group| group.0).collect(),
            attendant: self.attendant,
        })
    }
}

impl NeedsV1 {
    /// `None` for a trip that any vehicle may make.
    pub(super) fn of(needs: &Needs) -> Option<Self> {
        let Needs { equipment, group } = needs;
        let record = Self { equipment: equipment_words(*equipment), group: group.map(Text) };
        (*needs != Needs::default()).then_some(record)
    }

    pub(super) fn read(self) -> Result<Needs, RecordError> {
        let equipment = equipment_of(&self.equipment)?;
        Ok(Needs { equipment, group: self.group.map(|group| group.0) })
    }
}

impl AidCostV1 {
    const fn of(AidCost { seats, load }: AidCost) -> Self {
        Self { seats, load_ms: load.millis() }
    }

    const fn read(self) -> AidCost {
        AidCost { seats: self.seats, load: Seconds::from_millis(self.load_ms) }
    }

    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

fn equipment_words(set: EquipmentSet) -> Vec<String> {
    set.iter().map(|kind| kind.code().to_owned()).collect()
}

fn equipment_of(words: &[String]) -> Result<EquipmentSet, RecordError> {
    let known = words.iter().map(|word| Equipment::of_code(word));
    known.collect::<Option<_>>().ok_or(RecordError::OutOfRange { field: "a kind of equipment" })
}
