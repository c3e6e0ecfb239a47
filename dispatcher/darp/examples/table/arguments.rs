//! What the table is to be made of.

use std::error::Error;
use std::path::PathBuf;

/// When a run ends.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Budget {
    /// After so many seconds of processor time.
    Seconds(f64),
    /// After so many iterations.
    Iterations(u64),
}

/// The words of the command line.
#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) folder: PathBuf,
    pub(crate) budget: Budget,
    pub(crate) n_seeds: u64,
    /// Instances whose names begin so; all if there are none.
    pub(crate) only: Vec<String>,
    /// Where solutions go.
    pub(crate) solutions: Option<PathBuf>,
    /// A Python program that is given an instance and a solution, and prints `'ok'` if it is valid.
    pub(crate) checker: Option<PathBuf>,
    /// End a run as soon as it is at the best known value.
    pub(crate) stops: bool,
}

impl Arguments {
    pub(crate) fn read() -> Result<Self, Box<dyn Error>> {
        let mut words = std::env::args().skip(1);
        let mut arguments = Self {
            folder: words.next().ok_or("which folder?")?.into(),
            budget: Budget::Seconds(10.0),
            n_seeds: 5,
            only: Vec::new(),
            solutions: None,
            checker: None,
            stops: false,
        };
        while let Some(name) = words.next() {
            if name == "--stop-at-best-known" {
                arguments.stops = true;
                continue;
            }
            let value = words.next().ok_or_else(|| format!("{name} of what?"))?;
            match name.as_str() {
                "--time" => arguments.budget = Budget::Seconds(value.parse()?),
                "--iterations" => arguments.budget = Budget::Iterations(value.parse()?),
                "--seeds" => arguments.n_seeds = value.parse()?,
                "--only" => arguments.only = value.split(',').map(str::to_owned).collect(),
                "--solutions" => arguments.solutions = Some(value.into()),
                "--check" => arguments.checker = Some(value.into()),
                _ => return Err(format!("what is {name}?").into()),
            }
        }
        Ok(arguments)
    }

    /// Is the instance of this name asked for?
    pub(crate) fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| name.starts_with(only))
    }
}
