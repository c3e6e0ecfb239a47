//! A world made of a map: an extract, an imported map, or a town generated as an extract.

use std::path::Path;
use std::sync::Arc;

use noriai_maps::places::{PlaceEntry, PlaceKind, Places};
use noriai_maps::{Artefact, Extract, import_roads, town};
use noriai_network::RoadNetwork;
use noriai_router::Router;

use super::World;
use super::homes::homes;
use super::picture::Picture;
use super::sites::{Goal, GoalKind, NamedStop, Sites};
use crate::error::{ErrorCode, SimulationError};

/// Reads an extract, makes its road network and prepares the router.
pub(super) fn from_file(path: &Path) -> Result<World, SimulationError> {
    let remedy = "name an OpenStreetMap extract (.osm.pbf) with roads in it, or an imported map";
    let unusable = |why: &dyn std::fmt::Display| {
        SimulationError::new(ErrorCode::Map, format!("{}: {why}", path.display()), remedy)
    };
    let extract = Extract::open(path).map_err(|why| unusable(&why))?;
    from_extract(&extract, &name_of(path)).map_err(|why| unusable(&why.cause))
}

/// Opens an imported map.
pub(super) fn from_directory(path: &Path) -> Result<World, SimulationError> {
    let unusable = |why: &dyn std::fmt::Display| {
        let remedy = "import the map again: noriai map import FILE --out DIR";
        SimulationError::new(ErrorCode::Map, format!("{}: {why}", path.display()), remedy)
    };
    let map = Artefact::open(path).map_err(|why| unusable(&why))?;
    let router = Router::from_parts(Arc::new(map.network), &map.hierarchy);
    let router = router.map_err(|why| unusable(&why))?;
    Ok(World::of_map(Arc::new(router), &map.places, &name_of(path)))
}

/// Generates a fictional town.
pub(super) fn generated(seed: u64) -> Result<World, SimulationError> {
    let unusable = |why: &dyn std::fmt::Display| {
        let cause = format!("the generated town of seed {seed}: {why}");
        SimulationError::new(ErrorCode::Map, cause, "use another seed")
    };
    let extract = Extract::read(&*town::generate(seed)).map_err(|why| unusable(&why))?;
    from_extract(&extract, &format!("generated town (seed {seed})"))
        .map_err(|why| unusable(&why.cause))
}

fn from_extract(extract: &Extract, source: &str) -> Result<World, SimulationError> {
    let unusable = |why: &dyn std::fmt::Display| {
        SimulationError::new(ErrorCode::Map, why.to_string(), "use another extract")
    };
    let import = import_roads(extract).map_err(|why| unusable(&why))?;
    let router = Router::prepare(Arc::new(import.network)).map_err(|why| unusable(&why))?;
    Ok(World::of_map(Arc::new(router), &Places::from_extract(extract), source))
}

/// A file's own name: a report must not tell whose machine it was made on.
fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

impl World {
    /// The world of a map that is open already.
    #[must_use]
    pub fn of_map(router: Arc<Router>, places: &Places, source: &str) -> Self {
        let network = Arc::clone(router.network());
        Self {
            roads: router,
            sites: Sites::of_map(&network, places),
            picture: Picture::of(&network),
            source: source.to_owned(),
        }
    }
}

impl Sites {
    /// Homes along the roads of a map, and its places.
    #[must_use]
    pub fn of_map(network: &RoadNetwork, places: &Places) -> Self {
        let goal = |entry: &PlaceEntry| {
            let kind = GoalKind::of(entry.kind)?;
            Some(Goal { kind, name: entry.name.clone(), position: entry.position, weight: 0 })
        };
        let goals = places.entries().iter().filter_map(goal).collect();
        let stops = places.entries().iter().filter(|entry| entry.kind == PlaceKind::Stop);
        let stops =
            stops.map(|entry| NamedStop { name: entry.name.clone(), position: entry.position });
        Self::weighted(homes(network), goals, stops.collect())
    }
}
