//! How fast one drives: the one table of default speeds, and what tags make of them.
//!
//! The figures, their sources and the reasoning are in `docs/maps.md`, section "Speeds".

use noriai_network::RoadClass;
use osmpbfreader::Tags;

use super::limit::{self, Limit};
use crate::extract::tag;

/// Free-flow driving speeds of a class in km/h: out of town, and in built-up places.
struct Default {
    class: RoadClass,
    open: u16,
    built_up: u16,
}

const fn row(class: RoadClass, open: u16, built_up: u16) -> Default {
    Default { class, open, built_up }
}

/// The table of default speeds, in km/h.
const DEFAULTS: [Default; 15] = [
    row(RoadClass::Motorway, 80, 80),
    row(RoadClass::MotorwayLink, 40, 40),
    row(RoadClass::Trunk, 50, 32),
    row(RoadClass::TrunkLink, 35, 25),
    row(RoadClass::Primary, 46, 30),
    row(RoadClass::PrimaryLink, 30, 22),
    row(RoadClass::Secondary, 43, 28),
    row(RoadClass::SecondaryLink, 28, 20),
    row(RoadClass::Tertiary, 38, 26),
    row(RoadClass::TertiaryLink, 25, 18),
    row(RoadClass::Unclassified, 32, 22),
    row(RoadClass::Residential, 24, 20),
    row(RoadClass::LivingStreet, 10, 10),
    row(RoadClass::Service, 15, 12),
    row(RoadClass::Track, 15, 12),
];

/// One drives at this share of a tagged limit.
const LIMIT_PERCENT: f64 = 85.0;
/// A tagged limit lifts a road above its class by this share at most.
const LIFT_PERCENT: f64 = 150.0;
/// Roads below this width (metres) where one car must wait for another.
const PASSING_WIDTH_M: f64 = 5.5;
/// Roads below this width (metres) where a van fills the carriageway.
const VAN_WIDTH_M: f64 = 3.0;

/// How fast one drives in one direction of a road, in a tenth of a km/h.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pace {
    pub(super) open: u16,
    pub(super) built_up: u16,
}

/// The pace of one direction (`forward` or `backward`) of a way.
pub(super) fn pace(tags: &Tags, class: RoadClass, direction: &str, oneway: bool) -> Pace {
    let default = DEFAULTS.iter().find(|row| row.class == class);
    let (open, built_up) = default.map_or((20, 20), |row| (row.open, row.built_up));
    let limit = limit::speed(tags, direction);
    let one = |default: u16, narrow: f64| {
        let speed = with_limit(f64::from(default), limit);
        let speed = speed.min(width_cap(tags, oneway, narrow)).min(surface_cap(tags));
        // Between walking pace and what any law allows, so the cast holds.
        (speed.clamp(3.0, 200.0) * 10.0).round() as u16
    };
    Pace { open: one(open, 28.0), built_up: one(built_up, 20.0) }
}

/// A limit is what the law allows, not what the road gives: it lowers freely and lifts a little.
fn with_limit(default: f64, limit: Option<Limit>) -> f64 {
    let lifted = default * LIFT_PERCENT / 100.0;
    match limit {
        None => default,
        Some(Limit::Free) => lifted,
        Some(Limit::Kmh(kmh)) => lifted.min(kmh * LIMIT_PERCENT / 100.0),
    }
}

/// The most one drives on a road of this width; `narrow` is for one where cars must wait.
fn width_cap(tags: &Tags, oneway: bool, narrow: f64) -> f64 {
    // `yh:WIDTH` came with a survey that was given to OpenStreetMap for all of Japan.
    let width = ["width", "est_width", "yh:WIDTH"].iter().find_map(|key| limit::metres(tags, key));
    let single_lane = tag(tags, "lanes") == Some("1");
    match width {
        Some(width) if width < VAN_WIDTH_M => 15.0,
        Some(width) if width < PASSING_WIDTH_M && !oneway => narrow,
        None if single_lane && !oneway => narrow,
        _ => f64::INFINITY,
    }
}

/// The most one drives with passengers on this surface.
fn surface_cap(tags: &Tags) -> f64 {
    let by_smoothness: f64 = match tag(tags, "smoothness") {
        Some("bad") => 20.0,
        Some("very_bad" | "horrible" | "very_horrible" | "impassable") => 8.0,
        _ => f64::INFINITY,
    };
    by_smoothness.min(match tag(tags, "surface") {
        Some("cobblestone" | "unhewn_cobblestone" | "sett") => 25.0,
        Some("compacted" | "fine_gravel") => 30.0,
        Some("unpaved" | "gravel" | "pebblestone" | "ground" | "dirt" | "earth" | "grass") => 20.0,
        Some("mud" | "sand") => 10.0,
        _ => f64::INFINITY,
    })
}

/// The time to drive a length at a pace, in microseconds so that sums do not drift.
pub(super) fn micros(length_dm: u32, tenth_kmh: u16) -> u64 {
    // Decimetres over tenths of km/h: 0.1 m / (0.1 km/h) = 3.6 s.
    u64::from(length_dm) * 3_600_000 / u64::from(tenth_kmh.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(class: RoadClass, tags: &[(&str, &str)]) -> u16 {
        let tags = tags.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
        pace(&tags, class, "forward", false).open
    }

    #[test]
    fn every_class_but_the_ferry_has_a_default() {
        assert_eq!(DEFAULTS.len(), 15);
        assert!(DEFAULTS.iter().all(|row| row.built_up <= row.open));
        assert!(DEFAULTS.windows(2).all(|two| two[0].class < two[1].class));
    }

    #[test]
    fn a_limit_lowers_freely_and_lifts_a_little() {
        assert_eq!(open(RoadClass::Primary, &[]), 460);
        assert_eq!(open(RoadClass::Primary, &[("maxspeed", "40")]), 340);
        assert_eq!(open(RoadClass::Primary, &[("maxspeed", "20 mph")]), 274);
        assert_eq!(open(RoadClass::Primary, &[("maxspeed", "100")]), 690);
        assert_eq!(open(RoadClass::Primary, &[("maxspeed", "none")]), 690);
        assert_eq!(open(RoadClass::Primary, &[("maxspeed:backward", "20")]), 460);
    }

    #[test]
    fn a_narrow_or_rough_road_is_slow() {
        assert_eq!(open(RoadClass::Unclassified, &[("yh:WIDTH", "3.0m〜5.5m")]), 280);
        assert_eq!(open(RoadClass::Unclassified, &[("yh:WIDTH", "1.5m〜3.0m")]), 150);
        assert_eq!(open(RoadClass::Unclassified, &[("yh:WIDTH", "5.5m〜13.0m")]), 320);
        assert_eq!(open(RoadClass::Unclassified, &[("lanes", "1")]), 280);
        assert_eq!(open(RoadClass::Unclassified, &[("surface", "gravel")]), 200);
    }

    #[test]
    fn a_kilometre_at_36_kmh_takes_100_s() {
        assert_eq!(micros(10_000, 360), 100_000_000);
    }
}
