//! `noriai demo`: a living town. Residents ask for rides and vans drive their tours; visitors are
//! served like anybody else.
//!
//! Residents and drivers go through the same desk and the same commands as people do. The clock
//! runs faster than the world's and passes over the nights.

mod history;
mod nights;
mod residents;
mod vans;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use actix_web::web;
use chrono::NaiveTime;
use noriai_core::BookingId;
use noriai_service::SystemClock;
use noriai_units::Timestamp;

use crate::cli::DemoArguments;
use crate::config::Config;
use crate::failure::Failure;
use crate::service;
use crate::time;
use crate::town::{MapChoice, Town, TownClock, TownSetting};
use residents::Residents;
use vans::Vans;

/// Riders who will not be there.
#[derive(Clone, Debug, Default)]
struct Absent(Arc<Mutex<std::collections::BTreeSet<BookingId>>>);

/// The built-in five vans do for a small town; an extract is mostly a larger place.
const FLEET_OF_AN_EXTRACT: u32 = 14;

/// When the first day begins.
const BEGINS: (u32, u32) = (8, 30);

/// `noriai demo`.
pub(crate) fn demo(arguments: &DemoArguments) -> Result<(), Failure> {
    let map = arguments.map.clone().map_or(MapChoice::Generated, MapChoice::Path);
    let mut config = Config::open(arguments.config.as_deref())?;
    if arguments.config.is_none() && map != MapChoice::Generated {
        config = config.with_fleet(FLEET_OF_AN_EXTRACT);
    }
    // Each map is a town of its own, with a journal of its own.
    let data = arguments.data.join(map.key());
    let start = first_morning().max(history::trimmed(&data)?);
    let setting = TownSetting {
        data,
        maps: arguments.data.join("maps"),
        map,
        config,
        clock: TownClock::scaled(start, arguments.speed),
        demo: true,
    };
    let (rides, seed) = (arguments.rides, arguments.seed);
    service::run(setting, arguments.listen, move |town| live(town, seed, rides))
}

/// Starts residents, vans and the nights.
fn live(town: &web::Data<Town>, seed: u64, rides: u32) {
    let absent = Absent::default();
    let residents = Residents::new(town, seed, rides, absent.clone());
    actix_web::rt::spawn(residents.live(town.clone()));
    actix_web::rt::spawn(Vans::new(absent).drive(town.clone()));
    actix_web::rt::spawn(nights::pass_over(town.clone()));
}

/// The morning of the day on which the town is first looked at.
fn first_morning() -> Timestamp {
    let today = time::date(noriai_service::Clock::now(&SystemClock::default()));
    let (hour, minute) = BEGINS;
    time::at(today, NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default())
}

/// How long residents and vans let pass between two looks at the clock: a quarter of a town minute,
/// and half a second at most.
fn look(speed: u32) -> Duration {
    Duration::from_millis(u64::from(15_000 / speed.max(1)).clamp(50, 500))
}

impl Absent {
    fn add(&self, booking: BookingId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(booking);
    }

    fn contains(&self, booking: BookingId) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(&booking)
    }

    /// Forgets those whose bookings have ended.
    fn keep(&self, is_open: impl Fn(BookingId) -> bool) {
        let mut absent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        absent.retain(|booking| is_open(*booking));
    }
}
