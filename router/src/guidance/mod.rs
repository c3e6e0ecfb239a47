//! Driving instructions for the driver's tablet, made of a [`Path`].
//!
//! A path knows segments; a driver knows junctions. The steps of a path are taken apart into
//! *joints* (a junction, however many nodes the map draws it with), each joint is asked whether the
//! driver has to be told something there, and what is told is measured out along the path. How a
//! joint is judged and where the ideas come from is in `docs/router.md`.

mod arrival;
mod bearing;
mod course;
mod instruction;
mod joint;
mod junction;
mod names;
mod ramp;
mod roundabout;
mod simplify;
pub mod text;

pub use arrival::Arrival;
pub use instruction::{Compass, Instruction, Maneuver, Side, Turn, Whereabouts};
pub use simplify::{Simplified, simplify};

use course::Course;
use joint::Joint;
use names::NameKeeper;
use noriai_units::Metres;

use crate::path::Path;
use crate::router::Router;

/// What two instructions may lie apart to be told in one breath.
const THEN_MAX: Metres = Metres::new(30);

impl Router {
    /// What to tell the driver of a path of this router, from departure to arrival, at least two
    /// instructions. Distances and times count from one instruction to the next and add up to the
    /// path's own.
    #[must_use]
    pub fn instructions(&self, path: &Path, arrival: Arrival) -> Vec<Instruction> {
        let course = Course::of(self, path);
        let mut told = vec![course.instruction(0, 0, Maneuver::Depart(course.departure()))];
        let mut names = NameKeeper::of(&course);
        let mut step = 1;
        while step < course.n_steps() {
            let Passage { maneuvers, after } = roundabout::passage(&course, step)
                .unwrap_or_else(|| junction::passage(&course, &Joint::at(&course, step)));
            if !maneuvers.is_empty() {
                names.turn(&course, after);
            } else if names.drive(&course, after) {
                rename(&mut told, course.instruction(after, after, Maneuver::Continue));
            }
            let tell = |(at, maneuver)| course.instruction(at, after, maneuver);
            told.extend(maneuvers.into_iter().map(tell));
            step = after + 1;
        }
        told.push(course.last_instruction(arrival));
        measure(told)
    }
}

/// A way past a junction or through a roundabout.
struct Passage {
    /// What to tell, and at the beginning of which steps.
    maneuvers: Vec<(usize, Maneuver)>,
    /// The first step behind it; one past the last where the drive ends in there.
    after: usize,
}

/// Tells of a new name; where the road was only just turned into, it is the name of that road.
fn rename(told: &mut Vec<Instruction>, news: Instruction) {
    let just_now = |it: &&mut Instruction| news.distance <= it.distance + THEN_MAX;
    match told.last_mut().filter(just_now) {
        Some(last) => last.road = news.road,
        None => told.push(news),
    }
}

/// From distances and times since the departure to those since the instruction before.
fn measure(mut told: Vec<Instruction>) -> Vec<Instruction> {
    for index in (1..told.len()).rev() {
        let before = &told[index - 1];
        let (distance, time) = (before.distance, before.time);
        told[index].distance = told[index].distance - distance;
        told[index].time -= time;
        told[index - 1].then = told[index].distance <= THEN_MAX;
    }
    told
}
