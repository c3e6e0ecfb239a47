//! A day of people doing what people do.

use std::ops::AddAssign;
use std::sync::Arc;

use noriai_core::{
    BookingId, Call, CallId, CancelledBy, Command, DriverAction, Duty, Event, MapChange, Needs,
    Offer, Place, Plan, RideRequest, RiderId, Status, Tour, VehicleId, Wish,
};
use noriai_units::{Seconds, Timestamp};

use super::dice::Dice;
use super::{reference, town};
use crate::notation::World;

pub(crate) struct Day {
    pub(crate) world: World,
    pub(crate) tally: Tally,
    dice: Dice,
    places: Vec<Place>,
    offers: Vec<(BookingId, Offer)>,
    next_rider: u128,
    n_vans: u32,
    /// How many times in a hundred a driver is not where the plan has him, or forgets to say so.
    sloppy: i64,
}

/// What came of it all.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) booked: u64,
    pub(crate) completed: u64,
    pub(crate) cancelled: u64,
    pub(crate) no_shows: u64,
    pub(crate) repromised: u64,
    pub(crate) refused: u64,
    pub(crate) events: u64,
    /// Answers that were compared with the reference, and how many of them were offers.
    pub(crate) compared: u64,
    pub(crate) alike: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.booked += other.booked;
        self.completed += other.completed;
        self.cancelled += other.cancelled;
        self.no_shows += other.no_shows;
        self.repromised += other.repromised;
        self.refused += other.refused;
        self.events += other.events;
        self.compared += other.compared;
        self.alike += other.alike;
    }
}

impl Day {
    pub(crate) fn of(seed: u64) -> Self {
        let mut dice = Dice::of(seed);
        let mut world = World::default();
        world.seed = Some(seed);
        let places = town::lay_out(&mut world, &mut dice);
        let n_vans = u32::try_from(dice.between(1, 4)).unwrap();
        let sloppy = dice.between(0, 40);
        let tally = Tally::default();
        let mut day =
            Self { world, tally, dice, places, offers: Vec::new(), next_rider: 1, n_vans, sloppy };
        for van in 1..=n_vans {
            day.plan_shift(van);
        }
        day
    }

    /// Some hours of everything, then everybody is brought home.
    pub(crate) fn play(&mut self) {
        for _ in 0..self.dice.between(40, 120) {
            let pause = self.dice.between(0, 180);
            self.pass(pause);
            self.something();
        }
        self.run_out();
    }

    /// So many ask within some minutes.
    pub(crate) fn fill(&mut self, n_asking: u32) {
        for _ in 0..n_asking {
            self.pass(5);
            self.ask();
        }
    }

    /// Until some tour has two calls ahead at which riders are served.
    pub(crate) fn play_until_busy(&mut self) {
        for _ in 0..200 {
            self.pass(60);
            self.something();
            if self.busy().is_some() {
                return;
            }
        }
    }

    fn busy(&self) -> Option<&Tour> {
        let busy = |tour: &&Arc<Tour>| {
            let serve = |call: &Call| call.boards().chain(call.alights()).next().is_some();
            tour.calls.len() > 2 && tour.calls.iter().take(2).all(serve)
        };
        self.world.state.tours().values().find(busy).map(Arc::as_ref)
    }

    /// An event that damages a plan in one of many ways.
    pub(crate) fn damage(&mut self) -> Option<(Timestamp, Event)> {
        let tour = self.busy()?.clone();
        let mut plan = Plan {
            version: tour.version + 1,
            origin: tour.origin,
            calls: tour.calls,
            next_call: tour.next_call,
            overrun: tour.overrun,
            map: tour.map,
        };
        let a_bit = Seconds::new(self.dice.between(1, 600));
        match self.dice.between(0, 7) {
            0 => drop(plan.calls.remove(0)),
            1 => plan.calls.swap(0, 1),
            2 => plan.calls[0].duties.clear(),
            3 => plan.calls[1].id = plan.calls[0].id,
            4 => plan.calls[1].leave += -a_bit,
            5 => plan.calls[1].leg.time += a_bit,
            6 => plan.calls[0].departure += -a_bit - Seconds::from_minutes(30),
            _ => drop(plan.calls.pop()),
        }
        Some((self.world.now, Event::TourPlanned { shift: tour.shift.id, plan }))
    }

    fn pass(&mut self, seconds: i64) {
        self.world.pass_to(self.world.now + Seconds::new(seconds));
        self.count();
    }

