//! Vehicles by kind and size, and what each may not drive on.

use noriai_network::{Limits, RoadNetwork, VehicleKind};

use crate::conditions::Conditions;
use crate::fingerprint::Fingerprint;

/// A vehicle as roads see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vehicle {
    /// What it is before the law.
    pub kind: VehicleKind,
    /// Without mirrors, in centimetres.
    pub width_cm: u32,
    /// In centimetres.
    pub height_cm: u32,
    /// In centimetres.
    pub length_cm: u32,
    /// Laden, in kilograms.
    pub weight_kg: u32,
}

impl Vehicle {
    /// A taxi. It has no size here: the import leaves out what is too small for one, and a driver
    /// knows better than a survey which lane a small car fits into.
    pub const TAXI: Self =
        Self { kind: VehicleKind::Car, width_cm: 0, height_cm: 0, length_cm: 0, weight_kg: 0 };

    /// A van for nine to fourteen, like a long Toyota Hiace with a wide body and a high roof: 5.38 m
    /// long, 1.88 m wide and 2.285 m high by its maker's data, some 3 t laden.
    pub const VAN: Self = Self {
        kind: VehicleKind::Car,
        width_cm: 188,
        height_cm: 229,
        length_cm: 538,
        weight_kg: 3_000,
    };

    /// A small bus for some twenty-five, like a Toyota Coaster: 6.99 m long, 2.08 m wide and 2.635 m
    /// high by its maker's data, some 5 t laden.
    pub const SMALL_BUS: Self = Self {
        kind: VehicleKind::Bus,
        width_cm: 208,
        height_cm: 264,
        length_cm: 699,
        weight_kg: 5_000,
    };

    /// True if it keeps within limits.
    #[must_use]
    pub fn fits(&self, limits: Limits) -> bool {
        let within = |size: u32, most: Option<u32>| most.is_none_or(|most| size <= most);
        within(self.width_cm, limits.width_cm())
            && within(self.height_cm, limits.height_cm())
            && within(self.length_cm, limits.length_cm())
            && within(self.weight_kg, limits.weight_kg())
    }

    /// Closes what the vehicle may not or cannot drive on.
    #[must_use]
    pub fn conditions(&self, network: &RoadNetwork) -> Conditions {
        let mut conditions = Conditions::default();
        for id in network.segment_ids() {
            let segment = network.segment(id);
            if !segment.admits.contain(self.kind) || !self.fits(segment.limits) {
                conditions.close(id);
            }
        }
        conditions
    }

    /// A router's fingerprint with this vehicle; a taxi's is the network's own.
    pub(crate) fn fingerprint(&self, of_taxi: u64) -> u64 {
        if *self == Self::TAXI {
            return of_taxi;
        }
        let mut fingerprint = Fingerprint::new();
        fingerprint.word(of_taxi);
        fingerprint.word(self.kind as u64);
        for size in [self.width_cm, self.height_cm, self.length_cm, self.weight_kg] {
            fingerprint.word(u64::from(size));
        }
        fingerprint.value()
    }
}

impl Default for Vehicle {
    fn default() -> Self {
        Self::TAXI
    }
}
