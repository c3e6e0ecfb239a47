//! What drivers and their tablets do.

use crate::fault::Fault;
use crate::step::Deed;
use crate::storm::Storm;
use crate::weather::Trouble;

/// How it stands with one driver, in seconds of real time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mood {
    van: i64,
    /// The vehicle stands until then.
    broken_until: i64,
    /// The tablet is silent until then ...
    silent_until: i64,
    /// ... since then.
    silent_since: i64,
    /// The driver is late for the next call until then.
    late_until: i64,
}

impl Mood {
    pub(crate) const fn of(van: i64) -> Self {
        Self { van, broken_until: 0, silent_until: 0, silent_since: 0, late_until: 0 }
    }
}

/// What a step's `act` means: see [`Deed::Drive`].
const ARRIVE: i64 = 0;
const SERVE: i64 = 1;
const NO_SHOW: i64 = 2;
const LATER: i64 = 3;
const FINISH: i64 = 4;

impl Storm<'_> {
    /// Every driver does what is due, or not.
    pub(crate) fn drivers(&mut self) -> Result<(), Fault> {
        for index in 0..self.moods.len() {
            let mut mood = self.moods[index];
            let going = self.driver(&mut mood);
            self.moods[index] = mood;
            going?;
        }
        Ok(())
    }

    fn driver(&mut self, mood: &mut Mood) -> Result<(), Fault> {
        let van = mood.van;
        self.tablet_gone_wrong(van)?;
        if self.at < mood.broken_until {
            return self.seen(van, 200);
        }
        if self.at < mood.silent_until {
            return Ok(());
        }
        if mood.silent_since < mood.silent_until {
            let since = mood.silent_since;
            mood.silent_since = mood.silent_until;
            return self.flush(van, since);
        }
        if self.strikes_now(Trouble::Breakdown) {
            mood.broken_until = self.at + self.rng.between(600, 5_400);
        } else if self.strikes_now(Trouble::SilentTablet) {
            mood.silent_since = self.at;
            mood.silent_until = self.at + self.rng.between(300, 3_600);
        }
        for _ in 0..3 {
            if !self.acts(mood)? {
                break;
            }
        }
        Ok(())
    }

    /// Once in a while: these last.
    fn strikes_now(&mut self, trouble: Trouble) -> bool {
        self.rng.chance(200) && self.strikes(trouble)
    }

    /// One report; false if nothing is due.
    fn acts(&mut self, mood: &mut Mood) -> Result<bool, Fault> {
        let now = self.world.now();
        let vehicle = noriai_core::VehicleId(u32::try_from(mood.van).unwrap_or(0));
        let next = self.world.state.tour_of(vehicle).and_then(|tour| tour.calls.first().cloned());
        let Some(next) = next else { return Ok(false) };
        let serves_riders = next.boards().chain(next.alights()).next().is_some();
        let due = if next.arrived { next.begin } else { next.arrival };
        let early = serves_riders && self.strikes(Trouble::Early);
        if (now < due && !early) || self.at < mood.late_until {
            return Ok(false);
        }
        if !next.arrived && self.strikes(Trouble::Late) {
            mood.late_until = self.at + self.rng.between(30, 1_200);
            return Ok(false);
        }
        let skips = !next.arrived && self.strikes(Trouble::SkippedArrival);
        let act = if serves_riders && self.strikes(Trouble::WrongOrder) {
            LATER
        } else if !next.arrived && !skips {
            ARRIVE
        } else if next.boards().next().is_some() && self.strikes(Trouble::NoShow) {
            NO_SHOW
        } else {
            SERVE
        };
        let ago = if self.strikes(Trouble::TabletClock) {
            [30, 300, -300, 36_000, -36_000][self.rng.index(5)]
        } else {
            0
        };
        let pick = self.rng.between(0, 3);
        self.happen(Deed::Drive { van: mood.van, act, pick, ago })?;
        if self.strikes(Trouble::RepeatedReport) {
            self.happen(Deed::Again {})?;
        }
        Ok(true)
    }

    /// A tablet that was silent says what was done meanwhile, in order.
    fn flush(&mut self, van: i64, since: i64) -> Result<(), Fault> {
        let mut at = since;
        for _ in 0..self.rng.between(0, 8) {
            at += self.rng.between(0, 400);
            let (act, pick) = (self.rng.between(ARRIVE, SERVE), self.rng.between(0, 3));
            self.happen(Deed::Drive { van, act, pick, ago: (self.at - at).max(0) })?;
        }
        Ok(())
    }

    fn seen(&mut self, van: i64, per_mille: u32) -> Result<(), Fault> {
        if !self.rng.chance(per_mille) {
            return Ok(());
        }
        self.happen(Deed::See { van, spot: van, ago: 0 })
    }

    fn tablet_gone_wrong(&mut self, van: i64) -> Result<(), Fault> {
        if self.strikes(Trouble::StraySighting) {
            let ago = [0, 0, 30, 90, -60][self.rng.index(5)];
            let spot = self.rng.between(0, 9);
            self.happen(Deed::See { van, spot, ago })?;
        }
        if self.strikes(Trouble::ForgedReport) {
            let act = self.rng.between(ARRIVE, FINISH);
            let shift = self.rng.between(0, 6);
            let calls = matches!(act, ARRIVE | FINISH);
            let id = self.rng.between(0, 30) + if calls { 1_000 * shift } else { 0 };
            let at = 60 * self.rng.between(-600, 600);
            let van = self.rng.between(0, 6);
            self.happen(Deed::Forge { van, act, id, at })?;
        }
        Ok(())
    }
}
