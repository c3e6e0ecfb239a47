//! Bookings of a rider.

use actix_web::HttpResponse;
use actix_web::web::{Data, Json, Path};
use noriai_core::CancelledBy;

use crate::authz::Granted;
use crate::errors::Problem;
use crate::http::Body;
use crate::town::Town;
use crate::wire::{BookBody, BookingBody, parse_id, parse_path_id};

/// Accepts an offer. The booking's id is made by the rider's device: the same call again has the
/// same answer.
#[utoipa::path(post, path = "/v1/bookings", operation_id = "book", tag = "rides", request_body = BookBody,
    responses(
        (status = 201, description = "Booked; durable", body = BookingBody),
        (status = 200, description = "Booked by an earlier call with the same id and offer", body = BookingBody)))]
pub(super) async fn book(
    town: Data<Town>,
    granted: Granted,
    Body(body): Body<BookBody>,
) -> Result<HttpResponse, Problem> {
    let (id, offer) = (parse_id("id", &body.id)?, parse_id("offer", &body.offer)?);
    let booked = town.book(id, granted.rider()?, offer).await?;
    let body = town.booking_body(&town.area.state(), &booked.booking);
    let mut answer = if booked.is_repeat { HttpResponse::Ok() } else { HttpResponse::Created() };
    answer.insert_header(("Location", format!("/v1/bookings/{}", body.id)));
    Ok(answer.json(body))
}

/// A booking. Somebody else's looks like one that is not there.
#[utoipa::path(get, path = "/v1/bookings/{booking}", operation_id = "read_booking", tag = "rides",
    params(("booking" = String, Path, description = "The booking's id", example = "bkg_00000000000000000000000000000001")),
    responses((status = 200, description = "The booking", body = BookingBody)))]
pub(super) async fn read_booking(
    town: Data<Town>,
    granted: Granted,
    id: Path<String>,
) -> Result<Json<BookingBody>, Problem> {
    let id = parse_path_id(&id, "no_such_booking")?;
    let state = town.area.state();
    let booking = granted.booking(state.booking(id))?;
    let rider = granted.is_operator().then(|| booking.rider.to_string());
    Ok(Json(BookingBody { rider, ..town.booking_body(&state, booking) }))
}

/// Calls a booking off, until the rider is aboard. Doing so again changes nothing.
#[utoipa::path(post, path = "/v1/bookings/{booking}/cancel", operation_id = "cancel_booking", tag = "rides",
    params(("booking" = String, Path, description = "The booking's id", example = "bkg_00000000000000000000000000000001")),
    responses((status = 200, description = "The booking, called off", body = BookingBody)))]
pub(super) async fn cancel_booking(
    town: Data<Town>,
    granted: Granted,
    id: Path<String>,
) -> Result<Json<BookingBody>, Problem> {
    let id = parse_path_id(&id, "no_such_booking")?;
    granted.booking(town.area.state().booking(id))?;
    let by = if granted.is_operator() { CancelledBy::Operator } else { CancelledBy::Rider };
    let booking = town.cancel(id, by).await?;
    Ok(Json(town.booking_body(&town.area.state(), &booking)))
}
