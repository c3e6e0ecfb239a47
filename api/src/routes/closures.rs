//! Closing roads and opening them again.

use actix_web::HttpResponse;
use actix_web::web::{Data, Json, Path};
use noriai_core::{ClosureSource, RoadEffect};
use noriai_router::Ways;
use noriai_units::Position;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::authz::Granted;
use crate::errors::Problem;
use crate::http::{Body, Query};
use crate::town::{Closing, Pointed, Town};
use crate::wire::{
    CloseBody, ClosureBody, ClosuresBody, PositionBody, RoadBody, parse_id, parse_path_id,
};

/// Where to look for a road.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct At {
    /// Latitude in degrees.
    #[param(minimum = -90, maximum = 90, example = 36.6953)]
    lat: f64,
    /// Longitude in degrees.
    #[param(minimum = -180, maximum = 180, example = 137.2113)]
    lon: f64,
}

/// The stretch of road at a position, from junction to junction: what closing there would close.
#[utoipa::path(get, path = "/v1/roads", operation_id = "find_road", tag = "roads", params(At),
    responses((status = 200, description = "The road", body = RoadBody)))]
pub(super) async fn find_road(
    town: Data<Town>,
    Query(at): Query<At>,
) -> Result<Json<RoadBody>, Problem> {
    let position = Position::from_degrees(at.lat, at.lon);
    let position = position.ok_or_else(|| Problem::invalid_parameter("lat", OFF_EARTH))?;
    Ok(Json(town.road_body(town.road_at(position)?)))
}

/// What is closed or slow now.
#[utoipa::path(get, path = "/v1/closures", operation_id = "list_closures", tag = "roads",
    responses((status = 200, description = "The closures in force, and the map version that plans are on", body = ClosuresBody)))]
pub(super) async fn list_closures(town: Data<Town>) -> Json<ClosuresBody> {
    Json(town.closures_body(&town.area.state(), town.clock.now()))
}

/// Closes roads, or slows them, until they are reopened or the closure ends by itself. It is durable
/// with the answer; plans and offers obey it a second or so later, when `in_force` turns true. The
/// closure's id is made by the caller: the same call again has the same answer.
#[utoipa::path(post, path = "/v1/closures", operation_id = "close_roads", tag = "roads", request_body = CloseBody,
    responses(
        (status = 201, description = "Closed", body = ClosureBody),
        (status = 200, description = "Closed by an earlier call with the same id", body = ClosureBody)))]
pub(super) async fn close_roads(
    town: Data<Town>,
    granted: Granted,
    Body(body): Body<CloseBody>,
) -> Result<HttpResponse, Problem> {
    let closing = closing(&body, granted)?;
    let is_repeat = town.area.state().closures().contains_key(&closing.id);
    let closure = town.close_roads(closing).await?;
    let mut answer = if is_repeat { HttpResponse::Ok() } else { HttpResponse::Created() };
    Ok(answer.json(town.closure_body(&town.area.state(), &closure)))
}

/// Lifts a closure. Doing so again changes nothing.
#[utoipa::path(post, path = "/v1/closures/{closure}/reopen", operation_id = "reopen_roads", tag = "roads",
    params(("closure" = String, Path, description = "The closure's id", example = "cls_00000000000000000000000000000001")),
    responses((status = 200, description = "The closure that was lifted", body = ClosureBody)))]
pub(super) async fn reopen_roads(
    town: Data<Town>,
    id: Path<String>,
) -> Result<Json<ClosureBody>, Problem> {
    let closure = town.reopen_roads(parse_path_id(&id, "no_such_closure")?).await?;
    Ok(Json(town.closure_body(&town.area.state(), &closure)))
}

const OFF_EARTH: &str = "no place on earth has this coordinate";
const CORNERS: std::ops::RangeInclusive<usize> = 3..=100;
const PERCENT: std::ops::RangeInclusive<u32> = 101..=5_000;
const KM_PER_HOUR: std::ops::RangeInclusive<u32> = 1..=100;

fn closing(body: &CloseBody, granted: Granted) -> Result<Closing, Problem> {
    let on_earth = |field: &str, at: PositionBody| {
        at.position().ok_or_else(|| Problem::invalid(field, OFF_EARTH))
    };
    if body.heading.is_some_and(|heading| body.at.is_none() || 360 <= heading) {
        return Err(Problem::invalid("heading", "0 to 359, with `at` only"));
    }
    let pointed = match (body.at, &body.area, body.junction) {
        (Some(at), None, None) => {
            let ways = body.heading.map_or(Ways::Both, Ways::Towards);
            Pointed::Road(on_earth("at", at)?, ways)
        }
        (None, Some(corners), None) if CORNERS.contains(&corners.len()) => {
            let corners = corners.iter().map(|at| on_earth("area", *at));
            Pointed::Area(corners.collect::<Result<_, _>>()?)
        }
        (None, Some(_), None) => return Err(Problem::invalid("area", "3 to 100 corners")),
        (None, None, Some(at)) => Pointed::Junction(on_earth("junction", at)?),
        _ => return Err(Problem::invalid("at", "exactly one of at, area and junction")),
    };
    let effect = RoadEffect::from(body.effect);
    match effect {
        RoadEffect::Slowed { percent } if !PERCENT.contains(&percent) => {
            return Err(Problem::invalid("effect.percent", "101 to 5000"));
        }
        RoadEffect::Limited { km_per_hour } if !KM_PER_HOUR.contains(&km_per_hour) => {
            return Err(Problem::invalid("effect.km_per_hour", "1 to 100"));
        }
        _ => {}
    }
    let by = if granted.is_operator() { ClosureSource::Operator } else { ClosureSource::Visitor };
    Ok(Closing {
        id: parse_id("id", &body.id)?,
        pointed,
        effect,
        reason: body.reason.into(),
        by,
        until: body.until.map(|until| until.0),
    })
}
