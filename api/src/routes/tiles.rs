//! The map in the background.

use std::io::Read;

use actix_web::http::header;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse};
use flate2::read::GzDecoder;
use serde_json::{Value, json};

use crate::errors::Problem;
use crate::town::Town;

/// A tile that unpacks to more than this is damaged.
const TILE_BYTES_MAX: u64 = 16 * 1024 * 1024;
const AN_HOUR: (&str, &str) = ("Cache-Control", "public, max-age=3600");

/// What tiles there are, as TileJSON 3.0.
#[utoipa::path(get, path = "/tiles/tilejson.json", operation_id = "describe_tiles", tag = "map",
    responses((status = 200, description = "TileJSON", body = Object)))]
pub(super) async fn describe_tiles(town: Data<Town>) -> Json<Value> {
    let tiles = &town.map.tiles;
    let metadata = tiles.metadata();
    let (bounds, centre) = (town.map.bbox(), tiles.bounds().centre());
    Json(json!({
        "tilejson": "3.0.0",
        "name": metadata.name,
        "tiles": ["/tiles/{z}/{x}/{y}.mvt"],
        "minzoom": tiles.min_zoom(),
        "maxzoom": tiles.max_zoom(),
        "bounds": bounds,
        "center": [centre.lon(), centre.lat(), tiles.max_zoom().min(13)],
        "attribution": metadata.attribution,
        "has_coast": metadata.has_coast,
        "vector_layers": metadata.vector_layers,
    }))
}

/// A vector tile.
#[utoipa::path(get, path = "/tiles/{z}/{x}/{y}.mvt", operation_id = "read_tile", tag = "map",
    params(
        ("z" = u8, Path, description = "Zoom"),
        ("x" = u32, Path, description = "Column"),
        ("y" = u32, Path, description = "Row")),
    responses(
        (status = 200, description = "The tile", content_type = "application/vnd.mapbox-vector-tile", body = Vec<u8>),
        (status = 204, description = "Nothing to draw here")))]
pub(super) async fn read_tile(
    town: Data<Town>,
    request: HttpRequest,
    tile: Path<(String, String, String)>,
) -> Result<HttpResponse, Problem> {
    let (z, x, y) = tile.into_inner();
    let number = |text: &str| text.parse::<u32>().map_err(|_word| Problem::new("not_found"));
    let zoom = u8::try_from(number(&z)?).map_err(|_large| Problem::new("not_found"))?;
    let Some(packed) = town.map.tiles.tile(zoom, number(&x)?, number(&y)?) else {
        return Ok(HttpResponse::NoContent().insert_header(AN_HOUR).finish());
    };
    let mut answer = HttpResponse::Ok();
    answer.insert_header(AN_HOUR).insert_header((header::VARY, "Accept-Encoding"));
    answer.content_type("application/vnd.mapbox-vector-tile");
    if takes_gzip(&request) {
        answer.insert_header((header::CONTENT_ENCODING, "gzip"));
        return Ok(answer.body(packed));
    }
    let mut plain = Vec::new();
    let read = GzDecoder::new(&*packed).take(TILE_BYTES_MAX).read_to_end(&mut plain);
    read.map_err(|_damaged| Problem::new("internal_error"))?;
    // The packer is to leave alone what is asked for unpacked.
    answer.insert_header((header::CONTENT_ENCODING, "identity"));
    Ok(answer.body(plain))
}

fn takes_gzip(request: &HttpRequest) -> bool {
    let accepted = request.headers().get(header::ACCEPT_ENCODING);
    let accepted = accepted.and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|one| {
        let (name, quality) = one.split_once(';').unwrap_or((one, ""));
        name.trim().eq_ignore_ascii_case("gzip") && !quality.replace(' ', "").ends_with("q=0")
    })
}
