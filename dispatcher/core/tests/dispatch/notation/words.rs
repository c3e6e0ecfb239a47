//! Results in a domain expert's words.

use noriai_core::{
    Answer, BookingId, Call, CancelledBy, Duty, Event, Offer, Place, Promise, Status, Tour,
    VehicleId,
};
use noriai_units::Timestamp;

use super::world::World;

impl World {
    /// `08:05`, or `08:05:30` where seconds matter.
    #[expect(clippy::unused_self, reason = "reads as what the world's clock shows")]
    pub(crate) fn clock(&self, at: Timestamp) -> String {
        let millis = at.unix_millis();
        let (hours, minutes) = (millis / 3_600_000, millis / 60_000 % 60);
        let (seconds, rest) = (millis / 1_000 % 60, millis % 1_000);
        match (seconds, rest) {
            (0, 0) => format!("{hours:02}:{minutes:02}"),
            (_, 0) => format!("{hours:02}:{minutes:02}:{seconds:02}"),
            _ => format!("{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"),
        }
    }

    pub(crate) fn tell_answer(&mut self, rider: BookingId, answer: &Answer) {
        let name = rider_name(rider);
        for offer in &answer.offers {
            let words = self.offer_in_words(offer);
            self.say(&format!("{name} offered {words}"));
        }
        if let Some(rejection) = answer.rejection {
            self.say(&format!("{name} rejected {}: {rejection}", rejection.code()));
        }
        for (word, offer) in [("before", &answer.before), ("after", &answer.after)] {
            if let Some(offer) = offer {
                let words = self.offer_in_words(offer);
                self.say(&format!("{name} or {word} {words}"));
            }
        }
    }

    /// Says what an event means to people; plans are shown when asked for.
    pub(crate) fn tell(&mut self, event: &Event) {
        let line = match event {
            Event::Booked(booking) => {
                let vehicle = self.state.planned(booking.id).unwrap().vehicle;
                let promise = self.promise_in_words(booking.promise);
                format!("{} booked {} {promise}", rider_name(booking.id), van_name(vehicle))
            }
            Event::Cancelled { booking, by } => {
                let by = match by {
                    CancelledBy::Rider => "rider",
                    CancelledBy::Operator => "operator",
                };
                format!("{} cancelled by {by}", rider_name(*booking))
            }
            Event::Repromised { booking, promise, max_ride } => {
                let promise = self.promise_in_words(*promise);
                format!("{} re-promised {promise}, ride {max_ride}", rider_name(*booking))
            }
            Event::Arrived { shift, call } => {
                let vehicle = self.state.tour(*shift).unwrap().shift.vehicle;
                format!("{} at {call}", van_name(vehicle))
            }
            Event::Boarded { booking, vehicle, .. } => {
                format!("{} aboard {}", rider_name(*booking), van_name(*vehicle))
            }
            Event::NoShow { booking } => format!("{} did not show", rider_name(*booking)),
            Event::Alighted { booking } => format!("{} alighted", rider_name(*booking)),
            Event::PolicyAdopted(policy) => format!("policy {} in force", policy.version),
            Event::MapAdopted(change) => format!("map {} in force", change.fingerprint),
            Event::RiderRulesSet { .. } => "rules of a rider set".to_owned(),
            Event::CutOff { booking } => format!("{} is cut off", rider_name(*booking)),
            Event::RoadClosed(closure) => format!("closed {} roads", closure.roads.len()),
            Event::RoadReopened { closure } => format!("reopened c{}", closure.0),
            Event::BrokenDown { shift, place } => {
                let vehicle = self.state.tour(*shift).unwrap().shift.vehicle;
                format!("{} broke down at {}", van_name(vehicle), self.place_in_words(*place))
            }
            Event::TakenOff { booking, place } => {
                format!("{} is off at {}", rider_name(*booking), self.place_in_words(*place))
            }
            Event::ShiftChanged { shift, end } => {
                let vehicle = self.state.tour(*shift).unwrap().shift.vehicle;
                format!("{} ends at {}", van_name(vehicle), self.clock(*end))
            }
            Event::ShiftPlanned(_) | Event::TourPlanned { .. } => return,
        };
        self.say(&line);
    }

