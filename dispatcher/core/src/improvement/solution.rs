//! All routes together, and where each rider who may be moved is.

use std::sync::Arc;

use crate::booking::Booking;
use crate::ids::BookingId;
use crate::planning::insertion::Spot;
use crate::planning::route::{Ground, Route};
use crate::rules::rotation::Rides;

/// Fewer riders without a vehicle come first, then the cost.
pub(crate) type Worth = (usize, i64);

/// Who rides where. Cheap to clone: routes are shared.
#[derive(Clone)]
pub(crate) struct Solution<'a> {
    pub(crate) routes: Vec<Arc<Route<'a>>>,
    /// Of each movable rider, by number: the number of the route.
    pub(crate) at: Vec<Option<usize>>,
}

impl<'a> Solution<'a> {
    /// With so many riders who are on no route yet.
    pub(crate) fn without(routes: Vec<Route<'a>>, n_riders: usize) -> Self {
        Self { routes: routes.into_iter().map(Arc::new).collect(), at: vec![None; n_riders] }
    }

    pub(crate) fn worth(&self) -> Worth {
        let n_left = self.at.iter().filter(|at| at.is_none()).count();
        (n_left, self.routes.iter().map(|route| route.cost).sum())
    }

    /// How many of the movable riders each company has.
    pub(super) fn rides(&self) -> Rides {
        let mut rides = Rides::new();
        for number in self.at.iter().flatten() {
            let company = self.routes.get(*number).and_then(|route| route.tour.shift.company);
            if let Some(company) = company {
                *rides.entry(company).or_default() += 1;
            }
        }
        rides
    }

    /// Takes riders off their routes; `None` if they can't be left out.
    pub(crate) fn take_out(
        &mut self,
        gone: &[usize],
        riders: &[&Booking],
        ground: &mut Ground<'a>,
    ) -> Option<()> {
        for number in 0..self.routes.len() {
            let here = gone.iter().filter(|rider| self.at[**rider] == Some(number));
            let ids: Vec<BookingId> = here.map(|rider| riders[*rider].id).collect();
            if !ids.is_empty() {
                self.routes[number] = Arc::new(self.routes[number].without(&ids, ground)?);
            }
        }
        gone.iter().for_each(|rider| self.at[*rider] = None);
        Some(())
    }

    /// Puts a rider on a route.
    pub(crate) fn put_in(
        &mut self,
        (rider, booking): (usize, &Booking),
        number: usize,
        spot: &Spot,
        ground: &mut Ground<'a>,
    ) -> Option<()> {
        self.routes[number] = Arc::new(self.routes[number].with(booking, spot, ground)?);
        self.at[rider] = Some(number);
        Some(())
    }
}
