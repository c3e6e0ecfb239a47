//! What a tour costs and which limits it has.

use serde::{Deserialize, Serialize};

use crate::moment::Deciseconds;
use crate::roads::ArcId;
use crate::spot::Spot;

/// The constants of the problem; [`Rules::default`] has those of the published instances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// How long a vehicle stands at each stop.
    pub standing: Deciseconds,
    /// A rider is to have been picked up this long after asking.
    pub longest_wait: Deciseconds,
    /// The longest trip in tenths of the direct drive, ...
    pub detour_tenths: i32,
    /// ... and this much more.
    pub detour_more: Deciseconds,
    /// What each unit of a trip beyond its longest costs.
    pub price_of_late_arrival: i32,
    /// What each unit of waiting beyond the longest costs.
    pub price_of_late_pickup: i32,
}

/// With larger costs nothing is left out, so that sums and products of them fit.
const LARGEST_COST: Deciseconds = Deciseconds(1 << 26);

impl Default for Rules {
    fn default() -> Self {
        Self {
            standing: Deciseconds(600),
            longest_wait: Deciseconds(3000),
            detour_tenths: 17,
            detour_more: Deciseconds(1200),
            price_of_late_arrival: 10,
            price_of_late_pickup: 1,
        }
    }
}

/// Somebody asks for a ride, to begin at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// When it is asked.
    pub at: Deciseconds,
    /// Where the ride begins.
    pub from: ArcId,
    /// Where it ends.
    pub to: ArcId,
}

/// A request with what the roads and the rules make of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Trip {
    /// When it is asked.
    pub(crate) at: Deciseconds,
    pub(crate) from: Spot,
    pub(crate) to: Spot,
    /// The drive without detour.
    pub(crate) direct: Deciseconds,
    /// When the vehicle is to leave the pickup, at the latest.
    pub(crate) latest_pickup: Deciseconds,
    /// When it is to reach the drop-off, at the latest.
    pub(crate) latest_arrival: Deciseconds,
}

impl Rules {
    pub(crate) fn trip(
        &self,
        at: Deciseconds,
        (from, to): (Spot, Spot),
        direct: Deciseconds,
    ) -> Trip {
        let longest = Deciseconds(direct.0 * self.detour_tenths / 10) + self.detour_more;
        Trip {
            at,
            from,
            to,
            direct,
            latest_pickup: at + self.longest_wait,
            latest_arrival: at + longest,
        }
    }

    /// The last departure from the pickup after which a ride without detour costs no more than
    /// this.
    pub(crate) fn last_departure(&self, trip: &Trip, cost: Deciseconds) -> Deciseconds {
        if LARGEST_COST <= cost {
            return Deciseconds::FAR;
        }
        // Each unit of waiting costs at least one.
        let (mut low, mut high) = (trip.at.0 - 1, trip.at.0 + cost.0.max(0));
        while low < high {
            let middle = Deciseconds(low + (high - low + 1) / 2);
            if self.ride_cost(trip, middle, middle + trip.direct) <= cost {
                low = middle.0;
            } else {
                high = middle.0 - 1;
            }
        }
        Deciseconds(low)
    }

    /// What the new rider's own waiting and riding cost. Both only grow with their arguments, so
    /// an early bound on each gives a lower bound on the cost.
    #[inline]
    pub(crate) fn ride_cost(
        &self,
        trip: &Trip,
        departure: Deciseconds,
        arrival: Deciseconds,
    ) -> Deciseconds {
        let late = (arrival - trip.latest_arrival).or_zero() * self.price_of_late_arrival;
        let late_pickup = (departure - trip.latest_pickup).or_zero() * self.price_of_late_pickup;
        arrival - trip.at + late + late_pickup
    }
}
