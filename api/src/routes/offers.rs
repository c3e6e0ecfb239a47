//! Wishes.

use std::time::Instant;

use actix_web::HttpRequest;
use actix_web::web::{Data, Json};
use noriai_core::Wish;

use crate::authz::Granted;
use crate::errors::Problem;
use crate::http::Body;
use crate::town::{Asking, Town};
use crate::wire::{OffersAnswer, OffersRequest, WhenBody};

/// Says what could be promised for a wish: up to three offers, or why there are none and the
/// nearest times that work.
#[utoipa::path(post, path = "/v1/offers", operation_id = "ask_offers", tag = "rides", request_body = OffersRequest,
    responses((status = 200, description = "Offers, or a refusal with alternatives", body = OffersAnswer)))]
pub(super) async fn ask_offers(
    town: Data<Town>,
    request: HttpRequest,
    granted: Granted,
    Body(body): Body<OffersRequest>,
) -> Result<Json<OffersAnswer>, Problem> {
    if let Some(peer) = request.peer_addr() {
        town.rate
            .take(peer.ip(), Instant::now())
            .map_err(|seconds| Problem::new("too_many_requests").retry_after(seconds))?;
    }
    let party = body.party.party()?;
    let (from, to) = (town.end("from", &body.from)?, town.end("to", &body.to)?);
    let wish = match body.when {
        WhenBody::Now {} => None,
        WhenBody::DepartAt { at } => Some(Wish::DepartAt(at.0)),
        WhenBody::ArriveBy { at } => Some(Wish::ArriveBy(at.0)),
    };
    let needs = body.needs.needs(|group| town.config.has_group(group))?;
    let offered = town.ask(Asking { rider: granted.rider().ok(), from, to, wish, party, needs })?;
    Ok(Json(town.offers_body(&offered, from.walk, to.walk)))
}
