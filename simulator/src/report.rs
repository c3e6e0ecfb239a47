//! The report: one page that a council member can read, without a network. Japanese first, English
//! beside it.
//!
//! The page holds its figures as JSON and the chart library as a script; nothing is loaded from
//! elsewhere and nothing in it depends on when it was made.

mod charts;
mod line;
mod map;
mod page;
mod shares;
mod table;
mod words;

use serde_json::json;

use crate::outcome::Outcome;

/// Vega, Vega-Lite and the map, built from `report-assets/`.
const SCRIPT: &str = include_str!("../report-assets/dist/report.js");

/// The whole page.
pub(crate) fn html(outcome: &Outcome) -> String {
    let charts = charts::charts(outcome);
    let data = json!({ "charts": charts, "map": map::map(outcome) });
    // A script element ends at the first "</": in JSON that can be written otherwise.
    let data = data.to_string().replace('<', "\\u003c");
    page::page(outcome, &data, SCRIPT)
}
