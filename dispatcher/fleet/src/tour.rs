//! A vehicle's stops with their times and limits.

use crate::moment::Deciseconds;
use crate::rules::Trip;
use crate::spot::Spot;

/// Names a stop for as long as it is in a tour; used again later.
pub(crate) type Slot = u32;

/// A stop that is being made or to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stop {
    pub(crate) at: Spot,
    /// The drive from the stop before.
    pub(crate) drive: Deciseconds,
    pub(crate) arrival: Deciseconds,
    pub(crate) departure: Deciseconds,
    /// The latest arrival that the riders who board or leave here allow.
    pub(crate) limit: Deciseconds,
    /// The latest arrival for which no later stop is late either.
    pub(crate) latest: Deciseconds,
    /// Riders on the way to the next stop.
    pub(crate) n_aboard: i32,
    pub(crate) n_dropoffs: i32,
    pub(crate) slot: Slot,
}

/// A vehicle and its stops: the first is where it stands or whence it comes.
#[derive(Clone, Debug)]
pub(crate) struct Tour {
    pub(crate) stops: Vec<Stop>,
    pub(crate) places: i32,
    /// When its last stop must be over.
    pub(crate) end: Deciseconds,
}

/// How a stop that nobody has any business at would be.
pub(crate) fn blank_stop(at: Spot, n_aboard: i32, slot: Slot) -> Stop {
    Stop {
        at,
        drive: Deciseconds::ZERO,
        arrival: Deciseconds::ZERO,
        departure: Deciseconds::ZERO,
        limit: Deciseconds::FAR,
        latest: Deciseconds::FAR,
        n_aboard,
        n_dropoffs: 0,
        slot,
    }
}

impl Tour {
    /// It has left its first stop and is not yet at the next.
    pub(crate) fn is_under_way(&self, now: Deciseconds) -> bool {
        1 < self.stops.len() && self.stops[0].departure <= now
    }

    /// A rider who boards where the vehicle is to stop anyway needs no stop of their own, unless
    /// it has left already.
    pub(crate) fn can_join(&self, index: usize, at: Spot, now: Deciseconds) -> bool {
        self.stops[index].at == at && (0 < index || now < self.stops[index].departure)
    }

    pub(crate) fn last(&self) -> &Stop {
        &self.stops[self.stops.len() - 1]
    }

    /// The riders of these two stops come to what is theirs.
    pub(crate) fn serve(
        &mut self,
        pickup: usize,
        dropoff: usize,
        trip: &Trip,
        standing: Deciseconds,
    ) {
        let (boards, leaves) = (trip.latest_pickup - standing, trip.latest_arrival);
        let stop = &mut self.stops[pickup];
        stop.limit = stop.limit.min(boards);
        let stop = &mut self.stops[dropoff];
        stop.limit = stop.limit.min(leaves);
        stop.n_dropoffs += 1;
        for stop in &mut self.stops[pickup..dropoff] {
            stop.n_aboard += 1;
        }
    }

    /// Times from the first stop on, then limits from the last stop back.
    pub(crate) fn retime(&mut self, standing: Deciseconds) {
        for index in 1..self.stops.len() {
            let left = self.stops[index - 1].departure;
            let stop = &mut self.stops[index];
            stop.arrival = left + stop.drive;
            stop.departure = stop.arrival + standing;
        }
        let mut later = Deciseconds::FAR;
        for stop in self.stops.iter_mut().rev() {
            stop.latest = stop.limit.min(later);
            later = (stop.latest - stop.drive - standing).min(Deciseconds::FAR);
        }
    }
}
