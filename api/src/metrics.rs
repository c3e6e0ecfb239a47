//! Counts and sizes for Prometheus. Labels are bounded: routes by their pattern, codes by the table.

use std::time::Duration;

use noriai_service::{Figures, LATENCY_BOUNDS_MS};
use prometheus::{
    Encoder, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, IntGauge, IntGaugeVec, Opts,
    Registry, TextEncoder,
};

use crate::town::Town;
use crate::wire::TodayBody;

/// All counts and sizes.
pub(crate) struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    seconds: HistogramVec,
    offers: IntCounter,
    refusals: IntCounterVec,
    viewers: IntGauge,
    vehicles: IntGauge,
    riders: IntGaugeVec,
}

impl Metrics {
    /// At zero.
    pub(crate) fn new() -> Self {
        let registry = Registry::new();
        let metrics = Self {
            requests: counters(
                "noriai_http_requests_total",
                "Requests by route and status",
                &["route", "method", "status"],
            ),
            seconds: histogram(),
            offers: counter("noriai_offers_total", "Offers made"),
            refusals: counters(
                "noriai_refused_wishes_total",
                "Wishes that could not be met, by code",
                &["code"],
            ),
            viewers: gauge("noriai_viewers", "Viewers of the live town"),
            vehicles: gauge("noriai_vehicles_on_duty", "Vehicles on duty"),
            riders: gauges("noriai_riders", "Bookings that are open", &["status"]),
            registry,
        };
        metrics.register();
        metrics
    }

    fn register(&self) {
        let collectors: [Box<dyn prometheus::core::Collector>; 7] = [
            Box::new(self.requests.clone()),
            Box::new(self.seconds.clone()),
            Box::new(self.offers.clone()),
            Box::new(self.refusals.clone()),
            Box::new(self.viewers.clone()),
            Box::new(self.vehicles.clone()),
            Box::new(self.riders.clone()),
        ];
        for collector in collectors {
            // Only a name that stands twice is refused; a test reads them all back.
            let _ = self.registry.register(collector);
        }
    }

    /// A request was answered.
    pub(crate) fn answered(&self, route: &str, method: &str, status: u16, took: Duration) {
        self.requests.with_label_values(&[route, method, &status.to_string()]).inc();
        self.seconds.with_label_values(&[route]).observe(took.as_secs_f64());
    }

    /// A wish was met.
    pub(crate) fn offered(&self, n_offers: usize) {
        self.offers.inc_by(n_offers as u64);
    }

    /// A wish could not be met.
    pub(crate) fn refused(&self, code: &str) {
        self.refusals.with_label_values(&[code]).inc();
    }

    /// The day's figures of the moment.
    pub(crate) fn show(&self, today: &TodayBody) {
        self.vehicles.set(signed(today.vehicles_on_duty));
        self.riders.with_label_values(&["waiting"]).set(signed(today.waiting));
        self.riders.with_label_values(&["aboard"]).set(signed(today.aboard));
    }

    /// Everything as Prometheus reads it.
    pub(crate) fn text(&self, town: &Town) -> String {
        self.viewers.set(signed(town.board.n_viewers() as u64));
        let mut bytes = Vec::new();
        // Writing to memory does not fail.
        let _ = TextEncoder::new().encode(&self.registry.gather(), &mut bytes);
        let own = String::from_utf8(bytes).unwrap_or_default();
        let (waiting, capacity) = town.area.mailbox_depth();
        own + area_text(&town.area.metrics().figures(), waiting, capacity).as_str()
    }
}

/// The figures that the area's writer keeps by itself.
fn area_text(figures: &Figures, waiting: usize, capacity: usize) -> String {
    let mut text = String::new();
    for (name, kind, help, value) in [
        ("area_commands_total", "counter", "Commands decided", figures.n_commands),
        ("area_ticks_total", "counter", "Ticks decided", figures.n_ticks),
        ("area_batches_total", "counter", "Batches decided", figures.n_batches),
        ("area_events_total", "counter", "Events appended to the journal", figures.n_events),
        ("area_turned_away_total", "counter", "Commands turned away", figures.n_busy),
        ("area_mailbox_depth", "gauge", "Commands that wait", waiting as u64),
        ("area_mailbox_capacity", "gauge", "Commands that may wait", capacity as u64),
    ] {
        text.push_str(&head(name, kind, help));
        text.push_str(&format!("noriai_{name} {value}\n"));
    }
    text.push_str(&head("area_refused_total", "counter", "Commands refused, by code"));
    for (code, count) in &figures.n_refused {
        text.push_str(&format!("noriai_area_refused_total{{code=\"{code}\"}} {count}\n"));
    }
    text + improvement_text(figures).as_str() + append_text(figures).as_str()
}