    fn something(&mut self) {
        match self.dice.between(0, 99) {
            0..=29 => self.ask(),
            30..=33 => self.book_again(),
            34..=37 => self.cancel(),
            38..=84 => self.drive(),
            85..=92 => self.see(),
            93..=96 => self.nonsense(),
            97 => {
                let policy = town::other_policy(&self.world, &mut self.dice);
                self.command(Command::AdoptPolicy(policy));
            }
            98 => self.change_map(),
            _ => {
                let van = u32::try_from(self.dice.between(1, i64::from(self.n_vans) + 1)).unwrap();
                self.plan_shift(van);
            }
        }
    }

    fn command(&mut self, command: Command) {
        if self.world.command(&command).is_err() {
            self.tally.refused += 1;
        }
        self.count();
        // Whoever taps twice gets the same answer or a refusal, and nothing happens twice.
        if command != Command::Tick && self.dice.percent(10) {
            let again = self.world.command(&command).unwrap_or_default();
            assert!(again.is_empty(), "{:?} twice: {again:?}", command);
        }
    }

    /// Counts the events that are new since the last time.
    fn count(&mut self) {
        let seen = usize::try_from(self.tally.events).unwrap();
        for (_, event) in &self.world.events()[seen..] {
            self.tally.events += 1;
            match event {
                Event::Booked(_) => self.tally.booked += 1,
                Event::Alighted { .. } => self.tally.completed += 1,
                Event::Cancelled { .. } => self.tally.cancelled += 1,
                Event::NoShow { .. } => self.tally.no_shows += 1,
                Event::Repromised { .. } => self.tally.repromised += 1,
                _ => {}
            }
        }
    }

    fn plan_shift(&mut self, van: u32) {
        let shift = town::shift(&mut self.world, van, &self.places, &mut self.dice);
        self.command(Command::PlanShift(shift));
    }

    /// What somebody may wish for.
    pub(crate) fn wish(&mut self) -> Option<RideRequest> {
        let now = self.world.now;
        let (from, to) = (self.dice.pick(&self.places)?, self.dice.pick(&self.places)?);
        let ahead = Seconds::from_minutes(self.dice.between(0, 60));
        let wish = match self.dice.between(0, 3) {
            0 => Wish::ArriveBy(now + Seconds::from_minutes(15) + ahead),
            1 => Wish::DepartAt(now),
            _ => Wish::DepartAt(now + ahead),
        };
        let (party, needs) = (town::party(&mut self.dice), Needs::default());
        Some(RideRequest { from, to, wish, party, needs })
    }

    fn ask(&mut self) {
        let Some(request) = self.wish() else { return };
        let answer = self.world.ask(&request);
        if let Some(alike) = reference::agrees(&self.world, &request, &answer) {
            self.tally.compared += 1;
            self.tally.alike += u64::from(alike);
        }
        let id = BookingId(self.next_rider);
        self.next_rider += 1;
        let found = answer.offers.iter().chain(&answer.before).chain(&answer.after);
        let found: Vec<Offer> = found.copied().collect();
        let Some(offer) = self.dice.pick(&found) else {
            return;
        };
        self.offers.push((id, offer));
        if self.dice.percent(80) {
            let booked = self.world.command(&Command::Book { id, rider: RiderId(id.0), offer });
            assert!(
                booked.is_ok(),
                "seed {:?} {}: {offer:?} is to hold: {booked:?} {}",
                self.world.seed,
                self.world.clock(self.world.now),
                self.world.tours_in_words()
            );
            self.count();
        }
    }

    /// An old offer, under its own id or another's.
    fn book_again(&mut self) {
        let Some((id, offer)) = self.dice.pick(&self.offers) else { return };
        let other = self.dice.pick(&self.offers).map_or(id, |(other, _)| other);
        let id = if self.dice.percent(70) { id } else { other };
        self.command(Command::Book { id, rider: RiderId(id.0), offer });
    }

    fn cancel(&mut self) {
        let id = self.any_booking();
        let by = if self.dice.percent(70) { CancelledBy::Rider } else { CancelledBy::Operator };
        self.command(Command::Cancel { id, by });
    }

    fn any_booking(&mut self) -> BookingId {
        let open: Vec<BookingId> = self
            .world
            .state
            .bookings()
            .values()
            .filter(|booking| booking.status.is_open())
            .map(|booking| booking.id)
            .collect();
        let any = BookingId(self.dice.between(1, 60).try_into().unwrap());
        if self.dice.percent(80) { self.dice.pick(&open).unwrap_or(any) } else { any }
    }

    /// A driver does what is next, sooner or later, and says so or not.
    fn drive(&mut self) {
        let vehicle = VehicleId(u32::try_from(self.dice.between(1, self.n_vans.into())).unwrap());
        let Some(tour) = self.world.state.tour_of(vehicle) else { return };
        let Some(next) = tour.calls.first().cloned() else { return };
        let now = self.world.now;
        let early = self.dice.percent(self.sloppy / 2);
        let forgets = self.dice.percent(self.sloppy);
        if !next.arrived && (forgets || now < next.arrival) && !early {
            return;
        }
        let at = if self.dice.percent(self.sloppy / 2) {
            now - Seconds::new(self.dice.between(0, 300))
        } else {
            now
        };
        if let Some(action) = self.next_action(&next, forgets) {
            self.command(Command::Drive { vehicle, action, at });
        }
    }

