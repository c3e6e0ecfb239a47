//! What aids cost in a vehicle, what it has, and which groups it is of.

use std::collections::BTreeSet;

use noriai_core::{AidCost, Aids, Fittings, VehicleGroupId};
use noriai_units::Seconds;
use serde::Deserialize;

use super::{Config, VehicleConfig};
use crate::wire::EquipmentWord;

/// What aids cost, kind by kind.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct AidsConfig {
    wheelchair: Option<AidConfig>,
    walker: Option<AidConfig>,
    pram: Option<AidConfig>,
}

/// What one aid costs.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct AidConfig {
    /// So many seats are folded away for it.
    seats: u16,
    /// It takes so many seconds more to be loaded, and to be unloaded.
    load_s: u16,
}

/// A group of vehicles that some trips are for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupConfig {
    /// Its number.
    id: u32,
    /// What it is called.
    pub(crate) name: String,
}

/// What a vehicle has, as a part of its entry.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FittingsConfig {
    aids: AidsConfig,
    equipment: Vec<EquipmentWord>,
    groups: Vec<u32>,
}

impl Config {
    /// What a vehicle is fit for: the town's usual costs of aids, and what the vehicle says itself.
    pub(crate) fn fittings(&self, vehicle: &VehicleConfig) -> Fittings {
        let FittingsConfig { aids, equipment, groups } = &vehicle.fittings;
        let cost = |own: Option<AidConfig>, usual: Option<AidConfig>| {
            let AidConfig { seats, load_s } = own.or(usual).unwrap_or_default();
            AidCost { seats, load: Seconds::new(load_s.into()) }
        };
        Fittings {
            aids: Aids {
                wheelchair: cost(aids.wheelchair, self.aids.wheelchair),
                walker: cost(aids.walker, self.aids.walker),
                pram: cost(aids.pram, self.aids.pram),
            },
            equipment: equipment.iter().map(|word| word.equipment()).collect(),
            groups: groups.iter().copied().map(VehicleGroupId).collect(),
            // It is the shift's to say who rides along.
            attendant: false,
        }
    }

    /// True if the town has such a group.
    pub(crate) fn has_group(&self, group: VehicleGroupId) -> bool {
        self.groups.iter().any(|known| known.id() == group)
    }

    /// Groups have an id each, and vehicles name no other.
    pub(super) fn check_groups(&self) -> Result<(), String> {
        let ids: BTreeSet<u32> = self.groups.iter().map(|group| group.id).collect();
        if ids.len() != self.groups.len() {
            return Err("each group needs its own id".to_owned());
        }
        let named = self.vehicles.iter().flat_map(|vehicle| &vehicle.fittings.groups);
        match named.copied().find(|id| !ids.contains(id)) {
            Some(id) => Err(format!("a vehicle names group {id}, which is not listed")),
            None => Ok(()),
        }
    }
}

impl GroupConfig {
    /// Its id.
    pub(crate) const fn id(&self) -> VehicleGroupId {
        VehicleGroupId(self.id)
    }
}

#[cfg(test)]
mod tests {
    use noriai_core::{Equipment, EquipmentSet};

    use super::*;

    const TOWN: &str = r#"
        shifts = []
        [aids]
        walker = { load_s = 20 }
        wheelchair = { seats = 1 }
        [[groups]]
        id = 3
        name = "通院"
        [[vehicles]]
        id = 1
        seats = 8
        [[vehicles]]
        id = 2
        seats = 8
        wheelchairs = 2
        [vehicles.fit]
        equipment = ["lift", "low_step"]
        groups = [3]
        aids = { wheelchair = { seats = 2, load_s = 120 } }
    "#;

    #[test]
    fn a_vehicle_says_what_differs_from_the_towns_usual() {
        let config = Config::read(TOWN, "town.toml").unwrap();
        let [plain, lift] = &config.vehicles[..] else { panic!("two vehicles") };
        let (plain, lift) = (config.fittings(plain), config.fittings(lift));
        let cost = |seats, load| AidCost { seats, load: Seconds::new(load) };
        assert_eq!(plain.aids.wheelchair, cost(1, 0));
        assert_eq!(lift.aids.wheelchair, cost(2, 120));
        assert_eq!((plain.aids.walker, lift.aids.walker), (cost(0, 20), cost(0, 20)));
        assert_eq!(plain.equipment, EquipmentSet::NONE);
        assert!(lift.equipment.iter().any(|kind| kind == Equipment::Lift));
        assert!(config.has_group(VehicleGroupId(3)) && !config.has_group(VehicleGroupId(4)));
    }

    #[test]
    fn a_group_or_a_fitting_that_is_not_listed_is_refused() {
        for (right, wrong) in [("groups = [3]", "groups = [4]"), ("\"lift\"", "\"crane\"")] {
            let text = TOWN.replace(right, wrong);
            let fault = Config::read(&text, "town.toml").unwrap_err().to_string();
            assert!(fault.contains("group 4") || fault.contains("crane"), "{fault}");
        }
    }
}
