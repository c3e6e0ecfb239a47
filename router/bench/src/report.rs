//! What was seen, as a table or as figures.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::contest::Outcome;
use crate::graphs::Graph;

/// One graph's measurements.
pub(crate) struct Report {
    name: &'static str,
    rows: Vec<Row>,
    notes: Vec<String>,
    figures: BTreeMap<&'static str, Option<f64>>,
    /// Answers that differed between contestants.
    pub(crate) mismatches: usize,
}

/// Seconds a question, for each contestant that answers it.
pub(crate) struct Row {
    question: String,
    ours: f64,
    fast_paths: Option<f64>,
    peer: Option<f64>,
}

impl Row {
    /// From times one by one.
    pub(crate) fn new(
        question: &str,
        ours: f64,
        fast_paths: Option<f64>,
        peer: Option<f64>,
    ) -> Self {
        Self { question: question.to_owned(), ours, fast_paths, peer }
    }

    /// From a contest of ours, `fast_paths` and the peer.
    pub(crate) fn of(question: &str, outcome: &Outcome) -> Self {
        let median = |index: usize| outcome.medians.get(index).copied();
        Self::new(question, outcome.medians[0], median(1), median(2))
    }

    fn line(&self) -> String {
        let theirs = |seconds: Option<f64>| match seconds {
            None => "| |".to_owned(),
            Some(seconds) => format!("| {} | {:.4}", duration(seconds), self.ours / seconds),
        };
        let (fast_paths, peer) = (theirs(self.fast_paths), theirs(self.peer));
        format!("| {} | {} {fast_paths} {peer} |", self.question, duration(self.ours))
    }
}

impl Report {
    /// Nothing seen yet.
    pub(crate) fn new(graph: &Graph) -> Self {
        let size = format!("{} nodes, {} arcs", graph.n_nodes(), graph.head.len());
        let (rows, figures) = (Vec::new(), BTreeMap::new());
        Self { name: graph.name, rows, notes: vec![size], figures, mismatches: 0 }
    }

    /// Adds a line of the table.
    pub(crate) fn row(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// Adds a remark.
    pub(crate) fn note(&mut self, note: String) {
        self.notes.push(note);
    }

    /// Adds a figure; none where the peer was not built.
    pub(crate) fn figure(&mut self, name: &'static str, value: Option<f64>) {
        self.figures.insert(name, value);
    }

    /// Counts a contest's mismatches.
    pub(crate) fn count(&mut self, outcome: &Outcome) {
        self.mismatches += outcome.mismatches;
    }

    /// For people.
    pub(crate) fn table(&self) -> String {
        let mut lines = vec![
            format!("## {}\n", self.name),
            "| | ours | fast_paths | ours / theirs | routingkit-cch | ours / theirs |".to_owned(),
            "| --- | --- | --- | --- | --- | --- |".to_owned(),
        ];
        lines.extend(self.rows.iter().map(Row::line));
        lines.push(String::new());
        lines.extend(self.notes.iter().cloned());
        lines.push(format!("{} mismatches", self.mismatches));
        lines.extend(self.figures.iter().map(|(name, value)| match value {
            Some(value) => format!("{name} {value:.4}"),
            None => format!("{name}: not measured, built without the feature `peers`"),
        }));
        lines.join("\n") + "\n"
    }

    fn value(&self) -> Value {
        let mut value = json!(self.figures);
        value["mismatches"] = json!(self.mismatches);
        value
    }
}

/// For programs: each graph's figures under its name.
pub(crate) fn json(reports: &[Report]) -> String {
    let graphs: BTreeMap<&str, Value> =
        reports.iter().map(|report| (report.name, report.value())).collect();
    format!("{:#}", json!(graphs))
}

fn duration(seconds: f64) -> String {
    match seconds {
        seconds if 1.0 <= seconds => format!("{seconds:.2} s"),
        seconds if 1e-3 <= seconds => format!("{:.2} ms", seconds * 1e3),
        seconds => format!("{:.2} us", seconds * 1e6),
    }
}
