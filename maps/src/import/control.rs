//! What halts or slows traffic at a node: signals, signs, crossings, humps, gates.

use osmpbfreader::Tags;

use crate::extract::tag;

/// What stands at a node. Of several the one that decides: a light outdoes a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Control {
    pub(super) kind: Kind,
    pub(super) towards: Towards,
}

/// A kind of halt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Lights at a junction or before it.
    Signals,
    /// Lights for those who cross on foot.
    PedestrianSignals,
    /// A stop sign, at every approach if it says so.
    Stop { all: bool },
    /// A sign to give way.
    GiveWay,
    /// A roundabout that is drawn as a single node.
    MiniRoundabout,
    /// Rails that a train may come along.
    LevelCrossing,
    /// Something built to slow traffic down.
    Calming,
    /// Where toll is paid.
    Toll,
    /// A gate that someone must open.
    Gate,
}

/// Whom it stands before, by the direction of the way that it lies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Towards {
    /// Those who drive the way as it is drawn.
    Forward,
    /// Those who drive it against that.
    Backward,
    Both,
    /// The extract does not say.
    Untold,
}

impl Control {
    /// Reads a node.
    pub(super) fn of(tags: &Tags) -> Option<Self> {
        let kind = kind(tags)?;
        let stated = tag(tags, "traffic_signals:direction").or_else(|| tag(tags, "direction"));
        let towards = match (kind, stated) {
            (Kind::Signals | Kind::Stop { .. } | Kind::GiveWay, Some("forward")) => {
                Towards::Forward
            }
            (Kind::Signals | Kind::Stop { .. } | Kind::GiveWay, Some("backward")) => {
                Towards::Backward
            }
            (Kind::Signals | Kind::Stop { .. } | Kind::GiveWay, Some("both")) => Towards::Both,
            // Lights over a crossing on foot hold up both directions.
            (Kind::Signals, _) if tags.contains_key("crossing") => Towards::Both,
            (Kind::Signals | Kind::Stop { .. } | Kind::GiveWay, _) => Towards::Untold,
            _ => Towards::Both,
        };
        Some(Self { kind, towards })
    }
}

fn kind(tags: &Tags) -> Option<Kind> {
    let is = |key: &str, value: &str| tag(tags, key) == Some(value);
    let for_walkers = is("crossing", "traffic_signals") || is("crossing:signals", "yes");
    let by_highway = match tag(tags, "highway") {
        // A light that only blinks at night halts nobody.
        Some("traffic_signals") if is("traffic_signals", "blinker") => None,
        Some("traffic_signals") => Some(Kind::Signals),
        Some("stop") => Some(Kind::Stop { all: is("stop", "all") }),
        Some("give_way") => Some(Kind::GiveWay),
        Some("mini_roundabout") => Some(Kind::MiniRoundabout),
        Some("toll_gantry") => None,
        Some("crossing") if for_walkers => Some(Kind::PedestrianSignals),
        _ => None,
    };
    by_highway
        .or_else(|| is("railway", "level_crossing").then_some(Kind::LevelCrossing))
        .or_else(|| for_walkers.then_some(Kind::PedestrianSignals))
        .or_else(|| barrier(tag(tags, "barrier")?))
        .or_else(|| calming(tag(tags, "traffic_calming")?))
}

fn barrier(barrier: &str) -> Option<Kind> {
    match barrier {
        "toll_booth" => Some(Kind::Toll),
        "gate" | "swing_gate" | "sliding_gate" | "lift_gate" | "hampshire_gate" => Some(Kind::Gate),
        _ => None,
    }
}

/// Rumble strips and painted signs are driven over without slowing down.
fn calming(calming: &str) -> Option<Kind> {
    let slows = matches!(
        calming,
        "bump" | "hump" | "table" | "cushion" | "chicane" | "choker" | "dip" | "yes" | "mini_bumps"
    );
    slows.then_some(Kind::Calming)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(tags: &[(&str, &str)]) -> Option<Control> {
        Control::of(&tags.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect())
    }

    #[test]
    fn a_light_says_whom_it_stands_before() {
        let lights = ("highway", "traffic_signals");
        let towards = |tags: &[(&str, &str)]| of(tags).map(|control| control.towards);
        assert_eq!(towards(&[lights]), Some(Towards::Untold));
        assert_eq!(
            towards(&[lights, ("traffic_signals:direction", "backward")]),
            Some(Towards::Backward)
        );
        assert_eq!(towards(&[lights, ("direction", "forward")]), Some(Towards::Forward));
        assert_eq!(towards(&[lights, ("crossing", "traffic_signals")]), Some(Towards::Both));
    }

    #[test]
    fn a_light_outdoes_the_rails_and_the_rails_a_hump() {
        let kind = |tags: &[(&str, &str)]| of(tags).map(|control| control.kind);
        let (lights, rails) = (("highway", "traffic_signals"), ("railway", "level_crossing"));
        assert_eq!(kind(&[lights, rails]), Some(Kind::Signals));
        assert_eq!(kind(&[rails, ("traffic_calming", "hump")]), Some(Kind::LevelCrossing));
        assert_eq!(kind(&[("highway", "stop"), ("stop", "all")]), Some(Kind::Stop { all: true }));
    }

    #[test]
    fn what_halts_nobody_is_passed_over() {
        assert_eq!(of(&[("highway", "crossing"), ("crossing", "uncontrolled")]), None);
        assert_eq!(of(&[("highway", "traffic_signals"), ("traffic_signals", "blinker")]), None);
        assert_eq!(of(&[("traffic_calming", "rumble_strip")]), None);
        assert_eq!(of(&[("barrier", "entrance")]), None);
        assert_eq!(of(&[("railway", "tram_level_crossing")]), None);
    }
}