/// What the search for better plans has done.
fn improvement_text(figures: &Figures) -> String {
    let mut text = String::new();
    for (name, help, value) in [
        ("searches_total", "Searches for a better plan", figures.n_searches),
        ("proposals_total", "Better plans handed in", figures.n_proposals),
        ("adopted_total", "Better plans gone over to", figures.n_adopted),
        ("failed_searches_total", "Searches that ended in a defect", figures.n_failed_searches),
    ] {
        text.push_str(&head(&format!("improvement_{name}"), "counter", help));
        text.push_str(&format!("noriai_improvement_{name} {value}\n"));
    }
    let name = "improvement_not_adopted_total";
    text.push_str(&head(name, "counter", "Better plans refused, by cause"));
    for (cause, count) in &figures.n_not_adopted {
        text.push_str(&format!("noriai_{name}{{cause=\"{cause}\"}} {count}\n"));
    }
    // A gauge, as a plan that is better for riders may have more driving.
    let name = "improvement_driving_saved_seconds";
    text.push_str(&head(name, "gauge", "Driving that better plans have saved"));
    let seconds = figures.driving_saved_ms as f64 / 1_000.0;
    text + format!("noriai_{name} {seconds}\n").as_str()
}

/// The journal's appends as a histogram, each with its fsync.
fn append_text(figures: &Figures) -> String {
    let name = "journal_append_seconds";
    let mut text = head(name, "histogram", "Time of an append with its fsync");
    let mut sum = 0;
    for (bound_ms, count) in LATENCY_BOUNDS_MS.iter().zip(figures.append_classes) {
        sum += count;
        let bound = *bound_ms as f64 / 1_000.0;
        text.push_str(&format!("noriai_{name}_bucket{{le=\"{bound}\"}} {sum}\n"));
    }
    let total = figures.n_appends;
    let seconds = figures.append_us as f64 / 1_000_000.0;
    text.push_str(&format!("noriai_{name}_bucket{{le=\"+Inf\"}} {total}\n"));
    text.push_str(&format!("noriai_{name}_sum {seconds}\nnoriai_{name}_count {total}\n"));
    text
}

fn head(name: &str, kind: &str, help: &str) -> String {
    format!("# HELP noriai_{name} {help}\n# TYPE noriai_{name} {kind}\n")
}

fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

// Prometheus refuses only names and labels that break its grammar; these are constants, and a test
// makes them all.
#[expect(clippy::expect_used, reason = "constants that a test makes")]
fn counters(name: &str, help: &str, labels: &[&str]) -> IntCounterVec {
    IntCounterVec::new(Opts::new(name, help), labels).expect("a sound name")
}

#[expect(clippy::expect_used, reason = "constants that a test makes")]
fn counter(name: &str, help: &str) -> IntCounter {
    IntCounter::new(name, help).expect("a sound name")
}

#[expect(clippy::expect_used, reason = "constants that a test makes")]
fn gauges(name: &str, help: &str, labels: &[&str]) -> IntGaugeVec {
    IntGaugeVec::new(Opts::new(name, help), labels).expect("a sound name")
}

#[expect(clippy::expect_used, reason = "constants that a test makes")]
fn gauge(name: &str, help: &str) -> IntGauge {
    IntGauge::new(name, help).expect("a sound name")
}

#[expect(clippy::expect_used, reason = "constants that a test makes")]
fn histogram() -> HistogramVec {
    let buckets = vec![0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.3, 1.0, 3.0, 10.0];
    let options = HistogramOpts::new("noriai_http_seconds", "Time to answer, by route");
    HistogramVec::new(options.buckets(buckets), &["route"]).expect("a sound name")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_has_a_sound_name_of_its_own() {
        let metrics = Metrics::new();
        metrics.answered("/v1/town", "GET", 200, Duration::from_millis(3));
        metrics.refused("wait");
        metrics.show(&TodayBody { waiting: 2, ..TodayBody::default() });
        assert_eq!(metrics.registry.gather().len(), 7);
    }

    #[test]
    fn what_better_plans_bring_can_be_read() {
        let mut figures = Figures { n_proposals: 3, n_adopted: 2, ..Figures::default() };
        figures.driving_saved_ms = -1_500;
        figures.n_not_adopted.insert("stale", 1);
        let text = improvement_text(&figures);
        for line in [
            "noriai_improvement_proposals_total 3",
            "noriai_improvement_adopted_total 2",
            "noriai_improvement_not_adopted_total{cause=\"stale\"} 1",
            "noriai_improvement_driving_saved_seconds -1.5",
        ] {
            assert!(text.lines().any(|known| known == line), "{line} in:\n{text}");
        }
    }

    #[test]
    fn appends_are_counted_up_class_by_class() {
        let mut figures = Figures { n_appends: 6, append_us: 1_500, ..Figures::default() };
        figures.append_classes[0] = 3;
        figures.append_classes[2] = 2;
        figures.append_classes[LATENCY_BOUNDS_MS.len()] = 1;
        let text = append_text(&figures);
        for line in [
            "{le=\"0.001\"} 3",
            "{le=\"0.005\"} 5",
            "{le=\"2\"} 5",
            "{le=\"+Inf\"} 6",
            "_sum 0.0015",
        ] {
            assert!(text.contains(line), "{line} in:\n{text}");
        }
    }
}
