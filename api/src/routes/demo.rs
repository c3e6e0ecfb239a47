//! The demonstration's clock.

use actix_web::web::{Data, Json};

use crate::errors::Problem;
use crate::http::Body;
use crate::town::{Town, TownClock};
use crate::wire::{ClockBody, SpeedBody};

/// The speeds a visitor may choose.
const SPEEDS: [u32; 3] = [1, 8, 30];

/// Lets the demonstration's clock run at another speed. All visitors see the same clock.
#[utoipa::path(post, path = "/demo/clock", operation_id = "set_clock", tag = "demo", request_body = SpeedBody,
    responses((status = 200, description = "The clock", body = ClockBody)))]
pub(super) async fn set_clock(
    town: Data<Town>,
    Body(body): Body<SpeedBody>,
) -> Result<Json<ClockBody>, Problem> {
    let TownClock::Scaled(clock) = &town.clock else {
        return Err(Problem::new("not_found"));
    };
    let offered = SPEEDS.contains(&body.speed);
    if !offered || clock.set_speed(body.speed).is_err() {
        return Err(Problem::invalid("speed", "1, 8 or 30"));
    }
    Ok(Json(town.clock.body()))
}
