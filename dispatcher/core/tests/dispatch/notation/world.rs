//! The area a script plays in: the state, the clock, and everything that was said.

use std::collections::BTreeMap;
use std::fmt::Write;

use noriai_core::checker::{self, History};
use noriai_core::travel::TravelTimes;
use noriai_core::{
    Answer, Assignment, BatchLimits, BookingId, Command, Event, Improvement, Offer, OfferId, Place,
    Proposal, Refusal, RideRequest, RiderId, ShiftId, Sighting, Sightings, Situation, State,
    StopId, VehicleId, assign, decide, offers_for,
};
use noriai_units::{Seconds, Timestamp};

use super::paper::{Paper, spot};

pub(crate) struct World {
    pub(crate) state: State,
    pub(crate) now: Timestamp,
    pub(crate) paper: Paper,
    pub(crate) sightings: Sightings,
    pub(crate) stops: BTreeMap<String, Place>,
    pub(crate) asked: BTreeMap<BookingId, Answer>,
    /// Who is to be answered together.
    pub(crate) gathered: Vec<(BookingId, RiderId, RideRequest)>,
    /// What the script has brought out, line by line.
    pub(crate) said: String,
    /// False: time passes without a tick.
    pub(crate) ticks: bool,
    pub(crate) next_shift: u32,
    pub(crate) history: History,
    events: Vec<(Timestamp, Event)>,
    n_offers: u128,
    /// Printed when something is wrong, so that it can be played again.
    pub(crate) seed: Option<u64>,
}

/// Longer than this between ticks, and a promise may break unseen.
const TICK: Seconds = Seconds::new(10);

impl Default for World {
    fn default() -> Self {
        Self {
            state: State::default(),
            now: Timestamp::from_unix_millis(7 * 3_600_000),
            paper: Paper {
                metres_per_second: 10,
                closed: Default::default(),
                blocked: Default::default(),
            },
            sightings: Sightings::new(),
            stops: BTreeMap::new(),
            asked: BTreeMap::new(),
            gathered: Vec::new(),
            said: String::new(),
            ticks: true,
            next_shift: 1,
            history: History::new(),
            events: Vec::new(),
            n_offers: 0,
            seed: None,
        }
    }
}

impl World {
    /// Lets time pass up to `to`.
    pub(crate) fn pass_to(&mut self, to: Timestamp) {
        assert!(self.now <= to, "time runs forward");
        while self.ticks && self.now < to {
            // Whatever was decided a moment ago, a promise may end at this very moment.
            self.tick();
            let tick = self.now + TICK;
            let deadline = self.state.deadline(self.now).unwrap_or(Timestamp::MAX);
            self.now = tick.min(deadline).min(to);
        }
        self.now = to;
    }

    /// A tick; says something only if something happens.
    fn tick(&mut self) {
        if let Ok(events) = self.command(&Command::Tick) {
            for event in &events {
                self.tell(event);
            }
        }
    }

    /// Decides, applies, and looks everything over.
    pub(crate) fn command(&mut self, command: &Command) -> Result<Vec<Event>, Refusal> {
        let situation = Situation { now: self.now, times: &self.paper, sightings: &self.sightings };
        let decided = decide(&self.state, command, &situation);
        assert_eq!(decided, decide(&self.state, command, &situation), "decided twice alike");
        let events = decided?;
        for event in &events {
            self.history.observe(&self.state, self.now, event);
            self.state.apply(self.now, event).unwrap();
            self.events.push((self.now, event.clone()));
        }
        if !events.is_empty() {
            self.look_over(command);
        }
        Ok(events)
    }

    pub(crate) fn look_over(&self, after: impl std::fmt::Debug) {
        let times: &dyn TravelTimes = &self.paper;
        let mut found = checker::audit(&self.state, Some(times));
        found.extend_from_slice(self.history.violations());
        if !found.is_empty() {
            let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
            let tours = self.tours_in_words();
            panic!(
                "seed {:?}, {} after {after:?}:\n{}\nsaid so far:\n{}\n{}",
                self.seed,
                self.clock(self.now),
                lines.join("\n"),
                self.said,
                tours
            );
        }
    }

    pub(crate) fn tours_in_words(&self) -> String {
        let tours = self.state.tours().values();
        tours.map(|tour| self.tour_in_words(tour)).collect::<Vec<String>>().join("\n")
    }

    pub(crate) fn ask(&mut self, request: &RideRequest) -> Answer {
        self.ask_for(RiderId(0), request)
    }

    pub(crate) fn ask_for(&mut self, rider: RiderId, request: &RideRequest) -> Answer {
        let situation = Situation { now: self.now, times: &self.paper, sightings: &self.sightings };
        let n_offers = &mut self.n_offers;
        offers_for(&self.state, rider, request, &situation, &mut || {
            *n_offers += 1;
            OfferId(*n_offers)
        })
    }

    /// Who could ride with whom, of those who ask together.
    pub(crate) fn assign(&mut self, requests: &[(BookingId, RiderId, RideRequest)]) -> Assignment {
        let situation = Situation { now: self.now, times: &self.paper, sightings: &self.sightings };
        let n_offers = &mut self.n_offers;
        assign(&self.state, requests, &situation, &BatchLimits::default(), &mut || {
            *n_offers += 1;
            OfferId(*n_offers)
        })
    }

    /// The best plan that a search finds in so many rounds.
    pub(crate) fn improvement(&self, seed: u64, rounds: u32) -> Option<Proposal> {
        let situation = Situation { now: self.now, times: &self.paper, sightings: &self.sightings };
        let mut search = Improvement::of(&self.state, &situation, seed);
        search.run(rounds);
        search.proposal()
    }

    pub(crate) fn see(&mut self, vehicle: VehicleId, place: Place) {
        self.sightings.insert(vehicle, Sighting { place, at: self.now });
    }

    pub(crate) fn new_shift(&mut self) -> ShiftId {
        self.next_shift += 1;
        ShiftId(self.next_shift - 1)
    }

    pub(crate) fn add_stop(&mut self, name: &str, east: i64, north: i64) {
        let stop = Some(StopId(u32::try_from(self.stops.len() + 1).unwrap()));
        self.stops.insert(name.to_owned(), Place { stop, ..spot(east, north) });
    }

    /// The first offer, or the one named.
    pub(crate) fn offer(&self, asked: BookingId, which: &str) -> Option<Offer> {
        let answer = self.asked.get(&asked)?;
        match which {
            "before" => answer.before,
            "after" => answer.after,
            n => answer.offers.get(n.parse::<usize>().unwrap() - 1).copied(),
        }
    }

    /// Adds a line to what was said.
    pub(crate) fn say(&mut self, line: &str) {
        let clock = self.clock(self.now);
        writeln!(self.said, "{clock:8} {line}").unwrap();
    }

    /// The events alone give the same state.
    pub(crate) fn replays_alike(&self) {
        let mut again = State::default();
        for (at, event) in &self.events {
            again.apply(*at, event).unwrap();
        }
        assert_eq!(again.digest(), self.state.digest(), "replay gives the same state");
    }

    pub(crate) fn events(&self) -> &[(Timestamp, Event)] {
        &self.events
    }
}
