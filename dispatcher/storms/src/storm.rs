//! Draws a storm while it is played: what happens next depends on the seed and on what the
//! dispatcher has made of what happened before.

use noriai_core::rng::Rng;
use noriai_core::units::Seconds;

use crate::fault::Fault;
use crate::mood::Mood;
use crate::step::{Deed, Step};
use crate::weather::{Trouble, Weather};
use crate::world::{BEGIN, World};

pub(crate) struct Storm<'a> {
    pub(crate) world: &'a mut World,
    pub(crate) steps: &'a mut Vec<Step>,
    pub(crate) weather: Weather,
    pub(crate) rng: Rng,
    pub(crate) moods: Vec<Mood>,
    /// Seconds of real time.
    pub(crate) at: i64,
    pub(crate) n_riders: i64,
    n_closures: i64,
    ticks_back: Option<i64>,
    /// Of 1,000 moments somebody asks in so many.
    demand: u32,
}

/// More wishes than that are another storm.
const RIDERS_MAX: i64 = 60;

impl<'a> Storm<'a> {
    pub(crate) fn of(seed: u64, world: &'a mut World, steps: &'a mut Vec<Step>) -> Self {
        let weather = Weather::of(seed);
        let n_vans = world.town.n_vans;
        let mut rng = Rng::stream(seed, "storm", 0);
        let demand = u32::try_from(rng.between(200, 900)).unwrap_or(0);
        let moods = (1..=n_vans).map(Mood::of).collect();
        let (at, n_riders, n_closures, ticks_back) = (0, 0, 0, None);
        Self { world, steps, weather, rng, moods, at, n_riders, n_closures, ticks_back, demand }
    }

    /// Some hours of everything, then everybody is brought home.
    pub(crate) fn play(&mut self) -> Result<(), Fault> {
        let draw = self.draw();
        self.happen(Deed::Policy { draw })?;
        for van in 1..=self.world.town.n_vans {
            let draw = self.draw();
            self.happen(Deed::Shift { van, draw })?;
        }
        for _ in 0..self.rng.between(40, 120) {
            self.at += self.rng.between(0, 180);
            self.moment()?;
        }
        self.happen(Deed::Heal {})
    }

    /// A step is written down, then taken.
    pub(crate) fn happen(&mut self, deed: Deed) -> Result<(), Fault> {
        let step = Step { at: self.at, deed };
        self.steps.push(step);
        self.world.take(step)
    }

    /// Counts a kind of trouble that is about to happen.
    pub(crate) fn strikes(&mut self, trouble: Trouble) -> bool {
        self.strikes_of(trouble, 1_000)
    }

    /// The same for what happens less often than its rate.
    fn strikes_of(&mut self, trouble: Trouble, per_mille: u32) -> bool {
        let rate = self.weather.rate(trouble) * per_mille / 1_000;
        let strikes = rate != 0 && self.rng.chance(rate);
        if strikes {
            self.world.tally.add("troubles", trouble.word());
        }
        strikes
    }

    /// Numbers that are read again in a case: short ones.
    pub(crate) fn draw(&mut self) -> i64 {
        self.rng.between(0, 9_999)
    }

    fn moment(&mut self) -> Result<(), Fault> {
        if let Err(fault) = self.world.pass_to(BEGIN + Seconds::new(self.at)) {
            self.steps.push(Step { at: self.at, deed: Deed::Wait {} });
            return Err(fault);
        }
        if self.ticks_back.is_some_and(|at| at <= self.at) {
            self.ticks_back = None;
            self.happen(Deed::Ticks { on: 1 })?;
        }
        self.drivers()?;
        if self.rng.chance(self.demand) && self.n_riders < RIDERS_MAX {
            self.somebody_asks()?;
        }
        self.riders()?;
        self.control_room()?;
        self.machine()
    }

