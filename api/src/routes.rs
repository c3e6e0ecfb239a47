//! The table of contents of the HTTP interface.

mod assets;
mod bookings;
mod closures;
mod demo;
mod live;
mod meta;
mod offers;
mod openapi;
mod riders;
mod shifts;
mod tiles;
mod town;
mod vehicles;

use actix_web::dev::Handler;
use actix_web::guard::{Any, Get, Head, Post};
use actix_web::middleware::from_fn;
use actix_web::{FromRequest, HttpResponse, Responder, ResponseError, Route, web};

pub(crate) use openapi::document;

use crate::authz::{self, Operation as Op, Verb};
use crate::errors::Problem;

/// Every address of the service.
pub(crate) fn register(cfg: &mut web::ServiceConfig) {
    // The town
    serve(cfg, Op::ReadTown, town::read_town);
    serve(cfg, Op::SearchPlaces, town::search_places);
    serve(cfg, Op::ReadToday, town::read_today);
    serve(cfg, Op::Watch, live::watch);

    // Roads
    serve(cfg, Op::FindRoad, closures::find_road);
    let list = guarded(Op::ListClosures, closures::list_closures);
    let close = guarded(Op::CloseRoads, closures::close_roads);
    at(cfg, Op::ListClosures, "GET, HEAD, POST", [list, close]);
    serve(cfg, Op::ReopenRoads, closures::reopen_roads);

    // Shifts
    serve(cfg, Op::BreakDown, shifts::break_down);
    serve(cfg, Op::ChangeShift, shifts::change_shift);

    // Riders
    serve(cfg, Op::AskOffers, offers::ask_offers);
    serve(cfg, Op::Book, bookings::book);
    serve(cfg, Op::ReadBooking, bookings::read_booking);
    serve(cfg, Op::CancelBooking, bookings::cancel_booking);

    // What holds for single riders
    let read = guarded(Op::ReadRiderRules, riders::read_rider_rules);
    let set = guarded(Op::SetRiderRules, riders::set_rider_rules);
    at(cfg, Op::ReadRiderRules, "GET, HEAD, POST", [read, set]);

    // Drivers
    serve(cfg, Op::ReadTour, vehicles::read_tour);
    serve(cfg, Op::Act, vehicles::act);
    serve(cfg, Op::Sight, vehicles::sight);

    // The demonstration
    serve(cfg, Op::SetClock, demo::set_clock);

    // The map in the background
    serve(cfg, Op::DescribeTiles, tiles::describe_tiles);
    serve(cfg, Op::ReadTile, tiles::read_tile);

    // The service itself
    serve(cfg, Op::ReadOpenApi, meta::read_openapi);
    serve(cfg, Op::ReadHealth, meta::read_health);
    serve(cfg, Op::ReadMetrics, meta::read_metrics);
    serve(cfg, Op::ReadErrors, meta::read_errors);

    // The page
    serve(cfg, Op::ReadPage, assets::read_page);
    serve(cfg, Op::ReadAsset, assets::read_asset);
    serve(cfg, Op::ReadIcon, assets::read_icon);

    cfg.default_service(web::to(nothing_here));
}

/// Puts a handler at its operation's address, behind the authorisation table.
fn serve<F, Args>(cfg: &mut web::ServiceConfig, operation: Op, handler: F)
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    let allow = match operation.verb() {
        Verb::Get => "GET, HEAD",
        Verb::Post => "POST",
    };
    at(cfg, operation, allow, [guarded(operation, handler)]);
}

/// A handler behind the authorisation table.
fn guarded<F, Args>(operation: Op, handler: F) -> Route
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    let methods = match operation.verb() {
        Verb::Get => Any(Get()).or(Head()),
        Verb::Post => Any(Post()),
    };
    let guard = from_fn(move |request, next| authz::guard(operation, request, next));
    Route::new().guard(methods).to(handler).wrap(guard)
}

/// All that an address does; it has the name of the first operation there.
fn at(
    cfg: &mut web::ServiceConfig,
    first: Op,
    allow: &'static str,
    routes: impl IntoIterator<Item = Route>,
) {
    let other = web::to(move || wrong_method(allow));
    let resource = web::resource(first.path()).name(first.id()).default_service(other);
    cfg.service(routes.into_iter().fold(resource, actix_web::Resource::route));
}

async fn nothing_here() -> HttpResponse {
    Problem::new("not_found").error_response()
}

async fn wrong_method(allow: &'static str) -> HttpResponse {
    let mut response = Problem::new("method_not_allowed").error_response();
    let allow = actix_web::http::header::HeaderValue::from_static(allow);
    response.headers_mut().insert(actix_web::http::header::ALLOW, allow);
    response
}
