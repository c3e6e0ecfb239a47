//! A world made of an OpenStreetMap extract.

use std::path::Path;
use std::sync::Arc;

use noriai_maps::places::{PlaceKind, Places};
use noriai_maps::{Extract, import_roads};
use noriai_router::Router;

use super::World;
use super::homes::homes;
use super::picture::Picture;
use super::sites::{Goal, GoalKind, NamedStop, Sites};
use crate::error::{ErrorCode, SimulationError};

/// Reads an extract, makes its road network and prepares the router.
pub(super) fn from_file(path: &Path) -> Result<World, SimulationError> {
    let unusable = |why: &dyn std::fmt::Display| {
        let remedy = "name an OpenStreetMap extract (.osm.pbf) with roads in it";
        SimulationError::new(ErrorCode::Map, format!("{}: {why}", path.display()), remedy)
    };
    let extract = Extract::open(path).map_err(|why| unusable(&why))?;
    from_extract(&extract, &path.display().to_string()).map_err(|why| unusable(&why.cause))
}

/// Makes a world of an extract in memory.
pub(super) fn from_extract(extract: &Extract, source: &str) -> Result<World, SimulationError> {
    let unusable = |why: &dyn std::fmt::Display| {
        SimulationError::new(ErrorCode::Map, why.to_string(), "use another extract")
    };
    let import = import_roads(extract).map_err(|why| unusable(&why))?;
    let router = Router::prepare(Arc::new(import.network)).map_err(|why| unusable(&why))?;
    Ok(of(router, &Places::from_extract(extract), source))
}

/// Makes a world of a router and the places of its map.
pub(super) fn of(router: Router, places: &Places, source: &str) -> World {
    let network = Arc::clone(router.network());
    let goal = |entry: &noriai_maps::places::PlaceEntry| {
        let kind = GoalKind::of(entry.kind)?;
        Some(Goal { kind, name: entry.name.clone(), position: entry.position, weight: 0 })
    };
    let goals = places.entries().iter().filter_map(goal).collect();
    let stops = places.entries().iter().filter(|entry| entry.kind == PlaceKind::Stop);
    let stops = stops.map(|entry| NamedStop { name: entry.name.clone(), position: entry.position });
    World {
        roads: Arc::new(router),
        sites: Sites::weighted(homes(&network), goals, stops.collect()),
        picture: Picture::of(&network),
        source: source.to_owned(),
    }
}
