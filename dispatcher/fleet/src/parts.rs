//! All tours, and the buckets that find them.

mod entering;
mod tours;

use std::collections::BTreeSet;

use crate::buckets::{Buckets, Traces};
use crate::landmarks::Bearings;
use crate::moment::Deciseconds;
use crate::roads::{ArcId, Roads};
use crate::rules::Rules;
use crate::tour::{Slot, Tour};

/// What a search reads.
#[derive(Clone, Debug)]
pub(crate) struct Parts<'r> {
    pub(crate) roads: &'r Roads,
    pub(crate) rules: &'r Rules,
    pub(crate) tours: Vec<Tour>,
    /// Stops with one behind them, by how much detour the leg between them can bear.
    pub(crate) legs: Buckets,
    /// Each vehicle's last stop, the nearest first.
    pub(crate) ends: Buckets,
    pub(crate) stops_by_arc: BTreeSet<(ArcId, Slot)>,
    slots: Vec<Holder>,
    legs_by_slot: Vec<Leg>,
    free: Vec<Slot>,
}

/// Who holds a slot, and how it stands in the buckets.
#[derive(Clone, Debug)]
struct Holder {
    vehicle: u32,
    at: ArcId,
    entered: Entered,
    left: Traces,
}

/// What must be known of a leg to see that most pickups do not fit into it: copied from the tour
/// so that a look at it is one look into memory.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
pub(crate) struct Leg {
    /// From the stop before.
    pub(crate) departure: Deciseconds,
    /// The stop behind.
    pub(crate) to: ArcId,
    /// How long it takes to cover the arc that it is at.
    pub(crate) entry: Deciseconds,
    pub(crate) arrival: Deciseconds,
    pub(crate) latest: Deciseconds,
    /// How many riders leave there and later.
    pub(crate) n_dropoffs: i32,
    /// What the buckets hold.
    pub(crate) patience: Deciseconds,
    /// The beginning of its arc seen from the landmarks.
    pub(crate) bearings: Bearings,
}

/// In which buckets a stop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entered {
    Nowhere,
    Legs,
    Ends,
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
            stops_by_arc: BTreeSet::new(),
            slots: Vec::new(),
            legs_by_slot: Vec::new(),
            free: Vec::new(),
        }
    }
}

/// The patience of last stops: anything may be put behind them.
pub(crate) const ENDLESS: Deciseconds = Deciseconds::FAR;

impl Parts<'_> {
    pub(crate) fn n_slots(&self) -> usize {
        self.slots.len()
    }

    /// The leg behind a stop that is in the buckets of legs.
    pub(crate) fn leg(&self, slot: Slot) -> &Leg {
        &self.legs_by_slot[slot as usize]
    }

    /// The vehicle that has a stop, and the stop's place in its tour.
    pub(crate) fn locate(&self, slot: Slot) -> (u32, usize) {
        let vehicle = self.slots[slot as usize].vehicle;
        let stops = &self.tours[vehicle as usize].stops;
        let index = stops.iter().position(|stop| stop.slot == slot);
        (vehicle, index.unwrap_or(0))
    }

    fn take_slot(&mut self, vehicle: u32, at: ArcId) -> Slot {
        let slot = self.free.pop().unwrap_or_else(|| {
            self.slots.push(Holder { vehicle, at, entered: Entered::Nowhere, left: Vec::new() });
            self.legs_by_slot.push(Leg::default());
            (self.slots.len() - 1) as Slot
        });
        let holder = &mut self.slots[slot as usize];
        (holder.vehicle, holder.at) = (vehicle, at);
        self.stops_by_arc.insert((at, slot));
        slot
    }

    fn give_slot(&mut self, slot: Slot) {
        self.leave(slot);
        self.stops_by_arc.remove(&(self.slots[slot as usize].at, slot));
        self.free.push(slot);
    }
}
