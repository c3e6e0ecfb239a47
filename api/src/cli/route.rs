//! `noriai route`: the fastest drive between two places.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, ValueEnum};
use noriai_router::Path;
use noriai_router::guidance::{Arrival, text};
use noriai_units::{Metres, Position};
use serde::Serialize;

use crate::failure::Failure;
use crate::output;
use crate::town::open_for_routing;

/// From where to where.
#[derive(Debug, Args)]
pub(super) struct RouteArguments {
    /// An imported map's folder, or an extract (.osm.pbf).
    #[arg(long)]
    map: PathBuf,
    /// LAT,LON of the beginning.
    #[arg(allow_hyphen_values = true)]
    from: Coordinate,
    /// LAT,LON of the end.
    #[arg(allow_hyphen_values = true)]
    to: Coordinate,
    /// In which words to tell the way.
    #[arg(long, value_enum, default_value_t)]
    lang: Words,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Words {
    /// 日本語
    #[default]
    Ja,
    /// やさしい日本語
    Easy,
    /// English
    En,
}

/// `36.6953,137.2113`: latitude first.
#[derive(Clone, Copy, Debug)]
struct Coordinate(Position);

impl FromStr for Coordinate {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = || {
            let (lat, lon) = text.split_once(',')?;
            Position::from_degrees(lat.trim().parse().ok()?, lon.trim().parse().ok()?)
        };
        read().map(Self).ok_or("expected LAT,LON in degrees, as in 36.6953,137.2113")
    }
}

/// The drive as JSON.
#[derive(Debug, Serialize)]
struct Drive {
    seconds: f64,
    metres: f64,
    geometry: Vec<[f64; 2]>,
    instructions: Vec<Told>,
    from: Snapped,
    to: Snapped,
}

/// What the driver is told, and how far and how long it is from what was told before.
#[derive(Debug, Serialize)]
struct Told {
    text: String,
    metres: f64,
    seconds: f64,
    position: [f64; 2],
}

/// Where a place was brought onto the roads.
#[derive(Debug, Serialize)]
struct Snapped {
    position: [f64; 2],
    distance_m: f64,
}

/// A place may be so far from the nearest road.
const ROAD_MAX: Metres = Metres::new(1_000);

/// Finds the drive.
pub(super) fn run(arguments: &RouteArguments) -> Result<(), Failure> {
    let map = open_for_routing(&arguments.map)?;
    let snap = |Coordinate(position): Coordinate| {
        map.router.snap(position, ROAD_MAX).map_err(|fault| {
            let cause = format!("{position}: {fault}");
            Failure::new(fault.code(), cause, "choose a place beside a road of this map")
        })
    };
    let (from, to) = (snap(arguments.from)?, snap(arguments.to)?);
    let path = map.router.path(from.point, to.point).ok_or_else(|| {
        Failure::new("no_road", "no road leads there", "choose a place beside another road")
    })?;
    let snapped = |snap: noriai_router::Snap| Snapped {
        position: [snap.position.lon(), snap.position.lat()],
        distance_m: tenths(snap.distance),
    };
    let door = Some(arguments.to.0);
    let instructions = map.router.instructions(&path, Arrival { door, ..Arrival::default() });
    let told = instructions.iter().map(|it| Told {
        text: text::sentence(it, arguments.lang.into()),
        metres: tenths(it.distance),
        seconds: it.time.millis() as f64 / 1_000.0,
        position: [it.position.lon(), it.position.lat()],
    });
    let drive = Drive {
        seconds: path.leg.time.millis() as f64 / 1_000.0,
        metres: tenths(path.leg.distance),
        geometry: path.geometry.iter().map(|at| [at.lon(), at.lat()]).collect(),
        instructions: told.collect(),
        from: snapped(from),
        to: snapped(to),
    };
    if arguments.json {
        output::json(&drive)
    } else {
        output::text_line(&in_words(&path, &drive.instructions))
    }
}

/// One line for the whole, then one for each thing that is told.
fn in_words(path: &Path, told: &[Told]) -> String {
    let whole = format!("{}, {}", path.leg.time, path.leg.distance);
    let each = told.iter().map(|it| format!("\n{:>7.0} m  {}", it.metres, it.text));
    each.fold(whole, |lines, line| lines + line.as_str())
}

impl From<Words> for text::Language {
    fn from(words: Words) -> Self {
        match words {
            Words::Ja => Self::Japanese,
            Words::Easy => Self::EasyJapanese,
            Words::En => Self::English,
        }
    }
}

fn tenths(length: Metres) -> f64 {
    length.decimetres() as f64 / 10.0
}
