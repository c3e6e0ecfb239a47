//! What the tests share.

use std::path::{Path, PathBuf};

use noriai_simulator::Scenario;

/// A scenario of the repository.
pub fn scenario_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios").join(name)
}

/// A quick day in the town on squared paper, with some lines of one's own at the end.
pub fn paper_day(requests: u32, more: &str) -> Scenario {
    let text = format!(
        r#"
name = "test"
map = "squared-paper:7"
seed = 42
day = "2026-11-19"
demand = {{ requests = {requests}, trip_m = 2000, no_show_per_mille = 30 }}
checker = {{ every_events = 1 }}
stops = {{ walk_m = 600 }}

[[fleet]]
count = 2
seats = 4
wheelchairs = 1
shift = ["07:30", "18:30"]
breaks = [{{ between = ["11:00", "14:00"], minutes = 30 }}]

[[policies]]
name = "taxi"
kind = "exclusive-taxi"

[[policies]]
name = "shared"
kind = "insertion"

[[policies]]
name = "stops"
kind = "insertion-stops"

[[policies]]
name = "lines"
kind = "fixed-route-day-before"
fixed_route = {{ lines = 2 }}
{more}
"#
    );
    Scenario::parse(&text, Path::new(".")).unwrap()
}