    fn next_action(&mut self, next: &Call, skips_arrival: bool) -> Option<DriverAction> {
        if !next.arrived && !skips_arrival {
            return Some(DriverAction::Arrive(next.id));
        }
        Some(match self.dice.pick(&next.duties)? {
            Duty::Board(id) if self.dice.percent(15) => DriverAction::NoShow(id),
            Duty::Board(id) => DriverAction::Board(id),
            Duty::Alight(id) => DriverAction::Alight(id),
            // A driver who ends the break or the shift hours ahead is not the usual kind.
            _ if self.world.now < next.begin && self.dice.percent(90) => return None,
            Duty::Break(_) | Duty::Return => DriverAction::Finish(next.id),
        })
    }

    /// A position report: somewhere on the way, or far off.
    fn see(&mut self) {
        let vehicle = VehicleId(u32::try_from(self.dice.between(1, self.n_vans.into())).unwrap());
        let Some(place) = self.dice.pick(&self.places) else { return };
        self.world.see(vehicle, place);
        self.command(Command::Tick);
    }

    /// What no tablet should send.
    fn nonsense(&mut self) {
        let vehicle = VehicleId(self.dice.count(0, 6).into());
        let id = self.any_booking();
        let shift = u32::from(self.dice.count(0, 6));
        let call = CallId(1_000 * shift + u32::from(self.dice.count(0, 30)));
        let action = match self.dice.between(0, 4) {
            0 => DriverAction::Arrive(call),
            1 => DriverAction::Board(id),
            2 => DriverAction::NoShow(id),
            3 => DriverAction::Alight(id),
            _ => DriverAction::Finish(call),
        };
        let at = self.world.now + Seconds::from_minutes(self.dice.between(-600, 600));
        self.command(Command::Drive { vehicle, action, at });
    }

    fn change_map(&mut self) {
        self.world.paper.metres_per_second = self.dice.between(5, 14);
        self.world.paper.blocked.clear();
        if self.dice.between(0, 2) == 0
            && let Some(place) = self.dice.pick(&self.places)
        {
            self.world.paper.blocked.insert(place.road);
        }
        self.adopt_map();
    }

    fn adopt_map(&mut self) {
        let fingerprint = self.world.state.map() + 1;
        let change = MapChange { fingerprint, points: Vec::new(), relocations: Vec::new() };
        self.command(Command::AdoptMap(change));
    }

    /// Nobody asks any more and every driver does his duty: everybody arrives.
    fn run_out(&mut self) {
        self.world.paper.blocked.clear();
        self.adopt_map();
        for _ in 0..2_000 {
            self.pass(30);
            let vehicles: Vec<VehicleId> = (0..=self.n_vans + 1).map(VehicleId).collect();
            for vehicle in vehicles {
                self.dutiful(vehicle);
            }
            let mut tours = self.world.state.tours().values();
            if tours.all(|tour| tour.is_over()) && self.world.state.cut_off().is_empty() {
                break;
            }
        }
        let open = |status: Status| status.is_open();
        let stranded = self.world.state.bookings().values().find(|booking| open(booking.status));
        assert!(stranded.is_none(), "seed {:?}: {stranded:?}", self.world.seed);
        let tours = self.world.state.tours().values();
        let on_duty: Vec<String> = tours
            .filter(|tour| !tour.is_over())
            .map(|tour| self.world.tour_in_words(tour))
            .collect();
        assert!(on_duty.is_empty(), "seed {:?}: {on_duty:?}", self.world.seed);
    }

    fn dutiful(&mut self, vehicle: VehicleId) {
        let next = |tour: &Tour| tour.calls.first().cloned();
        let Some(call) = self.world.state.tour_of(vehicle).and_then(next) else { return };
        let now: Timestamp = self.world.now;
        if !call.arrived && now < call.arrival - Seconds::from_minutes(1) {
            return;
        }
        let action = match call.duties.first() {
            _ if !call.arrived => DriverAction::Arrive(call.id),
            Some(Duty::Alight(id)) => DriverAction::Alight(*id),
            Some(Duty::Board(id)) => DriverAction::Board(*id),
            _ if now < call.begin => return,
            _ => DriverAction::Finish(call.id),
        };
        let done = self.world.command(&Command::Drive { vehicle, action, at: now });
        assert!(done.is_ok(), "seed {:?}: {action:?}: {done:?}", self.world.seed);
        self.count();
    }
}
