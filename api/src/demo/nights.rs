//! Nights are passed over.

use std::time::Duration;

use actix_web::web;
use chrono::NaiveTime;
use noriai_units::Timestamp;

use crate::time;
use crate::town::{Town, TownClock};

/// From then on the day is over, once the vans are back ...
const EVENING: (u32, u32) = (20, 30);
/// ... and at this time in any case.
const LATE: (u32, u32) = (22, 0);
/// The next day begins here.
const MORNING: (u32, u32) = (7, 0);

/// Lets the clock jump from each evening to the next morning, until the service ends.
pub(super) async fn pass_over(town: web::Data<Town>) {
    let TownClock::Scaled(clock) = &town.clock else { return };
    while !town.is_stopping() {
        tokio::time::sleep(Duration::from_millis(500)).await;
        let now = town.clock.now();
        if let Some(morning) = next_morning(&town, now) {
            // The clock may have passed it by itself, at a thousand times the speed.
            let _ = clock.jump_to(morning);
        }
    }
}

/// The morning to jump to, if the day is over.
fn next_morning(town: &Town, now: Timestamp) -> Option<Timestamp> {
    let date = time::date(now);
    let on = |date, (hour, minute)| {
        time::at(date, NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default())
    };
    if now < on(date, MORNING) {
        return Some(on(date, MORNING));
    }
    let state = town.area.state();
    let mut begun = state.tours().values().filter(|tour| tour.shift.start <= now);
    let over =
        on(date, LATE) <= now || (on(date, EVENING) <= now && begun.all(|tour| tour.is_over()));
    over.then(|| on(date.succ_opt().unwrap_or(date), MORNING))
}
