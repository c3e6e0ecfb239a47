//! English.

use noriai_network::RoadName;

use super::super::{Compass, Instruction, Maneuver, Side, Turn, Whereabouts};
use super::{Rounded, Words, first_of, kilometres};

pub(super) const WORDS: Words = Words { phrase, sentence, then, distance };

fn phrase(instruction: &Instruction) -> String {
    let road = instruction.road.as_ref().and_then(road);
    let with = |what: &str, link: &str| match &road {
        Some(road) => format!("{what} {link} {road}"),
        None => what.to_owned(),
    };
    match instruction.maneuver {
        Maneuver::Depart(to) => with(&format!("head {}", compass(to)), "on"),
        Maneuver::Turn(turn) => with(direction(turn), "onto"),
        Maneuver::Straight => with("continue straight", "onto"),
        Maneuver::Keep(side) => with(&format!("at the fork, keep {}", hand(side)), "onto"),
        Maneuver::UTurn => "make a U-turn".into(),
        Maneuver::Roundabout { exit: Some(exit), .. } => {
            with(&format!("at the roundabout, take the {} exit", ordinal(exit)), "onto")
        }
        Maneuver::Roundabout { exit: None, .. } => "enter the roundabout".into(),
        Maneuver::LeaveRoundabout => with("leave the roundabout", "onto"),
        Maneuver::OnRamp(side) => with(&format!("take the ramp on the {}", hand(side)), "onto"),
        Maneuver::OffRamp(side) => with(&format!("take the exit on the {}", hand(side)), "onto"),
        Maneuver::Merge(side) => with(&format!("merge {}", hand(side)), "onto"),
        Maneuver::Ferry => "board the ferry".into(),
        Maneuver::Continue => with("continue", "onto"),
        Maneuver::Arrive { door, across } => arrive(door, across),
    }
}

fn arrive(door: Whereabouts, across: bool) -> String {
    let place = match door {
        Whereabouts::Here => return "you have arrived".into(),
        Whereabouts::Ahead => "straight ahead",
        Whereabouts::Left => "on the left",
        Whereabouts::Right => "on the right",
    };
    let beyond = if across { ", across the road" } else { "" };
    format!("your destination is {place}{beyond}")
}

/// A road's name; without one its number.
fn road(name: &RoadName) -> Option<String> {
    let named = first_of([name.en.as_str(), name.local.as_str()]).map(str::to_owned);
    named.or_else(|| {
        let number = first_of([name.number.as_str()])?;
        let is_digits = number.bytes().all(|byte| byte.is_ascii_digit());
        Some(if is_digits { format!("Route {number}") } else { number.to_owned() })
    })
}

fn sentence(phrase: &str, distance: &str) -> String {
    let mut letters = phrase.chars();
    match (distance, letters.next()) {
        ("", Some(first)) => format!("{}{}.", first.to_uppercase(), letters.as_str()),
        _ => format!("{distance}{phrase}."),
    }
}

fn then(phrase: &str) -> String {
    format!(" Then {phrase}.")
}

fn distance(distance: Rounded) -> String {
    match distance {
        Rounded::Soon => "Now ".into(),
        Rounded::Metres(metres) => format!("In {metres} m, "),
        Rounded::Kilometres(tenths) => format!("In {} km, ", kilometres(tenths)),
    }
}

fn ordinal(number: u8) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

const fn direction(turn: Turn) -> &'static str {
    match turn {
        Turn::SlightLeft => "turn slightly left",
        Turn::Left => "turn left",
        Turn::SharpLeft => "turn sharply left",
        Turn::SlightRight => "turn slightly right",
        Turn::Right => "turn right",
        Turn::SharpRight => "turn sharply right",
    }
}

const fn hand(side: Side) -> &'static str {
    match side {
        Side::Left => "left",
        Side::Right => "right",
    }
}

const fn compass(to: Compass) -> &'static str {
    match to {
        Compass::North => "north",
        Compass::NorthEast => "north-east",
        Compass::East => "east",
        Compass::SouthEast => "south-east",
        Compass::South => "south",
        Compass::SouthWest => "south-west",
        Compass::West => "west",
        Compass::NorthWest => "north-west",
    }
}
