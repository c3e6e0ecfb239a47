//! Opening a town: map, configuration, keys, journal.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use noriai_journal::{JournalError, SqliteJournal, SqliteOptions};
use noriai_service::{Area, OfferBook};

use super::{Fleet, MapChoice, Roads, Stops, Tally, Town, TownClock, TownMap};
use crate::config::Config;
use crate::failure::Failure;
use crate::http::RateLimit;
use crate::keys::Keys;
use crate::live::Board;
use crate::metrics::Metrics;
use crate::output::say;
use crate::time;

/// What a town is opened with.
pub(crate) struct TownSetting {
    /// Where the journal and the keys are.
    pub(crate) data: PathBuf,
    /// Where imported maps are kept.
    pub(crate) maps: PathBuf,
    /// Which map.
    pub(crate) map: MapChoice,
    /// Which configuration.
    pub(crate) config: Config,
    /// Which time.
    pub(crate) clock: TownClock,
    /// True where residents and vans are simulated.
    pub(crate) demo: bool,
}

/// The area's name in its journal; an installation of one town has one.
pub(crate) const AREA: &str = "main";
/// More people than this do not choose at once.
const OFFERS_MAX: usize = 20_000;

/// Opens everything that a town needs, and replays its journal.
pub(crate) fn open(setting: TownSetting) -> Result<Town, Failure> {
    let TownSetting { data, maps, map, config, clock, demo } = setting;
    std::fs::create_dir_all(&data).map_err(|fault| Failure::file("data_folder", &data, &fault))?;
    let map = map.open(&maps)?;
    let stops = Stops::of(&config, &map)?;
    let fleet = Fleet::of(&config, &map)?;
    let vehicles: Vec<_> = fleet.vehicles().keys().copied().collect();
    let (keys, key_file) = Keys::open(&data, &vehicles)?;
    say(&format!("keys of the control room and the vehicles: {}", key_file.display()));
    let area = open_area(&data, &map, &clock, &config)?;
    let (name, name_ja) = names(&config, &map);
    let limits = config.limits;
    let today = time::date(clock.now());
    let state = area.state();
    let booked = |at| time::date(at) == today;
    let n_bookings = state.bookings().values().filter(|b| booked(b.booked_at)).count();
    let tally = Tally::open(&data, today, n_bookings as u64);
    Ok(Town {
        roads: Arc::new(Roads::new(Arc::clone(&map.router))),
        demo,
        name,
        name_ja,
        keys,
        stops,
        fleet,
        tally,
        offers: OfferBook::new(OFFERS_MAX),
        rate: RateLimit::new(
            limits.offers_burst,
            f64::from(limits.offers_per_minute.max(1)) / 60.0,
        ),
        metrics: Metrics::new(),
        board: Board::new(),
        config,
        map,
        clock,
        area,
        data,
        stopping: std::sync::atomic::AtomicBool::new(false),
    })
}

fn open_area(
    data: &Path,
    map: &TownMap,
    clock: &TownClock,
    config: &Config,
) -> Result<Area, Failure> {
    let of_journal = |fault: JournalError| {
        let cause = format!("{}: {}", data.display(), fault.cause());
        Failure::new(fault.code(), cause, fault.remedy())
    };
    let journal = SqliteJournal::open(data, AREA, &SqliteOptions::default()).map_err(of_journal)?;
    let times = Arc::clone(&map.router) as Arc<noriai_service::Times>;
    let shell = noriai_service::Config {
        improvement: config.improvement.time_ms.duration(),
        ..noriai_service::Config::default()
    };
    let area = Area::open(Box::new(journal), times, clock.shared(), &shell).map_err(of_journal)?;
    // Town time never goes back, whenever the program was started.
    clock.go_on_to(area.state().clock());
    Ok(area)
}

/// Latin and Japanese name: the configuration's, or the map's.
fn names(config: &Config, map: &TownMap) -> (String, String) {
    let source = &map.manifest.source.name;
    let stem = source.trim_end_matches(".pbf").trim_end_matches(".osm");
    let (latin, japanese) = match stem {
        "yukinose" => ("Yukinose".to_owned(), "雪野瀬市".to_owned()),
        other => (titled(other), titled(other)),
    };
    let town = &config.town;
    let latin = town.name.clone().unwrap_or(latin);
    let japanese = town.name_ja.clone().or_else(|| town.name.clone()).unwrap_or(japanese);
    (latin, japanese)
}

/// `isle-of-man` is Isle of Man.
fn titled(stem: &str) -> String {
    let words = stem.split(['-', '_', '.']).filter(|word| !word.is_empty()).map(|word| {
        if matches!(word, "of" | "and" | "the") {
            return word.to_owned();
        }
        let mut letters = word.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_is_called_after_its_extract() {
        assert_eq!(titled("isle-of-man"), "Isle of Man");
        assert_eq!(titled("toyama"), "Toyama");
    }
}
