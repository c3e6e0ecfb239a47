//! Instructions in words: pure functions of the instruction, for screen and voice.

mod easy;
mod en;
mod ja;

use noriai_units::Metres;

use super::{Instruction, Maneuver};

/// In which words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// As car navigation speaks in Japan.
    Japanese,
    /// Easy Japanese (やさしい日本語), for drivers who learn the language: short, with few kanji.
    EasyJapanese,
    /// English.
    English,
}

/// What one language has to say.
struct Words {
    /// What to do, as the end of a sentence, without a full stop.
    phrase: fn(&Instruction) -> String,
    /// The whole sentence; the second is the distance in words, empty where it is to be done now.
    sentence: fn(&str, &str) -> String,
    /// The next sentence in the same breath.
    then: fn(&str) -> String,
    /// A rounded distance.
    distance: fn(Rounded) -> String,
}

/// A distance as one says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rounded {
    /// Too near to name a number.
    Soon,
    Metres(i64),
    /// In tenths of a kilometre.
    Kilometres(i64),
}

/// What to do, told where it is to be done.
#[must_use]
pub fn sentence(instruction: &Instruction, language: Language) -> String {
    let words = words(language);
    (words.sentence)(&(words.phrase)(instruction), "")
}

/// What to do this far ahead. `next` is the instruction after it; it is told too if
/// [`Instruction::then`] says so.
#[must_use]
pub fn announcement(
    instruction: &Instruction,
    next: Option<&Instruction>,
    ahead: Metres,
    language: Language,
) -> String {
    let words = words(language);
    let is_end = matches!(instruction.maneuver, Maneuver::Depart(_) | Maneuver::Arrive { .. });
    let distance = match round(ahead) {
        // Who is there is told so.
        Rounded::Soon if is_end => String::new(),
        distance => (words.distance)(distance),
    };
    let mut text = (words.sentence)(&(words.phrase)(instruction), &distance);
    if let Some(next) = next.filter(|_| instruction.then) {
        text.push_str(&(words.then)(&(words.phrase)(next)));
    }
    text
}

const fn words(language: Language) -> Words {
    match language {
        Language::Japanese => ja::WORDS,
        Language::EasyJapanese => easy::WORDS,
        Language::English => en::WORDS,
    }
}

/// To what an ear takes in: tens of metres below 200 m, fifties below a kilometre, then tenths of a
/// kilometre, from ten on whole ones.
fn round(distance: Metres) -> Rounded {
    let to = |step: i64| (distance.decimetres() + step * 5) / (step * 10) * step;
    match distance.whole() {
        ..30 => Rounded::Soon,
        30..195 => Rounded::Metres(to(10)),
        195..975 => Rounded::Metres(to(50)),
        975..9_950 => Rounded::Kilometres(to(100) / 100),
        _ => Rounded::Kilometres(to(1_000) / 100),
    }
}

/// Tenths of a kilometre, whole ones without a point.
fn kilometres(tenths: i64) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        tenth => format!("{}.{tenth}", tenths / 10),
    }
}

/// The first text that is not empty.
fn first_of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    texts.into_iter().find(|text| !text.is_empty())
}

#[cfg(test)]
mod tests;