    fn control_room(&mut self) -> Result<(), Fault> {
        for (trouble, effect) in [(Trouble::ClosedRoad, 0), (Trouble::SlowRoad, 1)] {
            if !self.strikes_of(trouble, 500) {
                continue;
            }
            self.n_closures += 1;
            let id = if self.rng.chance(50) { 1 } else { self.n_closures };
            let (link, n_links) = (self.rng.between(0, 99), self.rng.between(1, 4));
            let effect = effect * self.rng.between(1, 2);
            let minutes = [0, self.rng.between(-1, 30)][self.rng.index(2)];
            self.happen(Deed::Close { id, link, n_links, effect, minutes })?;
            self.twice()?;
            // The roads follow at once, or a while later.
            if self.rng.chance(700) {
                self.roads(0)?;
            }
        }
        if self.strikes(Trouble::Reopening) {
            let id = self.rng.between(1, self.n_closures + 1);
            self.happen(Deed::Reopen { id })?;
            self.roads(0)?;
        }
        if self.strikes_of(Trouble::NewImport, 200) {
            self.roads(1)?;
        }
        if self.strikes_of(Trouble::Policy, 300) {
            let draw = self.draw();
            self.happen(Deed::Policy { draw })?;
            self.twice()?;
        }
        if self.strikes_of(Trouble::RiderRules, 700) {
            let (rider, draw) = (self.rng.between(1, self.n_riders + 3), self.draw());
            self.happen(Deed::Rules { rider, draw })?;
            self.twice()?;
        }
        let van = self.rng.between(1, self.world.town.n_vans + 1);
        if self.strikes_of(Trouble::ShiftChange, 300) {
            let (minutes, fresh) = (self.rng.between(-120, 120), i64::from(self.rng.chance(500)));
            self.happen(Deed::Reshift { van, minutes, fresh })?;
        }
        if self.strikes_of(Trouble::ShiftEnd, 400) {
            let minutes = self.rng.between(-10, 120);
            self.happen(Deed::Curtail { van, minutes })?;
            self.twice()?;
        }
        if self.strikes_of(Trouble::TakenOver, 100) {
            let (spot, over) = (self.rng.between(0, 9), i64::from(self.rng.chance(200)));
            self.happen(Deed::Breakdown { van, spot, over })?;
            self.twice()?;
        }
        if self.strikes_of(Trouble::MoreShifts, 300) {
            let draw = self.draw();
            self.happen(Deed::Shift { van, draw })?;
            self.twice()?;
        }
        Ok(())
    }

    fn roads(&mut self, rename: i64) -> Result<(), Fault> {
        let walk = [0, 300, 2_000][self.rng.index(3)];
        self.happen(Deed::Roads { rename, walk })
    }

    fn machine(&mut self) -> Result<(), Fault> {
        let restart = i64::from(self.rng.chance(300));
        if self.strikes_of(Trouble::ClockForward, 150) {
            let by = [1, 60, 600, 3_600][self.rng.index(4)];
            self.happen(Deed::Clock { by, restart })?;
        }
        if self.strikes_of(Trouble::ClockBack, 300) {
            let by = -[1, 60, 300, 3_600][self.rng.index(4)];
            self.happen(Deed::Clock { by, restart })?;
        }
        if self.ticks_back.is_none() && self.strikes_of(Trouble::MissingTicks, 200) {
            self.ticks_back = Some(self.at + self.rng.between(11, 1_800));
            self.happen(Deed::Ticks { on: 0 })?;
        }
        if self.strikes(Trouble::Improvement) {
            let (draw, rounds) = (self.draw(), self.rng.between(5, 100));
            self.happen(Deed::Search { draw, rounds })?;
            if self.rng.chance(600) {
                self.happen(Deed::Adopt { tamper: 0 })?;
                self.twice()?;
            }
        }
        if self.strikes(Trouble::StaleImprovement) {
            let tamper = self.rng.between(0, 7);
            self.happen(Deed::Adopt { tamper })?;
        }
        Ok(())
    }
}