    fn offer_in_words(&self, offer: &Offer) -> String {
        let shared = match offer.plan.n_sharing {
            0 => String::new(),
            n => format!(", shared with {n}"),
        };
        format!(
            "{} {} ({}-{}){shared}, {}",
            van_name(offer.plan.vehicle),
            self.promise_in_words(offer.promise),
            self.clock(offer.plan.pickup),
            self.clock(offer.plan.dropoff),
            offer.fare,
        )
    }

    fn promise_in_words(&self, promise: Promise) -> String {
        let (from, to) = (self.clock(promise.pickup_earliest), self.clock(promise.pickup_latest));
        format!("{from}-{to}, there by {}", self.clock(promise.arrive_latest))
    }

    /// `v1 tour  A 08:10 +r1(2) | C 08:20:30 -r1 | depot 12:00`
    pub(crate) fn tour_in_words(&self, tour: &Tour) -> String {
        let mut calls: Vec<String> =
            tour.calls.iter().map(|call| self.call_in_words(call)).collect();
        if calls.is_empty() {
            calls.push("over".to_owned());
        }
        let late = if tour.overrun.is_negative() || tour.overrun == noriai_units::Seconds::ZERO {
            String::new()
        } else {
            format!("  ({} late)", tour.overrun)
        };
        format!("{} tour  {}{late}", van_name(tour.shift.vehicle), calls.join(" | "))
    }

    fn call_in_words(&self, call: &Call) -> String {
        let place = self.place_in_words(call.place);
        let at = if call.arrived { "at " } else { "" };
        let riders_wait = call.boards().next().is_some() && call.arrival != call.begin;
        let time = if riders_wait {
            format!("{}..{}", self.clock(call.arrival), self.clock(call.begin))
        } else {
            self.clock(call.begin)
        };
        let duties: Vec<String> =
            call.duties.iter().map(|duty| self.duty_in_words(*duty)).collect();
        match call.duties.first() {
            Some(Duty::Return) => format!("{at}depot {time}"),
            _ => format!("{at}{place} {time} {}", duties.join(" ")),
        }
    }

    fn duty_in_words(&self, duty: Duty) -> String {
        match duty {
            Duty::Alight(rider) => format!("-{}", rider_name(rider)),
            Duty::Board(rider) => {
                let party = self.state.booking(rider).map(|booking| booking.request.party);
                let n = party.map_or(0, |party| party.n_people());
                if n == 1 {
                    format!("+{}", rider_name(rider))
                } else {
                    format!("+{}({n})", rider_name(rider))
                }
            }
            Duty::Break(_) => "break".to_owned(),
            Duty::Return => "return".to_owned(),
        }
    }

    fn place_in_words(&self, place: Place) -> String {
        let named = self.stops.iter().find(|(_, stop)| stop.road == place.road);
        named.map_or_else(
            || format!("{},{}", place.position.lon_e7(), place.position.lat_e7()),
            |(name, _)| name.clone(),
        )
    }

    pub(crate) fn booking_in_words(&self, rider: BookingId) -> String {
        let name = rider_name(rider);
        let Some(booking) = self.state.booking(rider) else {
            return format!("{name} unknown");
        };
        let promise = self.promise_in_words(booking.promise);
        match booking.status {
            Status::Waiting if self.state.cut_off().contains_key(&rider) => {
                format!("{name} is cut off, was promised {promise}")
            }
            Status::Waiting => format!("{name} waits for {promise}"),
            Status::Aboard { vehicle, since, .. } => {
                format!("{name} aboard {} since {}", van_name(vehicle), self.clock(since))
            }
            Status::Completed { vehicle, boarded, alighted } => format!(
                "{name} rode {} {}-{}, {}",
                van_name(vehicle),
                self.clock(boarded),
                self.clock(alighted),
                booking.fare
            ),
            Status::Cancelled { at, .. } => format!("{name} cancelled {}", self.clock(at)),
            Status::NoShow { at } => format!("{name} not there {}", self.clock(at)),
        }
    }
}

fn rider_name(rider: BookingId) -> String {
    format!("r{}", rider.0)
}

fn van_name(vehicle: VehicleId) -> String {
    format!("v{}", vehicle.0)
}
