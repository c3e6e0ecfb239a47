//! Counts and sizes for Prometheus. Labels are bounded: routes by their pattern, codes by the table.

use std::time::Duration;

use noriai_service::LATENCY_BOUNDS_MS;
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
    area: IntGaugeVec,
    append_classes: IntGaugeVec,
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
            area: gauges(
                "noriai_area",
                "The area's writer: totals since the start, and what waits now",
                &["figure"],
            ),
            append_classes: gauges(
                "noriai_journal_appends",
                "Appends to the journal by latency class, upper bound in ms",
                &["le_ms"],
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
        let collectors: [Box<dyn prometheus::core::Collector>; 9] = [
            Box::new(self.requests.clone()),
            Box::new(self.seconds.clone()),
            Box::new(self.offers.clone()),
            Box::new(self.refusals.clone()),
            Box::new(self.area.clone()),
            Box::new(self.append_classes.clone()),
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
        self.read_area(town);
        self.viewers.set(signed(town.board.n_viewers() as u64));
        let mut bytes = Vec::new();
        // Writing to memory does not fail.
        let _ = TextEncoder::new().encode(&self.registry.gather(), &mut bytes);
        String::from_utf8(bytes).unwrap_or_default()
    }

    fn read_area(&self, town: &Town) {
        let figures = town.area.metrics().figures();
        let (waiting, capacity) = town.area.mailbox_depth();
        for (name, value) in [
            ("mailbox_depth", waiting as u64),
            ("mailbox_capacity", capacity as u64),
            ("commands", figures.n_commands),
            ("ticks", figures.n_ticks),
            ("batches", figures.n_batches),
            ("appends", figures.n_appends),
            ("events", figures.n_events),
            ("turned_away", figures.n_busy),
            ("append_microseconds", figures.append_us),
            ("refused_commands", figures.n_refused.values().sum()),
        ] {
            self.area.with_label_values(&[name]).set(signed(value));
        }
        let bounds = LATENCY_BOUNDS_MS.iter().map(u64::to_string).chain(["more".to_owned()]);
        for (bound, count) in bounds.zip(figures.append_classes) {
            self.append_classes.with_label_values(&[bound.as_str()]).set(signed(count));
        }
    }
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
        metrics.area.with_label_values(&["ticks"]).set(1);
        metrics.append_classes.with_label_values(&["1"]).set(1);
        assert_eq!(metrics.registry.gather().len(), 9);
    }
}
