//! The area in the middle of a storm: the dispatcher's state, the clocks, the roads, the log.

use noriai_core::travel::RoadPoint;
use noriai_core::units::{Seconds, Timestamp};
use noriai_core::{
    Command, Event, MapChange, Offer, Place, Proposal, Refusal, Relocation, Sightings, Situation,
    State, StopId,
};

use crate::audit::{Audit, TICK};
use crate::fault::Fault;
use crate::roads::Roads;
use crate::sabotage::Sabotage;
use crate::tally::Tally;
use crate::town::Town;

pub(crate) struct World {
    pub(crate) town: Town,
    pub(crate) state: State,
    pub(crate) roads: Roads,
    pub(crate) sightings: Sightings,
    /// The time that nobody sees.
    pub(crate) real: Timestamp,
    /// What the machine's clock shows beyond it.
    pub(crate) offset: Seconds,
    /// A service never shows less than it has shown.
    pub(crate) shown: Timestamp,
    pub(crate) ticks: bool,
    ticked: Timestamp,
    pub(crate) offers: Vec<Offer>,
    pub(crate) n_offers: u128,
    pub(crate) next_shift: u32,
    pub(crate) found: Option<Proposal>,
    /// The last command, and how many were decided by then.
    pub(crate) last: Option<(Command, u64)>,
    pub(crate) n_commands: u64,
    pub(crate) n_asked: u64,
    pub(crate) log: Vec<(Timestamp, Event)>,
    /// Some states on the way, with the number of events before them.
    pub(crate) snapshots: Vec<(usize, State)>,
    pub(crate) digest: u64,
    /// A digest of all states so far.
    pub(crate) chain: u64,
    pub(crate) audit: Audit,
    pub(crate) tally: Tally,
    pub(crate) sabotage: Sabotage,
    /// What is said to those who want to hear it.
    pub(crate) said: Option<Vec<String>>,
}

/// Seven in the morning of the first day.
pub(crate) const BEGIN: Timestamp = Timestamp::from_unix_millis(7 * 3_600_000);

impl World {
    pub(crate) fn of(town: Town, sabotage: Sabotage) -> Self {
        let state = State::default();
        let roads = Roads::of(&town, &state, BEGIN, 1);
        Self {
            digest: state.digest(),
            town,
            state,
            roads,
            sightings: Sightings::new(),
            real: BEGIN,
            offset: Seconds::ZERO,
            shown: BEGIN,
            ticks: true,
            ticked: BEGIN,
            offers: Vec::new(),
            n_offers: 0,
            next_shift: 1,
            found: None,
            last: None,
            n_commands: 0,
            n_asked: 0,
            log: Vec::new(),
            snapshots: Vec::new(),
            chain: 0,
            audit: Audit::new(BEGIN),
            tally: Tally::default(),
            sabotage,
            said: None,
        }
    }

    /// The time as the service sees it: never before an event, never back unless it is restarted.
    pub(crate) fn now(&mut self) -> Timestamp {
        self.shown = self.shown.max(self.real + self.offset).max(self.state.clock());
        self.shown
    }

    pub(crate) const fn situation(&self) -> Situation<'_> {
        Situation { now: self.shown, times: &self.roads, sightings: &self.sightings }
    }

    /// Lets real time pass, with ticks as the service has them: every ten seconds, and when a
    /// promise ends.
    pub(crate) fn pass_to(&mut self, to: Timestamp) -> Result<(), Fault> {
        while self.ticks {
            let now = self.now();
            let ends = self.state.deadline(now).unwrap_or(Timestamp::MAX);
            let next = (self.ticked + TICK).min(ends - self.offset).max(self.real);
            if to < next {
                break;
            }
            self.real = next;
            self.ticked = next;
            self.command(&Command::Tick)?.ok();
        }
        self.real = self.real.max(to);
        self.now();
        Ok(())
    }

    /// A spot as a place on the map in force.
    pub(crate) fn place(&self, spot: i64) -> Place {
        let spot = usize::try_from(spot).unwrap_or(0) % self.town.spots.len().max(1);
        let number = u32::try_from(spot + 1).unwrap_or(0);
        Place {
            position: self.town.position(spot),
            road: self.roads.point(spot),
            stop: (spot < self.town.n_stops).then_some(StopId(number)),
        }
    }

    /// The same place by its name on the map in force.
    pub(crate) fn renamed(&self, place: Place) -> Place {
        Place { road: self.roads.point(Roads::spot(place.road)), ..place }
    }

    pub(crate) fn places(&self) -> Vec<Place> {
        (0..self.town.spots.len()).map(|spot| self.place(spot.try_into().unwrap_or(0))).collect()
    }

    /// Goes over to the roads as they are now.
    pub(crate) fn adopt_roads(
        &mut self,
        rename: bool,
        walk: i64,
    ) -> Result<Result<Vec<Event>, Refusal>, Fault> {
        let now = self.now();
        let old = self.roads.clone();
        let import = old.import() + u64::from(rename);
        self.roads = Roads::of(&self.town, &self.state, now, import);
        let n_spots = self.town.spots.len();
        let pair = |spot| (old.point(spot), self.roads.point(spot));
        let renamed: Vec<(RoadPoint, RoadPoint)> =
            (0..n_spots).filter(|_| rename).map(pair).collect();
        let cut_off = self.roads.cut_off();
        let beside = |spot: &usize| {
            let near = (0..n_spots).filter(|other| !cut_off.contains(other));
            let nearest = near.min_by_key(|other| (self.town.metres(*spot, *other), *other))?;
            let position = self.town.position(nearest);
            let (from, to) = (self.roads.point(*spot), self.roads.point(nearest));
            let is_near = self.town.metres(*spot, nearest) <= walk;
            is_near.then_some(Relocation { from, to, position })
        };
        let relocations: Vec<Relocation> = cut_off.iter().filter_map(beside).collect();
        let sightings = std::mem::take(&mut self.sightings);
        let again = sightings.into_iter().map(|(vehicle, mut seen)| {
            seen.place = self.renamed(seen.place);
            (vehicle, seen)
        });
        self.sightings = again.collect();
        let fingerprint = self.state.map() + 1;
        self.command(&Command::AdoptMap(MapChange { fingerprint, points: renamed, relocations }))
    }

    /// The journal alone gives the state again, from the beginning and from states on the way.
    pub(crate) fn replays_alike(&self) -> Result<(), Fault> {
        let begin = (0, State::default());
        for (n_before, state) in std::iter::once(&begin).chain(&self.snapshots) {
            let mut again = state.clone();
            for (at, event) in self.log.iter().skip(*n_before) {
                again.apply(*at, event).map_err(|fault| Fault::new("J1", fault))?;
            }
            if again.digest() != self.state.digest() || again != self.state {
                let after = format!("replay after {n_before} events gives another state");
                return Err(Fault::new("J1", after));
            }
        }
        Ok(())
    }
}
