//! Where a ride may begin and end.

use noriai_core::{BoardingRule, Place};
use noriai_units::{Metres, Position};

use super::Town;
use super::stops::Stop;
use crate::errors::Problem;
use crate::wire::{EndBody, parse_id};

/// A place to board or alight, and how far it is from the one asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct End {
    /// Where the van stops.
    pub(crate) place: Place,
    /// The way there on foot, as the crow flies.
    pub(crate) walk: Metres,
}

/// A house further than this from any road can't be served at its door.
const ROAD_MAX: Metres = Metres::new(800);

impl Town {
    /// The place that is meant, under the boarding rule in force.
    pub(crate) fn end(&self, field: &str, body: &EndBody) -> Result<End, Problem> {
        match body {
            EndBody::Stop(end) => {
                let id = parse_id(&format!("{field}.stop"), &end.stop)?;
                let stop = self.stops.get(id);
                let unknown = || Problem::new("no_such_stop").text("stop", end.stop.clone());
                let stop = stop.ok_or_else(unknown)?.place;
                Ok(self.end_beside(stop, stop.position))
            }
            EndBody::Position(body) => {
                let off = || Problem::invalid(field, "no place on earth has this coordinate");
                self.end_at(body.position().ok_or_else(off)?)
            }
        }
    }

    /// The place nearest to a position where riders may board.
    pub(crate) fn end_at(&self, position: Position) -> Result<End, Problem> {
        if let Some(stop) = self.stop_for(position) {
            return Ok(self.end_beside(stop.place, position));
        }
        // The exact spot of a stop means the stop.
        if let Some(stop) = self.stops.at(position) {
            return Ok(self.end_beside(stop.place, position));
        }
        let snap = self.router().snap(position, ROAD_MAX);
        let snap = snap.map_err(|_far| Problem::new("too_far_from_road"))?;
        let place = Place { position: snap.position, road: snap.point, stop: None };
        Ok(End { place, walk: snap.distance })
    }

    /// The nearest stop where riders board at stops only: rather one of the same zone, as others may
    /// have other rules.
    fn stop_for(&self, position: Position) -> Option<&Stop> {
        let state = self.area.state();
        let policy = state.policy();
        if policy.boarding_at(position) != Some(BoardingRule::DesignatedStops) {
            return None;
        }
        let zone_of = |position| policy.zone_at(position).map(|zone| zone.id);
        let own = zone_of(position);
        let nearby = self.stops.nearest(position, |stop| zone_of(stop.place.position) == own);
        nearby.or_else(|| self.stops.nearest(position, |_| true))
    }

    /// A stop, or where the van stops while it can't get there, for somebody who is at a position.
    fn end_beside(&self, stop: Place, position: Position) -> End {
        let place = self.within_walk(stop);
        End { place, walk: place.position.distance(position) }
    }
}
