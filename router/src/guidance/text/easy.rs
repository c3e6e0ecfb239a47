//! Easy Japanese: hiragana, words of everyday, one thought a sentence.

use super::super::{Compass, Instruction, Maneuver, Side, Turn, Whereabouts};
use super::{Rounded, Words, ja, kilometres};

pub(super) const WORDS: Words = Words { phrase, sentence, then, distance };

fn phrase(instruction: &Instruction) -> String {
    let road = instruction.road.as_ref().and_then(ja::road);
    let onto = |what: &str| match &road {
        Some(road) => format!("{what}。みちの なまえは {road}です"),
        None => what.to_owned(),
    };
    match instruction.maneuver {
        Maneuver::Depart(to) => onto(&format!("{}へ すすみます", compass(to))),
        Maneuver::Turn(turn) => onto(direction(turn)),
        Maneuver::Straight => onto("まっすぐ すすみます"),
        Maneuver::Keep(side) => {
            onto(&format!("みちが わかれます。{}の みちを すすみます", hand(side)))
        }
        Maneuver::UTurn => "Uターンします".into(),
        Maneuver::Roundabout { exit: Some(exit), .. } => {
            format!("まるい みちに はいって、{exit}ばんめの でぐちを でます")
        }
        Maneuver::Roundabout { exit: None, .. } => "まるい みちに はいります".into(),
        Maneuver::LeaveRoundabout => "まるい みちを でます".into(),
        Maneuver::OnRamp(side) => onto(&format!("{}の いりぐちに はいります", hand(side))),
        Maneuver::OffRamp(side) => onto(&format!("{}の でぐちを でます", hand(side))),
        Maneuver::Merge(side) => onto(&format!("{}の おおきい みちに はいります", hand(side))),
        Maneuver::Ferry => "ふねに のります".into(),
        Maneuver::Continue => onto("まっすぐ すすみます"),
        Maneuver::Arrive { door, across } => arrive(door, across),
    }
}

fn arrive(door: Whereabouts, across: bool) -> String {
    let place = match door {
        Whereabouts::Here => return "つきました".into(),
        Whereabouts::Ahead => "まえ",
        Whereabouts::Left => "ひだり",
        Whereabouts::Right => "みぎ",
    };
    let beyond = if across { "。みちの むこうです" } else { "" };
    format!("いく ところは {place}です{beyond}")
}

fn sentence(phrase: &str, distance: &str) -> String {
    format!("{distance}{phrase}。")
}

fn then(phrase: &str) -> String {
    format!("つぎに、{phrase}。")
}

fn distance(distance: Rounded) -> String {
    match distance {
        Rounded::Soon => "もうすぐ、".into(),
        Rounded::Metres(metres) => format!("{metres}メートル さき、"),
        Rounded::Kilometres(tenths) => format!("{}キロ さき、", kilometres(tenths)),
    }
}

const fn direction(turn: Turn) -> &'static str {
    match turn {
        Turn::SlightLeft => "ななめ ひだりに すすみます",
        Turn::Left => "ひだりに まがります",
        Turn::SharpLeft => "ひだりに おおきく まがります",
        Turn::SlightRight => "ななめ みぎに すすみます",
        Turn::Right => "みぎに まがります",
        Turn::SharpRight => "みぎに おおきく まがります",
    }
}

const fn hand(side: Side) -> &'static str {
    match side {
        Side::Left => "ひだり",
        Side::Right => "みぎ",
    }
}

const fn compass(to: Compass) -> &'static str {
    match to {
        Compass::North => "きた",
        Compass::NorthEast => "きたひがし",
        Compass::East => "ひがし",
        Compass::SouthEast => "みなみひがし",
        Compass::South => "みなみ",
        Compass::SouthWest => "みなみにし",
        Compass::West => "にし",
        Compass::NorthWest => "きたにし",
    }
}
