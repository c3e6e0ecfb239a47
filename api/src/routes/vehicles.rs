//! What a vehicle's tablet shows and sends.

use actix_web::HttpResponse;
use actix_web::web::{Data, Json, Path};
use noriai_core::{Command, DriverAction, Sighting, State, VehicleId};
use noriai_service::Unsighted;
use noriai_units::{Seconds, Timestamp};

use crate::authz::Granted;
use crate::errors::Problem;
use crate::http::Body;
use crate::town::{Town, of_submit};
use crate::wire::{
    ActionBody, PositionBody, SightingBody, Time, TourBody, parse_id, parse_path_id,
};

/// A report of the past is taken for as long as a tablet may have been without a signal.
const PAST_MAX: Seconds = Seconds::from_minutes(12 * 60);
/// A tablet's clock may be ahead by this.
const FUTURE_MAX: Seconds = Seconds::from_minutes(1);

/// The vehicle's tour from now on.
#[utoipa::path(get, path = "/v1/vehicles/{vehicle}/tour", operation_id = "read_tour", tag = "drivers",
    params(("vehicle" = String, Path, description = "The vehicle's id", example = "veh_1")),
    responses((status = 200, description = "The tour", body = TourBody)))]
pub(super) async fn read_tour(
    town: Data<Town>,
    granted: Granted,
    id: Path<String>,
) -> Result<Json<TourBody>, Problem> {
    let vehicle = known(&town, granted, &id)?;
    tour(&town, &town.area.state(), vehicle)
}

/// Takes in what the driver has done, and gives the tour that follows from it. Sending the same
/// again changes nothing.
#[utoipa::path(post, path = "/v1/vehicles/{vehicle}/actions", operation_id = "act", tag = "drivers", request_body = ActionBody,
    params(("vehicle" = String, Path, description = "The vehicle's id", example = "veh_1")),
    responses((status = 200, description = "The tour that follows", body = TourBody)))]
pub(super) async fn act(
    town: Data<Town>,
    granted: Granted,
    id: Path<String>,
    Body(body): Body<ActionBody>,
) -> Result<Json<TourBody>, Problem> {
    let vehicle = known(&town, granted, &id)?;
    let (action, at) = match &body {
        ActionBody::Arrive { call, at } => (DriverAction::Arrive(parse_id("call", call)?), at),
        ActionBody::Finish { call, at } => (DriverAction::Finish(parse_id("call", call)?), at),
        ActionBody::Board { booking, at } => {
            (DriverAction::Board(parse_id("booking", booking)?), at)
        }
        ActionBody::NoShow { booking, at } => {
            (DriverAction::NoShow(parse_id("booking", booking)?), at)
        }
        ActionBody::Alight { booking, at } => {
            (DriverAction::Alight(parse_id("booking", booking)?), at)
        }
    };
    let at = reported_at(&town, *at)?;
    let state = town.area.submit(Command::Drive { vehicle, action, at }).await;
    let state = state.map_err(|fault| of_submit(&fault))?;
    tour(&town, &state, vehicle)
}

/// Takes in where the vehicle is.
#[utoipa::path(post, path = "/v1/vehicles/{vehicle}/sightings", operation_id = "sight", tag = "drivers", request_body = SightingBody,
    params(("vehicle" = String, Path, description = "The vehicle's id", example = "veh_1")),
    responses((status = 204, description = "Taken in, or known better already")))]
pub(super) async fn sight(
    town: Data<Town>,
    granted: Granted,
    id: Path<String>,
    Body(body): Body<SightingBody>,
) -> Result<HttpResponse, Problem> {
    let vehicle = known(&town, granted, &id)?;
    let at = reported_at(&town, body.at)?;
    let position = PositionBody { lat: body.lat, lon: body.lon }.position();
    let position = position.ok_or_else(|| Problem::invalid("lat", "no place on earth"))?;
    let place = town.on_the_road(vehicle, position);
    let place = place.ok_or_else(|| Problem::new("too_far_from_road"))?;
    match town.area.sight(vehicle, Sighting { place, at }) {
        // A late report is no mistake: the line was bad.
        Ok(()) | Err(Unsighted::Outdated) => Ok(HttpResponse::NoContent().finish()),
        Err(Unsighted::UnknownVehicle) => Err(Problem::new("not_on_duty")),
    }
}

fn known(town: &Town, granted: Granted, id: &str) -> Result<VehicleId, Problem> {
    let vehicle: VehicleId = parse_path_id(id, "no_such_vehicle")?;
    granted.vehicle(town.fleet.get(vehicle).map(|_| vehicle))
}

fn tour(town: &Town, state: &State, vehicle: VehicleId) -> Result<Json<TourBody>, Problem> {
    let tour = state.tour_of(vehicle).ok_or_else(|| Problem::new("not_on_duty"))?;
    Ok(Json(town.tour_body(state, tour)))
}

fn reported_at(town: &Town, at: Option<Time>) -> Result<Timestamp, Problem> {
    let now = town.clock.now();
    let Some(Time(at)) = at else { return Ok(now) };
    if at < now - PAST_MAX || now + FUTURE_MAX < at {
        return Err(Problem::invalid("at", "not within the last 12 hours"));
    }
    Ok(at.min(now))
}
