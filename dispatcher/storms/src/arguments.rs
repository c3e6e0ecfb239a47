//! The words of the command line.

use std::fmt;

pub(crate) const USAGE: &str = "\
usage: noriai-storms [--storms N] [--seed S] [--json]
       noriai-storms --replay SEED
       noriai-storms --case FILE";

pub(crate) struct Arguments {
    pub(crate) asked: Asked,
    pub(crate) json: bool,
}

pub(crate) enum Asked {
    Many { seed: u64, n_storms: u64 },
    One(u64),
    Case(String),
}

/// A word that is not understood.
pub(crate) struct NoSuchWord(String);

impl Arguments {
    pub(crate) fn read(mut words: impl Iterator<Item = String>) -> Result<Self, NoSuchWord> {
        let (mut seed, mut n_storms, mut json, mut other) = (1, 300, false, None);
        while let Some(word) = words.next() {
            let mut number = || {
                let text = words.next().unwrap_or_default();
                text.parse::<u64>().map_err(|_no_number| NoSuchWord(format!("{word} {text}")))
            };
            match word.as_str() {
                "--storms" => n_storms = number()?,
                "--seed" => seed = number()?,
                "--replay" => other = Some(Asked::One(number()?)),
                "--case" => other = Some(Asked::Case(words.next().unwrap_or_default())),
                "--json" => json = true,
                _ => return Err(NoSuchWord(word)),
            }
        }
        Ok(Self { asked: other.unwrap_or(Asked::Many { seed, n_storms }), json })
    }
}

impl fmt::Display for NoSuchWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "what is {:?}?", self.0)
    }
}
