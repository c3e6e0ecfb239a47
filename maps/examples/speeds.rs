//! Prints how fast one drives on an extract's roads, by class and built-up or not, without delays
//! at junctions and with them:
//! `cargo run --release -p noriai-maps --example speeds -- FILE...`
#![expect(clippy::print_stdout, reason = "an example that prints")]

use std::collections::BTreeMap;

use noriai_maps::{Extract, ImportError, import_roads};
use noriai_network::RoadClass;

/// Length, time without delays and time with them of a sort of roads.
#[derive(Default)]
struct Sum {
    length_dm: u64,
    driving_ms: u64,
    time_ms: u64,
}

impl Sum {
    fn line(&self) -> String {
        let kmh = |ms: u64| self.length_dm as f64 * 360.0 / ms.max(1) as f64;
        let km = self.length_dm as f64 / 10_000.0;
        format!("{km:8.1} km {:6.1} km/h {:6.1} km/h", kmh(self.driving_ms), kmh(self.time_ms))
    }
}

fn main() -> Result<(), ImportError> {
    for path in std::env::args().skip(1) {
        let network = import_roads(&Extract::open(&path)?)?.network;
        let mut sums: BTreeMap<(bool, RoadClass), Sum> = BTreeMap::new();
        // What the national survey of Japan counts: national and prefectural roads.
        let mut surveyed: BTreeMap<bool, Sum> = BTreeMap::new();
        for segment in network.segment_ids().map(|id| network.segment(id)) {
            let (built_up, class) = (segment.flags.built_up, segment.class);
            let is_surveyed = RoadClass::Trunk <= class && class <= RoadClass::SecondaryLink;
            let surveyed = is_surveyed.then(|| surveyed.entry(built_up).or_default());
            for sum in [Some(sums.entry((built_up, class)).or_default()), surveyed] {
                let Some(sum) = sum else { continue };
                sum.length_dm += u64::from(segment.length_dm);
                sum.driving_ms += u64::from(segment.driving_ms());
                sum.time_ms += u64::from(segment.time_ms);
            }
        }
        let place = |built_up: bool| if built_up { "built-up" } else { "open" };
        println!("{path}");
        for ((built_up, class), sum) in &sums {
            println!("{:9} {:14} {}", place(*built_up), format!("{class:?}"), sum.line());
        }
        for (built_up, sum) in &surveyed {
            println!("{:9} {:14} {}", place(*built_up), "trunk to sec.", sum.line());
        }
    }
    Ok(())
}
