//! The service itself.

use actix_web::HttpResponse;
use actix_web::web::{Data, Json};
use noriai_service::Health;

use crate::errors;
use crate::town::Town;
use crate::wire::HealthBody;

/// This interface as OpenAPI 3.1.
#[utoipa::path(get, path = "/openapi.json", operation_id = "read_openapi", tag = "service",
    responses((status = 200, description = "The document", body = Object)))]
pub(super) async fn read_openapi() -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(super::document())
}

/// How the service is.
#[utoipa::path(get, path = "/health", operation_id = "read_health", tag = "service",
    responses(
        (status = 200, description = "Bookings are taken", body = HealthBody),
        (status = 503, description = "No bookings are taken; `cause` says why", body = HealthBody)))]
pub(super) async fn read_health(town: Data<Town>) -> HttpResponse {
    let health = town.area.health();
    let (status, cause) = match &health {
        Health::Running => ("ok", None),
        Health::Halted(alarm) => ("halted", Some(alarm.to_string())),
        Health::Closed => ("closed", None),
    };
    let body = Json(HealthBody {
        status,
        version: env!("CARGO_PKG_VERSION"),
        now: town.clock.now().into(),
        mailbox_depth: town.area.mailbox_depth().0,
        journal_seq: town.area.published().seq,
        cause,
    });
    let mut answer = match health {
        Health::Running => HttpResponse::Ok(),
        Health::Halted(_) | Health::Closed => HttpResponse::ServiceUnavailable(),
    };
    answer.json(body)
}

/// Counts and sizes in the text format of Prometheus.
#[utoipa::path(get, path = "/metrics", operation_id = "read_metrics", tag = "service",
    responses((status = 200, description = "The figures", content_type = "text/plain", body = String)))]
pub(super) async fn read_metrics(town: Data<Town>) -> HttpResponse {
    let text = town.metrics.text(&town);
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(text)
}

/// The manual's page of errors.
pub(super) async fn read_errors() -> HttpResponse {
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(errors::html())
}
