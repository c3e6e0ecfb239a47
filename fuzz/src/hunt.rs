//! Running a target on many inputs and naming those that it fails on.

use std::cell::Cell;
use std::ops::Range;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use crate::Target;
use crate::chance::Chance;

/// An input that a target did not come back from as it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which case of its seed: [`input`] makes it again.
    pub case: u64,
    /// What was wrong.
    pub what: String,
}

/// The input of a case: one of the target's seeds, changed; the first cases are the seeds as they
/// are.
#[must_use]
pub fn input(target: &Target, seeds: &[Vec<u8>], seed: u64, case: u64) -> Vec<u8> {
    if let Some(sound) = usize::try_from(case).ok().and_then(|case| seeds.get(case)) {
        return sound.clone();
    }
    let mut chance = Chance::new(seed, case);
    let chosen = chance.one_of(seeds).map_or(&[][..], Vec::as_slice);
    (target.mutate)(&mut chance, chosen)
}

/// Runs a target on one input, and says if it panics.
///
/// # Errors
/// Where it panicked, and what it said.
pub fn run(target: &Target, input: &[u8]) -> Result<(), String> {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| match HUNTING.get() {
            true => CAUGHT.set(info.to_string()),
            false => before(info),
        }));
    });
    HUNTING.set(true);
    let done = panic::catch_unwind(AssertUnwindSafe(|| (target.run)(input)));
    HUNTING.set(false);
    done.map_err(|_panic| CAUGHT.take())
}

thread_local! {
    /// A panic of this thread is a find, not a fault of the test's own.
    static HUNTING: Cell<bool> = const { Cell::new(false) };
    static CAUGHT: Cell<String> = const { Cell::new(String::new()) };
}

/// One place goes wrong in many cases; this many different ones are told at most.
const FINDS_MAX: usize = 10;

/// Runs cases one after the other. `around` runs the one it is given and may measure it and object.
/// What is found is told once for each place and message.
pub fn hunt(
    target: &Target,
    seed: u64,
    cases: Range<u64>,
    mut around: impl FnMut(u64, &[u8], &mut dyn FnMut() -> Result<(), String>) -> Result<(), String>,
) -> Vec<Found> {
    let seeds = (target.seeds)();
    let mut finds: Vec<Found> = Vec::new();
    for case in cases {
        let input = input(target, &seeds, seed, case);
        if let Err(what) = around(case, &input, &mut || run(target, &input))
            && finds.iter().all(|found| found.what != what)
        {
            finds.push(Found { case, what });
            if FINDS_MAX <= finds.len() {
                break;
            }
        }
    }
    finds
}
