//! How long one is held up on the way: the one table of delays, and what each is charged for.
//!
//! The figures, their sources and the reasoning are in `docs/maps.md`, section "Delays".

use noriai_network::RoadClass;

// The table of delays in milliseconds: what a vehicle loses on average against driving on, braking
// and setting off again included.

/// Lights, for those on the largest road there; where equals meet; for those on a smaller one.
const SIGNALS: [u32; 3] = [8_000, 14_000, 20_000];
/// Lights for those who cross on foot, away from any junction.
pub(super) const PEDESTRIAN_SIGNALS: u32 = 4_000;
/// A stop sign.
pub(super) const STOP: u32 = 8_000;
/// A sign to give way.
pub(super) const GIVE_WAY: u32 = 5_000;
/// A smaller road that meets a larger one without a sign that the map knows: one of trunk to
/// secondary, tertiary, any other.
const MEETS_LARGER: [u32; 3] = [8_000, 6_000, 3_000];
/// A link that joins the road it belongs to; none at a motorway, which one joins at speed.
const LINK_JOINS: u32 = 3_000;
/// Entering a roundabout.
pub(super) const ROUNDABOUT: u32 = 4_000;
/// Rails where the law lets all stop even if no train comes, and where it does not.
const LEVEL_CROSSING: [u32; 2] = [10_000, 3_000];
/// A hump, a chicane.
pub(super) const CALMING: u32 = 3_000;
/// Paying toll.
pub(super) const TOLL: u32 = 15_000;
/// Opening a gate.
pub(super) const GATE: u32 = 30_000;

/// How a road stands to the others that it meets at a junction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// No other road there is larger, and none as large crosses it.
    Larger,
    /// A road as large crosses it or joins it.
    Equal,
    /// It meets a larger one, of this rank.
    Smaller(u8),
    /// It is the link of a road that it joins here.
    Joining,
}

/// The size of a road without regard to links: 0 is a motorway.
pub(super) const fn rank(class: RoadClass) -> u8 {
    match class {
        RoadClass::Motorway | RoadClass::MotorwayLink => 0,
        RoadClass::Trunk | RoadClass::TrunkLink => 1,
        RoadClass::Primary | RoadClass::PrimaryLink => 2,
        RoadClass::Secondary | RoadClass::SecondaryLink => SECONDARY,
        RoadClass::Tertiary | RoadClass::TertiaryLink => TERTIARY,
        RoadClass::Unclassified => 5,
        RoadClass::Residential => 6,
        RoadClass::LivingStreet => 7,
        RoadClass::Service | RoadClass::Track | RoadClass::Ferry => 8,
    }
}

const SECONDARY: u8 = 3;
const TERTIARY: u8 = 4;

const fn is_link(class: RoadClass) -> bool {
    matches!(
        class,
        RoadClass::MotorwayLink
            | RoadClass::TrunkLink
            | RoadClass::PrimaryLink
            | RoadClass::SecondaryLink
            | RoadClass::TertiaryLink
    )
}

impl Standing {
    /// How a road stands to the `others` at a junction, itself not among them.
    pub(super) fn of(road: RoadClass, others: impl Iterator<Item = RoadClass> + Clone) -> Self {
        let largest = others.clone().map(rank).min().unwrap_or(u8::MAX);
        let mut equals = others.filter(|other| rank(*other) == rank(road));
        if largest < rank(road) {
            Self::Smaller(largest)
        } else if is_link(road) && equals.clone().any(|other| !is_link(other)) {
            Self::Joining
        } else if 2 <= equals.by_ref().count() {
            Self::Equal
        } else {
            Self::Larger
        }
    }

    /// The delay at lights.
    pub(super) const fn at_signals(self) -> u32 {
        match self {
            Self::Larger => SIGNALS[0],
            Self::Equal | Self::Joining => SIGNALS[1],
            Self::Smaller(_) => SIGNALS[2],
        }
    }

    /// The delay where no light or sign says who goes first.
    pub(super) const fn unsigned(self, road: RoadClass) -> u32 {
        match self {
            Self::Smaller(rank) if rank <= SECONDARY => MEETS_LARGER[0],
            Self::Smaller(TERTIARY) => MEETS_LARGER[1],
            Self::Smaller(_) => MEETS_LARGER[2],
            Self::Joining if !matches!(road, RoadClass::MotorwayLink) => LINK_JOINS,
            Self::Joining | Self::Equal | Self::Larger => 0,
        }
    }
}

/// The delay at rails. Japan and Korea let everyone stop there, lights aside (Road Traffic Act of
/// Japan, article 33); `lat` and `lon` are in degrees.
pub(super) fn level_crossing(lat: f64, lon: f64) -> u32 {
    let all_stop = (24.0..46.0).contains(&lat) && (124.0..146.0).contains(&lon);
    LEVEL_CROSSING[usize::from(!all_stop)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use RoadClass::{Motorway, MotorwayLink, Primary, PrimaryLink, Residential, Service, Tertiary};

    fn standing(road: RoadClass, others: &[RoadClass]) -> Standing {
        Standing::of(road, others.iter().copied())
    }

    #[test]
    fn a_smaller_road_waits_for_a_larger_one_and_not_the_other_way_round() {
        assert_eq!(standing(Residential, &[Primary, Primary]), Standing::Smaller(2));
        assert_eq!(standing(Residential, &[Tertiary, Tertiary]).unsigned(Residential), 6_000);
        assert_eq!(standing(Service, &[Residential, Residential]).unsigned(Service), 3_000);
        assert_eq!(standing(Primary, &[Primary, Residential]), Standing::Larger);
        assert_eq!(standing(Primary, &[Primary, Residential]).unsigned(Primary), 0);
    }

    #[test]
    fn where_equals_meet_nobody_waits_but_at_lights() {
        let equal = standing(Primary, &[Primary, Primary, Residential]);
        assert_eq!(equal, Standing::Equal);
        assert_eq!((equal.unsigned(Primary), equal.at_signals()), (0, 14_000));
    }

    #[test]
    fn a_link_gives_way_where_it_joins_but_for_a_motorway() {
        let joins = |link, road| standing(link, &[road, road]).unsigned(link);
        assert_eq!(joins(PrimaryLink, Primary), 3_000);
        assert_eq!(joins(MotorwayLink, Motorway), 0);
        assert_eq!(standing(MotorwayLink, &[MotorwayLink]), Standing::Larger);
    }

    #[test]
    fn in_japan_everyone_stops_at_rails() {
        assert_eq!(level_crossing(36.7, 137.2), 10_000);
        assert_eq!(level_crossing(54.2, -4.5), 3_000);
    }
}
