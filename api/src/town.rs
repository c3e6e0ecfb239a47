//! A town that is served: its map, its fleet, its area, and everything the handlers share.

mod clock;
mod closing;
mod desk;
mod ends;
mod fleet;
mod heading;
mod map;
mod map_cache;
mod moving;
mod naming;
mod open;
mod planner;
mod roads;
mod stops;
mod tally;
mod zones;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use noriai_router::Router;
use noriai_service::{Area, OfferBook};

pub(crate) use clock::TownClock;
pub(crate) use closing::{Closing, Pointed, closures_in_force, keep_roads};
pub(crate) use desk::{Asking, Offered, of_submit};
pub(crate) use ends::End;
pub(crate) use fleet::Fleet;
pub(crate) use map::{ImportSummary, TownMap, import_file, map_info, open_for_routing};
pub(crate) use map_cache::MapChoice;
pub(crate) use open::{AREA, TownSetting, open};
pub(crate) use planner::{keep_planning, plan_ahead};
pub(crate) use roads::Roads;
pub(crate) use stops::Stops;
pub(crate) use tally::Tally;

use crate::config::Config;
use crate::http::RateLimit;
use crate::keys::Keys;
use crate::live::Board;
use crate::metrics::Metrics;

/// A town that is served.
pub(crate) struct Town {
    /// True where residents and vans are simulated.
    pub(crate) demo: bool,
    /// Its name in latin letters.
    pub(crate) name: String,
    /// Its name in Japanese.
    pub(crate) name_ja: String,
    /// What makes it this town.
    pub(crate) config: Config,
    /// Who may do what.
    pub(crate) keys: Keys,
    /// Roads, places and tiles.
    pub(crate) map: TownMap,
    /// The roads as they are now.
    pub(crate) roads: Arc<Roads>,
    /// Designated stops.
    pub(crate) stops: Stops,
    /// Vehicles and depots.
    pub(crate) fleet: Fleet,
    /// The town's time.
    pub(crate) clock: TownClock,
    /// The one state machine.
    pub(crate) area: Area,
    /// Offers that wait to be accepted.
    pub(crate) offers: OfferBook,
    /// What was asked today.
    pub(crate) tally: Tally,
    /// Who asks how often.
    pub(crate) rate: RateLimit,
    /// Counts and sizes.
    pub(crate) metrics: Metrics,
    /// What viewers see.
    pub(crate) board: Board,
    /// Where the journal and the keys are.
    pub(crate) data: PathBuf,
    /// True from the moment the service ends.
    stopping: AtomicBool,
}

impl Town {
    /// Travel times and ways on the roads as they are now.
    pub(crate) fn router(&self) -> Arc<Router> {
        Arc::clone(&self.roads.now().router)
    }

    /// Tells everything that runs beside the server to end.
    pub(crate) fn stop(&self) {
        self.stopping.store(true, Ordering::Release);
        self.board.close();
    }

    /// True from the moment the service ends.
    pub(crate) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Acquire)
    }
}
