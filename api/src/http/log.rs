//! One line of the log for each request: the route's pattern, never the address itself, which may
//! name a booking or a place.

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web;

use crate::town::Town;

/// Counts and logs a request.
pub(crate) async fn observe(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let begun = Instant::now();
    let town = request.app_data::<web::Data<Town>>().cloned();
    let response = next.call(request).await?;
    let route = response.request().match_pattern();
    // One word for all that is not there, so that nobody fills the memory with made-up addresses.
    let route = route.as_deref().unwrap_or("other");
    let method = match response.request().method().as_str() {
        known @ ("GET" | "HEAD" | "POST") => known,
        _ => "other",
    };
    let (status, took) = (response.status().as_u16(), begun.elapsed());
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    if let Some(town) = town {
        town.metrics.answered(route, method, status, took);
    }
    match status {
        500.. => tracing::warn!(route, method, status, ms, "answered"),
        _ => tracing::info!(route, method, status, ms, "answered"),
    }
    Ok(response)
}
