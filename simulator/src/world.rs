//! The world a simulation runs in: roads, and the places people travel between.

mod homes;
mod open;
mod osm;
mod picture;
mod roads;
mod sites;
mod squared_paper;

use std::sync::Arc;

use noriai_units::Position;

pub use open::MapSource;
pub use picture::{Picture, RoadLine};
pub use roads::{Roads, TooFar};
pub use sites::{Goal, GoalKind, NamedStop, Sites};
pub use squared_paper::SquaredPaper;

/// Roads and places of one map.
#[derive(Clone)]
pub struct World {
    /// How long drives take and where they lead.
    pub roads: Arc<dyn Roads>,
    /// Homes, goals and bus stops.
    pub sites: Sites,
    /// The road lines, for the report's map.
    pub picture: Picture,
    /// What the map is, for the report.
    pub source: String,
}

impl World {
    /// The place people travel to most: where a depot stands if the scenario names none.
    #[must_use]
    pub fn centre(&self) -> Position {
        let weightiest = |a: &&Goal, b: &&Goal| a.weight.cmp(&b.weight).then(b.name.cmp(&a.name));
        let goal = self.sites.goals.iter().max_by(weightiest).map(|goal| goal.position);
        goal.or_else(|| self.sites.homes.first().copied()).unwrap_or_default()
    }
}
