//! Japanese, as car navigation speaks it.

use noriai_network::RoadName;

use super::super::{Compass, Instruction, Maneuver, Side, Turn, Whereabouts};
use super::{Rounded, Words, first_of, kilometres};

pub(super) const WORDS: Words = Words { phrase, sentence, then, distance };

fn phrase(instruction: &Instruction) -> String {
    let road = instruction.road.as_ref().and_then(road);
    let onto = |what: &str| match &road {
        Some(road) => format!("{what}、{road}です"),
        None => format!("{what}です"),
    };
    match instruction.maneuver {
        Maneuver::Depart(to) => match &road {
            Some(road) => format!("{road}を{}へ進みます", compass(to)),
            None => format!("{}へ進みます", compass(to)),
        },
        Maneuver::Turn(turn) => onto(direction(turn)),
        Maneuver::Straight => onto("直進"),
        Maneuver::Keep(side) => onto(&format!("分岐を{}方向", hand(side))),
        Maneuver::UTurn => "Uターンです".into(),
        Maneuver::Roundabout { exit: Some(exit), .. } => {
            format!("ロータリーの{exit}番目の出口を出ます")
        }
        Maneuver::Roundabout { exit: None, .. } => "ロータリーに入ります".into(),
        Maneuver::LeaveRoundabout => "ロータリーを出ます".into(),
        Maneuver::OnRamp(side) => onto(&format!("{}方向、入口", hand(side))),
        Maneuver::OffRamp(side) => onto(&format!("{}方向、出口", hand(side))),
        Maneuver::Merge(side) => match &road {
            Some(road) => format!("{}側の{road}に合流します", hand(side)),
            None => format!("{}側の本線に合流します", hand(side)),
        },
        Maneuver::Ferry => "フェリーに乗ります".into(),
        Maneuver::Continue => match &road {
            Some(road) => format!("そのまま{road}に入ります"),
            None => "道なりに進みます".into(),
        },
        Maneuver::Arrive { door, across } => arrive(door, across),
    }
}

fn arrive(door: Whereabouts, across: bool) -> String {
    let place = match door {
        Whereabouts::Here => return "目的地に到着です".into(),
        Whereabouts::Ahead => "正面",
        Whereabouts::Left => "左側",
        Whereabouts::Right => "右側",
    };
    if across {
        format!("目的地は{place}、道の反対側です")
    } else {
        format!("目的地は{place}です")
    }
}

/// A road's name; without one its number.
pub(super) fn road(name: &RoadName) -> Option<String> {
    let named = first_of([name.ja.as_str(), name.local.as_str()]).map(str::to_owned);
    named.or_else(|| {
        let number = first_of([name.number.as_str()])?;
        // Whether 8 is a national or a prefectural road, the map does not say.
        let is_digits = number.bytes().all(|byte| byte.is_ascii_digit());
        Some(if is_digits { format!("{number}号線") } else { number.to_owned() })
    })
}

fn sentence(phrase: &str, distance: &str) -> String {
    format!("{distance}{phrase}。")
}

fn then(phrase: &str) -> String {
    format!("その先、{phrase}。")
}

fn distance(distance: Rounded) -> String {
    match distance {
        Rounded::Soon => "まもなく、".into(),
        Rounded::Metres(metres) => format!("{metres} m先、"),
        Rounded::Kilometres(tenths) => format!("{} km先、", kilometres(tenths)),
    }
}

const fn direction(turn: Turn) -> &'static str {
    match turn {
        Turn::SlightLeft => "斜め左方向",
        Turn::Left => "左方向",
        Turn::SharpLeft => "左手前方向",
        Turn::SlightRight => "斜め右方向",
        Turn::Right => "右方向",
        Turn::SharpRight => "右手前方向",
    }
}

const fn hand(side: Side) -> &'static str {
    match side {
        Side::Left => "左",
        Side::Right => "右",
    }
}

const fn compass(to: Compass) -> &'static str {
    match to {
        Compass::North => "北",
        Compass::NorthEast => "北東",
        Compass::East => "東",
        Compass::SouthEast => "南東",
        Compass::South => "南",
        Compass::SouthWest => "南西",
        Compass::West => "西",
        Compass::NorthWest => "北西",
    }
}
