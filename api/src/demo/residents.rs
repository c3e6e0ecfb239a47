//! Residents: they ask, choose, book, and now and then call off.

use std::collections::VecDeque;

use actix_web::web;
use chrono::NaiveDate;
use noriai_core::{BookingId, CancelledBy, Needs, Offer, RideRequest, RiderId};
use noriai_simulator::calendar::Day;
use noriai_simulator::choice::Tolerance;
use noriai_simulator::demand::{Generator, Profile, TimedRequest, Volume};
use noriai_simulator::rng::Rng;
use noriai_simulator::world::Sites;
use noriai_units::{Metres, Timestamp};
use sha2::{Digest, Sha256};

use super::{Absent, look};
use crate::time;
use crate::town::{Asking, Town};

/// So many ask at most between two looks, so that a jump of the clock makes no rush.
const ASKING_MAX: usize = 12;
/// Rides are asked for up to so many days ahead.
const DAYS_AHEAD: u32 = 6;
/// How many of 1,000 riders call off, and how many are not there.
const CANCEL_PER_MILLE: u32 = 40;
const NO_SHOW_PER_MILLE: u32 = 12;
/// How far people travel.
const TRIP: Metres = Metres::new(4_000);
/// The evening's rides, which the counts of a service that ends at five do not have; relative to
/// the hours of the day.
const EVENING: [(i64, u64); 2] = [(17, 8), (18, 5)];

/// The town's residents.
pub(super) struct Residents {
    generator: Generator,
    seed: u64,
    absent: Absent,
    date: NaiveDate,
    /// Who still asks today, in order of time.
    asking: VecDeque<TimedRequest>,
    /// Who will call off, and when.
    leaving: Vec<(Timestamp, BookingId)>,
}

impl Residents {
    /// Who live in this town and ask for so many rides a day.
    pub(super) fn new(town: &Town, seed: u64, rides: u32, absent: Absent) -> Self {
        let mut profile = Profile::built_in();
        profile.hours.extend(EVENING);
        let sites = Sites::of_map(town.map.router.network(), &town.map.places);
        let generator = Generator::new(seed, sites, profile, Volume::Exactly(rides))
            .trips_of(TRIP)
            .no_shows(NO_SHOW_PER_MILLE);
        Self {
            generator,
            seed,
            absent,
            date: NaiveDate::MIN,
            asking: VecDeque::new(),
            leaving: Vec::new(),
        }
    }

    /// Lives until the service ends.
    pub(super) async fn live(mut self, town: web::Data<Town>) {
        while !town.is_stopping() {
            let now = town.clock.now();
            if time::date(now) != self.date {
                self.wake(&town, now);
            }
            for _ in 0..ASKING_MAX {
                if self.asking.front().is_none_or(|request| now < request.asked_at) {
                    break;
                }
                if let Some(request) = self.asking.pop_front() {
                    self.ask(&town, &request).await;
                }
            }
            self.call_off(&town, now).await;
            tokio::time::sleep(look(town.clock.speed())).await;
        }
    }

    /// Finds out who asks today: for rides of today and of the days ahead.
    fn wake(&mut self, town: &Town, now: Timestamp) {
        self.date = time::date(now);
        let today = Day::of(now);
        let days = (0..=i64::from(DAYS_AHEAD)).map(|ahead| today.before(-ahead));
        let asked = days.flat_map(|day| self.generator.day(day));
        // Whoever asked for a ride of today on an earlier day did so before the town was watched.
        let mut asking: Vec<TimedRequest> = asked
            .filter(|request| Day::of(request.asked_at) <= today && now < request.wish.at())
            .filter(|request| {
                Day::of(request.asked_at) == today || Day::of(request.wish.at()) == today
            })
            .collect();
        let state = town.area.state();
        asking.retain(|request| state.booking(self.booking_id(request)).is_none());
        asking.sort_by(|a, b| (a.asked_at, &a.id).cmp(&(b.asked_at, &b.id)));
        self.asking = asking.into();
        self.absent.keep(|id| state.booking(id).is_some_and(|booking| booking.status.is_open()));
    }

    async fn ask(&mut self, town: &Town, request: &TimedRequest) {
        let now = town.clock.now();
        let ends =
            town.end_at(request.from.position).ok().zip(town.end_at(request.to.position).ok());
        let Some((from, to)) = ends else { return };
        // A wish that has passed while the clock jumped is one for now.
        let wish = request.wish.moved_to(request.wish.at().max(now));
        let wished = RideRequest {
            from: from.place,
            to: to.place,
            wish,
            party: request.party,
            needs: Needs::default(),
        };
        let (party, needs) = (wished.party, wished.needs);
        let asking = Asking { rider: None, from, to, wish: Some(wish), party, needs };
        let Ok(offered) = town.ask(asking) else { return };
        let Some(offer) = Tolerance::default().choose(&wished, &offered.answer) else { return };
        self.book(town, request, &offer).await;
    }

    async fn book(&mut self, town: &Town, request: &TimedRequest, offer: &Offer) {
        let id = self.booking_id(request);
        if town.book(id, RiderId(self.number("rider", request)), offer.id).await.is_err() {
            // Somebody was quicker; this resident takes the bicycle.
            return;
        }
        if !request.shows_up {
            self.absent.add(id);
        }
        let own = u64::try_from(id.0 & u128::from(u64::MAX)).unwrap_or(0);
        let mut rng = Rng::stream(self.seed, "calling off", own);
        if rng.chance(CANCEL_PER_MILLE) {
            let (asked, pickup) = (town.clock.now(), offer.promise.pickup_earliest);
            let at = asked + (pickup - asked).scale_per_mille(rng.between(200, 900));
            self.leaving.push((at, id));
        }
    }

    async fn call_off(&mut self, town: &Town, now: Timestamp) {
        let due = self.leaving.iter().position(|(at, _)| *at <= now);
        if let Some(index) = due {
            let (_, id) = self.leaving.swap_remove(index);
            // Whoever sits in the van already does not call off.
            let _ = town.cancel(id, CancelledBy::Rider).await;
        }
    }

    /// The same request has the same id after every start.
    fn booking_id(&self, request: &TimedRequest) -> BookingId {
        BookingId(self.number("booking", request))
    }

    fn number(&self, purpose: &str, request: &TimedRequest) -> u128 {
        let digest = Sha256::new()
            .chain_update(self.seed.to_le_bytes())
            .chain_update(purpose)
            .chain_update(&request.id)
            .finalize();
        digest.iter().take(16).fold(0, |sum, byte| (sum << 8) | u128::from(*byte))
    }
}
