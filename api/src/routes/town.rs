//! The town, its places and its figures.

use actix_web::web::{Data, Json};
use noriai_maps::places::PlaceKind;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::errors::Problem;
use crate::http::Query;
use crate::town::Town;
use crate::wire::{FoundPlaceBody, PlacesBody, StopBody, TodayBody, TownBody, VehicleGroupBody};

/// The town: its name, clock, stops and policy.
#[utoipa::path(get, path = "/v1/town", operation_id = "read_town", tag = "town",
    responses((status = 200, description = "The town", body = TownBody)))]
pub(super) async fn read_town(town: Data<Town>) -> Json<TownBody> {
    let stops = town.stops.all().iter().map(|stop| StopBody {
        id: stop.id.to_string(),
        name: stop.name.clone(),
        name_kana: given(&stop.name_kana),
        name_en: given(&stop.name_en),
        position: stop.place.position.into(),
    });
    let groups = town
        .config
        .groups
        .iter()
        .map(|group| VehicleGroupBody { id: group.id().to_string(), name: group.name.clone() });
    Json(TownBody {
        name: town.name.clone(),
        name_ja: town.name_ja.clone(),
        demo: town.demo,
        bounds: town.map.bbox(),
        clock: town.clock.body(),
        stops: stops.collect(),
        zones: town.zone_bodies(),
        policy: town.area.state().policy().into(),
        groups: groups.collect(),
        phone: town.config.town.phone.clone(),
    })
}

/// What to search for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Search {
    /// A name or its beginning, in kanji, kana or latin letters.
    #[param(max_length = 200, example = "しみん")]
    q: String,
    /// How many places at most.
    #[param(minimum = 1, maximum = 20, default = 8)]
    limit: Option<u8>,
}

const QUERY_CHARS_MAX: usize = 200;
const LIMIT_MAX: u8 = 20;
const LIMIT_USUAL: u8 = 8;

/// Places by name, best first.
#[utoipa::path(get, path = "/v1/places", operation_id = "search_places", tag = "town", params(Search),
    responses((status = 200, description = "Places whose name, reading or latin name matches", body = PlacesBody)))]
pub(super) async fn search_places(
    town: Data<Town>,
    Query(search): Query<Search>,
) -> Result<Json<PlacesBody>, Problem> {
    if QUERY_CHARS_MAX < search.q.chars().count() {
        let what = format!("at most {QUERY_CHARS_MAX} characters");
        return Err(Problem::invalid_parameter("q", what));
    }
    let limit = search.limit.unwrap_or(LIMIT_USUAL);
    if !(1..=LIMIT_MAX).contains(&limit) {
        return Err(Problem::invalid_parameter("limit", format!("1 to {LIMIT_MAX}")));
    }
    let found = town.map.places.search(&search.q, usize::from(limit));
    let entries = town.map.places.entries();
    let places = found.into_iter().map(|entry| {
        let stop = town.stops.at(entry.position).filter(|_| entry.kind == PlaceKind::Stop);
        // Entries are in a fixed order, so that a place keeps its number for as long as its map.
        let number = entries.binary_search(entry).unwrap_or_else(|next| next);
        FoundPlaceBody {
            id: stop.map_or_else(|| format!("plc_{number}"), |stop| stop.id.to_string()),
            name: entry.name.clone(),
            name_kana: given(&entry.name_kana),
            name_en: given(&entry.name_en),
            kind: entry.kind.as_str(),
            position: entry.position.into(),
        }
    });
    Ok(Json(PlacesBody { places: places.collect() }))
}

/// The day's figures.
#[utoipa::path(get, path = "/v1/today", operation_id = "read_today", tag = "town",
    responses((status = 200, description = "The figures of the present day", body = TodayBody)))]
pub(super) async fn read_today(town: Data<Town>) -> Json<TodayBody> {
    Json(town.today(&town.area.state(), town.clock.now()))
}

/// `None` for what the map leaves empty.
fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
