//! The figures for the terminal.

use noriai_units::Seconds;

use super::Outcome;
use super::figures::{km, seconds};

impl Outcome {
    /// A table of all policies, lines ended, for standard error.
    #[must_use]
    pub fn table(&self) -> String {
        let mut rows = vec![vec![self.scenario.name.clone()]];
        rows[0].extend(self.policies.iter().map(|policy| policy.setting.name.clone()));
        let mut row = |name: &str, cell: &dyn Fn(&super::PolicyOutcome) -> String| {
            let mut cells = vec![name.to_owned()];
            cells.extend(self.policies.iter().map(cell));
            rows.push(cells);
        };
        row("requests", &|p| p.figures.requests.to_string());
        row("served", &|p| p.figures.served.to_string());
        row("rejected", &|p| p.figures.n_rejected().to_string());
        row("no-shows", &|p| p.figures.no_shows.to_string());
        row("wait min, mean / p95", &|p| minutes(p.figures.wait.mean, p.figures.wait.p95));
        row("ride min, mean / p95", &|p| minutes(p.figures.ride.mean, p.figures.ride.p95));
        row("detour min, mean / p95", &|p| minutes(p.figures.detour.mean, p.figures.detour.p95));
        row("riders per trip", &|p| format!("{:.2}", p.figures.riders_per_trip));
        row("km loaded", &|p| format!("{:.0}", km(p.figures.loaded)));
        row("km empty", &|p| format!("{:.0}", km(p.figures.empty)));
        row("driver hours", &|p| format!("{:.1}", seconds(p.figures.driver_time) / 3_600.0));
        row("cost, yen", &|p| p.figures.cost.whole().to_string());
        row("fares, yen", &|p| p.figures.fares.whole().to_string());
        row("cost per person, yen", &|p| {
            p.figures.cost_per_person().map_or("-".to_owned(), |yen| yen.whole().to_string())
        });
        row("checker violations", &|p| p.day.violations.len().to_string());
        lay_out(&rows)
    }
}

fn minutes(mean: Seconds, p95: Seconds) -> String {
    format!("{:.1} / {:.1}", seconds(mean) / 60.0, seconds(p95) / 60.0)
}

/// Columns as wide as their widest cell; names to the left, figures to the right.
fn lay_out(rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let mut text = String::new();
    for row in rows {
        for (column, cell) in row.iter().enumerate() {
            let pad = " ".repeat(width(column).saturating_sub(cell.chars().count()));
            let (before, after) = if column == 0 { ("", &*pad) } else { (&*pad, "") };
            text.push_str(&format!("{before}{cell}{after}  "));
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}
