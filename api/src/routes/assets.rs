//! The town's page, which is part of the binary.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::web::{Bytes, Path};
use actix_web::{HttpRequest, HttpResponse};
use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::RustEmbed;

use crate::errors::Problem;

#[derive(RustEmbed)]
#[folder = "web/dist"]
struct Dist;

/// A file of the page, packed once.
struct Asset {
    kind: &'static str,
    plain: Bytes,
    packed: Option<Bytes>,
}

static ASSETS: LazyLock<BTreeMap<String, Asset>> = LazyLock::new(|| {
    let files = Dist::iter().filter(|name| !name.starts_with('.'));
    files.filter_map(|name| Some((name.to_string(), Asset::of(&name)?))).collect()
});

/// Files whose name has their content's hash never change.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// The page itself names the others and is asked for anew.
const ANEW: &str = "no-cache";

/// The town's page.
pub(super) async fn read_page(request: HttpRequest) -> Result<HttpResponse, Problem> {
    answer("index.html", ANEW, &request)
}

/// A part of the page.
pub(super) async fn read_asset(
    request: HttpRequest,
    file: Path<String>,
) -> Result<HttpResponse, Problem> {
    answer(&format!("assets/{file}"), FOR_EVER, &request)
}

/// The page's sign.
pub(super) async fn read_icon(request: HttpRequest) -> Result<HttpResponse, Problem> {
    answer("icon.svg", ANEW, &request)
}

fn answer(name: &str, caching: &str, request: &HttpRequest) -> Result<HttpResponse, Problem> {
    let asset = ASSETS.get(name).ok_or_else(|| Problem::new("not_found"))?;
    let accepted = request.headers().get(header::ACCEPT_ENCODING);
    let gzip = accepted.and_then(|value| value.to_str().ok()).is_some_and(|v| v.contains("gzip"));
    let mut answer = HttpResponse::Ok();
    answer.content_type(asset.kind).insert_header((header::CACHE_CONTROL, caching));
    answer.insert_header((header::VARY, "Accept-Encoding"));
    match asset.packed.as_ref().filter(|_| gzip) {
        Some(packed) => {
            answer.insert_header((header::CONTENT_ENCODING, "gzip"));
            Ok(answer.body(packed.clone()))
        }
        None => Ok(answer.body(asset.plain.clone())),
    }
}

impl Asset {
    fn of(name: &str) -> Option<Self> {
        let plain = Bytes::from(Dist::get(name)?.data.into_owned());
        let kind = kind(name);
        let is_text = !(kind.starts_with("font/") || kind.starts_with("image/png"));
        let packed = is_text.then(|| pack(&plain)).flatten();
        Some(Self { kind, plain, packed })
    }
}

fn pack(plain: &[u8]) -> Option<Bytes> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(plain).ok()?;
    packer.finish().ok().map(Bytes::from)
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
