//! The town's designated stops: those of the configuration, or the bus stops of the map.

use std::collections::BTreeMap;

use noriai_core::{Place, StopId};
use noriai_router::Router;
use noriai_units::{Metres, Position};

use super::map::TownMap;
use crate::config::Config;
use crate::failure::Failure;

/// A designated stop.
#[derive(Clone, Debug)]
pub(crate) struct Stop {
    /// Its id.
    pub(crate) id: StopId,
    /// Its name.
    pub(crate) name: String,
    /// Its reading in hiragana; empty if it is not known.
    pub(crate) name_kana: String,
    /// Its name in latin letters; empty if it is not known.
    pub(crate) name_en: String,
    /// Where the van stops.
    pub(crate) place: Place,
}

/// All designated stops.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stops {
    stops: Vec<Stop>,
    at: BTreeMap<Position, usize>,
}

/// A stop stands beside a road.
const ROAD_MAX: Metres = Metres::new(150);
/// More bus stops than this are no service area's; those nearest to the middle are taken.
const STOPS_MAX: usize = 400;
/// The furthest stop that a rider is sent to.
const WALK_MAX: Metres = Metres::new(1_500);

impl Stops {
    /// Those of the configuration, or the bus stops of the map.
    pub(crate) fn of(config: &Config, map: &TownMap) -> Result<Self, Failure> {
        if config.stops.is_empty() { Ok(Self::of_map(map)) } else { Self::of_config(config, map) }
    }

    fn of_config(config: &Config, map: &TownMap) -> Result<Self, Failure> {
        let stops = config.stops.iter().map(|stop| {
            let id = StopId(stop.id);
            let position = stop.at.position().unwrap_or_default();
            let place = place(&map.router, position, id).ok_or_else(|| {
                let cause =
                    format!("stop {} ({}) is not beside a road of this map", stop.id, stop.name);
                Failure::new("stop_off_road", cause, "correct its coordinate in the configuration")
            })?;
            let (name, name_kana, name_en) =
                (stop.name.clone(), stop.name_kana.clone(), stop.name_en.clone());
            Ok(Stop { id, name, name_kana, name_en, place })
        });
        Ok(Self::new(stops.collect::<Result<_, Failure>>()?))
    }

    fn of_map(map: &TownMap) -> Self {
        let centre = map.bounds.centre();
        let mut found: Vec<_> = map.places.stops().collect();
        found.sort_by_key(|stop| (stop.position.distance(centre), stop.position));
        found.truncate(STOPS_MAX);
        found.sort_by_key(|stop| (&stop.name, stop.position));
        let stops = found.into_iter().zip(1..).filter_map(|(entry, number)| {
            let id = StopId(number);
            Some(Stop {
                id,
                name: entry.name.clone(),
                name_kana: entry.name_kana.clone(),
                name_en: entry.name_en.clone(),
                place: place(&map.router, entry.position, id)?,
            })
        });
        Self::new(stops.collect())
    }

    fn new(stops: Vec<Stop>) -> Self {
        let at = stops.iter().enumerate().map(|(index, stop)| (stop.place.position, index));
        Self { at: at.collect(), stops }
    }

    /// All of them.
    pub(crate) fn all(&self) -> &[Stop] {
        &self.stops
    }

    /// The stop of that id.
    pub(crate) fn get(&self, id: StopId) -> Option<&Stop> {
        self.stops.iter().find(|stop| stop.id == id)
    }

    /// The stop that stands there.
    pub(crate) fn at(&self, position: Position) -> Option<&Stop> {
        self.at.get(&position).and_then(|index| self.stops.get(*index))
    }

    /// The nearest stop of some that a rider can walk to.
    pub(crate) fn nearest(
        &self,
        position: Position,
        which: impl Fn(&Stop) -> bool,
    ) -> Option<&Stop> {
        let some = self.stops.iter().filter(|stop| which(stop));
        let ranked = some.map(|stop| (stop.place.position.distance(position), stop));
        let near = ranked.filter(|(distance, _)| *distance <= WALK_MAX);
        near.min_by_key(|(distance, stop)| (*distance, stop.id)).map(|(_, stop)| stop)
    }
}

fn place(router: &Router, position: Position, id: StopId) -> Option<Place> {
    let snap = router.snap(position, ROAD_MAX).ok()?;
    Some(Place { position, road: snap.point, stop: Some(id) })
}
