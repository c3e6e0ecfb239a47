//! A path laid out for guidance: its steps, where they begin, and what leaves their junctions.

use noriai_network::{NameId, RoadNetwork, Segment, SegmentId};
use noriai_units::{Metres, Position, Seconds};

use super::arrival::{self, Arrival};
use super::bearing;
use super::instruction::{Compass, Instruction, Maneuver};
use crate::costs::part_ms;
use crate::geometry;
use crate::path::{Path, Step};
use crate::router::Router;

/// A path and all that is asked about it.
pub(super) struct Course<'a> {
    router: &'a Router,
    steps: Vec<Step>,
    line: Vec<Position>,
    /// Index in the line at which each step begins.
    starts: Vec<usize>,
    /// How far and how long it is from the departure to each step, and at the end to the arrival.
    driven: Vec<(Metres, Seconds)>,
}

impl<'a> Course<'a> {
    pub(super) fn of(router: &'a Router, path: &'a Path) -> Self {
        let steps: Vec<Step> = router.steps(path).collect();
        let (line, starts) = router.line(path);
        let (mut distance, mut time) = (Metres::ZERO, Seconds::ZERO);
        let mut driven = vec![(distance, time)];
        for (number, step) in steps.iter().enumerate() {
            let segment = router.network.segment(step.segment);
            // All of a segment takes its time even if it has no length to take parts of.
            let is_last = number + 1 == steps.len();
            let until = if is_last { part_ms(segment, step.to_dm) } else { segment.time_ms };
            let from = part_ms(segment, step.from_dm);
            distance += Metres::from_decimetres(i64::from(step.to_dm - step.from_dm));
            time += Seconds::from_millis(i64::from(until) - i64::from(from));
            driven.push((distance, time));
        }
        Self { router, steps, line, starts, driven }
    }

    pub(super) fn network(&self) -> &'a RoadNetwork {
        &self.router.network
    }

    pub(super) fn n_steps(&self) -> usize {
        self.steps.len()
    }

    pub(super) fn id(&self, step: usize) -> SegmentId {
        self.steps[step].segment
    }

    pub(super) fn segment(&self, step: usize) -> &'a Segment {
        self.network().segment(self.id(step))
    }

    /// How far it is from the beginning of one step to that of another; the step after the last
    /// one is the arrival.
    pub(super) fn distance(&self, from: usize, to: usize) -> Metres {
        self.driven[to].0 - self.driven[from].0
    }

    /// The bearing in which a junction is reached at the end of a step.
    pub(super) fn arriving(&self, step: usize) -> u16 {
        let mut first = step;
        while 0 < first && self.is_short(first) && !self.is_choice(first - 1) {
            first -= 1;
        }
        let back = |step| self.points(step).into_iter().rev();
        geometry::reverse(bearing::leaving((first..=step).rev().flat_map(back)))
    }

    /// The bearing in which it is left at the beginning of a step.
    pub(super) fn leaving(&self, step: usize) -> u16 {
        let mut last = step;
        while last + 1 < self.n_steps() && self.is_short(last) && !self.is_choice(last) {
            last += 1;
        }
        bearing::leaving((step..=last).flat_map(|step| self.points(step)))
    }

    /// True if the road at the end of a step's segment is part of its direction.
    fn is_short(&self, step: usize) -> bool {
        self.segment(step).length() < bearing::LOOK
    }

    /// True if there is more than one way on at the end of a step.
    fn is_choice(&self, step: usize) -> bool {
        1 < self.ways_on(step).count()
    }

    fn points(&self, step: usize) -> Vec<Position> {
        self.network().view(self.id(step)).points().collect()
    }

    /// What a vehicle may do at the end of a step but turn round; what the drive does is among it.
    pub(super) fn ways_on(&self, step: usize) -> impl Iterator<Item = SegmentId> + '_ {
        let (segment, legal) = (self.id(step), &self.router.legal);
        let back = self.segment(step).twin;
        let after = legal.after(segment.0).iter().map(|state| legal.segment(*state));
        after.filter(move |next| Some(*next) != back)
    }

    /// The direction of the departure.
    pub(super) fn departure(&self) -> Compass {
        Compass::of_bearing(bearing::leaving(self.line.iter().copied()))
    }

    /// An instruction for the beginning of a step, its distance and time counted from the departure;
    /// `after` is the step that it leads to.
    pub(super) fn instruction(&self, step: usize, after: usize, maneuver: Maneuver) -> Instruction {
        self.told(maneuver, self.driven[step], self.starts[step], self.name_from(after))
    }

    /// The arrival, likewise.
    pub(super) fn last_instruction(&self, arrival: Arrival) -> Instruction {
        let (n_steps, last) = (self.n_steps(), self.line.len() - 1);
        let here = self.line[last];
        let heading = geometry::reverse(bearing::leaving(self.line.iter().rev().copied()));
        let maneuver = arrival::maneuver(here, heading, arrival);
        self.told(maneuver, self.driven[n_steps], last, self.segment(n_steps - 1).name)
    }

    fn told(
        &self,
        maneuver: Maneuver,
        (distance, time): (Metres, Seconds),
        at: usize,
        road: Option<NameId>,
    ) -> Instruction {
        Instruction {
            maneuver,
            distance,
            time,
            road: road.map(|name| self.network().name(name).clone()),
            at,
            position: self.line[at],
            then: false,
        }
    }

    /// The name of the road that begins with a step; a nameless beginning of a few metres takes the
    /// name of what follows.
    fn name_from(&self, step: usize) -> Option<NameId> {
        let near = |other: &usize| self.distance(step, *other) <= super::THEN_MAX;
        (step..self.n_steps()).take_while(near).find_map(|step| self.segment(step).name)
    }
}
