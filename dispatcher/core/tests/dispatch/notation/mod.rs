//! The dispatch notation: a day of dispatching as a person would write it down.
//!
//! ```text
//! area   speed 10m/s  dwell 30s  max-wait 10min  max-ride 1.5x+8min  window 10min
//! stop   A 0,0   B 3000,0   C 6000,0
//! van    v1 seats 4 wheelchairs 1 at A shift 08:00-12:00 break 10:00-10:30 20min at A
//! 08:05  ask  r1 A->C 2 seats at 08:10
//! 08:05  book r2 B->C by 09:00
//! 08:06  arrive v1
//! 08:10  board r2
//! show   v1
//! ```
//!
//! The paper is squared: places lie at metres east and north, vehicles drive as the crow flies.
//! Between two lines time passes with a tick every ten seconds and at every promise's deadline.
//! After every command the audit and the history look the state over, and at the end the events
//! alone must give the same state again: whatever the test is about, these never fail.

mod paper;
mod script;
mod words;
mod world;

pub(crate) use world::World;

use expect_test::Expect;

/// Plays a script and compares what comes out.
pub(crate) fn check(script: &str, expect: Expect) {
    expect.assert_eq(&play(script).said);
}

/// Plays a script.
pub(crate) fn play(script: &str) -> World {
    let mut world = World::default();
    for line in script.lines().map(str::trim).filter(|line| !line.is_empty()) {
        script::line(&mut world, line);
    }
    world.replays_alike();
    world
}
