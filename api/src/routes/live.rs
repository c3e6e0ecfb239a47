//! The town as it happens.

use std::convert::Infallible;

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Data};
use futures_util::stream::poll_fn;

use crate::errors::Problem;
use crate::live::TooManyViewers;
use crate::town::Town;
use crate::wire::SnapshotBody;

/// The town as it happens, as server-sent events: `snapshot` first, then `vehicles` about once a
/// second, `riders`, `closures` and `today` when they change. Each has an increasing id.
#[utoipa::path(get, path = "/v1/live", operation_id = "watch", tag = "town",
    responses((status = 200, description = "Events without end; the data of `snapshot` has this form, the others are parts of it",
        content_type = "text/event-stream", body = SnapshotBody)))]
pub(super) async fn watch(town: Data<Town>) -> Result<HttpResponse, Problem> {
    let viewer = town.board.watch();
    let mut viewer =
        viewer.map_err(|TooManyViewers| Problem::new("too_many_viewers").retry_after(30))?;
    let events =
        poll_fn(move |task| viewer.poll_recv(task).map(|event| event.map(Ok::<Bytes, Infallible>)));
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        // Packing and proxies' buffers would hold events back.
        .insert_header(("Content-Encoding", "identity"))
        .insert_header(("X-Accel-Buffering", "no"))
        .streaming(events))
}
