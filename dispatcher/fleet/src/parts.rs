//! All tours, and the buckets that find them.

mod entering;
mod tours;

use std::collections::BTreeSet;

use crate::buckets::Buckets;
use crate::landmarks::Bearings;
use crate::moment::Deciseconds;
use crate::roads::{ArcId, Roads};
use crate::rules::Rules;
use crate::slots::Slots;
use crate::spot::Spot;
use crate::tour::{Slot, Tour};

/// What a search reads.
#[derive(Clone, Debug)]
pub(crate) struct Parts<'r> {
    pub(crate) roads: &'r Roads,
    pub(crate) rules: &'r Rules,
    pub(crate) tours: Vec<Tour>,
    /// Stops with one behind them, by when their vehicle can be at the hub.
    pub(crate) legs: Buckets,
    /// Each vehicle's last stop, the nearest first.
    pub(crate) ends: Buckets,
    /// Which entries of both count.
    pub(crate) slots: Slots,
    pub(crate) stops_by_arc: BTreeSet<(ArcId, Slot)>,
    holders: Vec<Holder>,
    legs_by_slot: Vec<Leg>,
    free: Vec<Slot>,
}

/// Who holds a slot, and how it stands in the buckets.
#[derive(Clone, Debug)]
struct Holder {
    vehicle: u32,
    at: Spot,
    entered: Entered,
    /// The node that the vehicle has passed since, and when; the buckets have it from there.
    moved: Option<(u32, Deciseconds)>,
}

/// What must be known of a leg to see that most pickups do not fit into it: copied from the tour
/// so that a look at it is one look into memory, most often into the first line of a pair that
/// comes together.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C, align(128))]
pub(crate) struct Leg {
    /// From the stop before, or from where the vehicle has been since.
    pub(crate) departure: Deciseconds,
    /// What the buckets have for it.
    entered_departure: Deciseconds,
    /// At the stop behind.
    pub(crate) arrival: Deciseconds,
    pub(crate) latest: Deciseconds,
    /// How many riders leave there and later.
    pub(crate) n_dropoffs: i32,
    /// How long the way to a pickup may be, as the buckets have it.
    patience: Deciseconds,
    pub(crate) vehicle: u32,
    /// Its vehicle is on it or is to begin with it.
    pub(crate) is_first: bool,
    /// The tour ends with it.
    pub(crate) is_last: bool,
    /// The beginning of the arc of the stop behind, seen from the landmarks.
    pub(crate) bearings: Bearings,
    /// The end of it.
    pub(crate) bearings_ahead: Bearings,
    /// The stop behind.
    pub(crate) to: Spot,
}

/// In which buckets a stop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entered {
    Nowhere,
    Legs,
    Ends,
}

impl Leg {
    /// How much later its vehicle is everywhere than the buckets have it.
    #[inline]
    pub(crate) fn delay(&self) -> Deciseconds {
        self.departure - self.entered_departure
    }
}

impl<'r> Parts<'r> {
    pub(crate) fn new(roads: &'r Roads, rules: &'r Rules) -> Self {
        let n_hubs = roads.n_nodes();
        Self {
            roads,
            rules,
            tours: Vec::new(),
            legs: Buckets::new(n_hubs),
            ends: Buckets::new(n_hubs),
            slots: Slots::default(),
            stops_by_arc: BTreeSet::new(),
            holders: Vec::new(),
            legs_by_slot: Vec::new(),
            free: Vec::new(),
        }
    }
}

impl Parts<'_> {
    /// The leg behind a stop that is in the buckets of legs.
    pub(crate) fn leg(&self, slot: Slot) -> &Leg {
        &self.legs_by_slot[slot as usize]
    }

    /// Where the stop is.
    pub(crate) fn spot(&self, slot: Slot) -> Spot {
        self.holders[slot as usize].at
    }

    /// Whose last stop this is.
    pub(crate) fn vehicle(&self, slot: Slot) -> u32 {
        self.holders[slot as usize].vehicle
    }

    /// The vehicle that has a stop, and the stop's place in its tour.
    pub(crate) fn locate(&self, slot: Slot) -> (u32, usize) {
        let vehicle = self.vehicle(slot);
        (vehicle, self.index(vehicle, slot))
    }

    /// The stop's place in its vehicle's tour.
    pub(crate) fn index(&self, vehicle: u32, slot: Slot) -> usize {
        let stops = &self.tours[vehicle as usize].stops;
        stops.iter().position(|stop| stop.slot == slot).unwrap_or(0)
    }

    fn take_slot(&mut self, vehicle: u32, at: Spot) -> Slot {
        let slot = self.free.pop().unwrap_or_else(|| {
            self.holders.push(Holder { vehicle, at, entered: Entered::Nowhere, moved: None });
            self.slots.push();
            self.legs_by_slot.push(Leg::default());
            (self.holders.len() - 1) as Slot
        });
        let holder = &mut self.holders[slot as usize];
        (holder.vehicle, holder.at, holder.moved) = (vehicle, at, None);
        self.stops_by_arc.insert((at.arc, slot));
        slot
    }

    fn give_slot(&mut self, slot: Slot) {
        self.leave(slot);
        self.stops_by_arc.remove(&(self.holders[slot as usize].at.arc, slot));
        self.free.push(slot);
    }
}
