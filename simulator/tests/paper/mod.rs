//! A quick day for tests.

use std::path::Path;

use noriai_simulator::Scenario;

/// A quick day in the town on squared paper.
pub(crate) fn paper_day(requests: u32) -> Scenario {
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
"#
    );
    Scenario::parse(&text, Path::new(".")).unwrap()
}
