//! What goes wrong with a shift: its vehicle breaks down, or it ends at another time.

use actix_web::web::{Data, Json, Path};
use noriai_core::{Command, Place, ShiftId};

use crate::errors::Problem;
use crate::http::Body;
use crate::town::{Town, of_submit};
use crate::wire::{BreakdownBody, ShiftEndBody, ShiftReportBody, parse_path_id};

/// Ends a shift where its vehicle stands: it can't go on. Riders aboard are taken over from there by
/// other vehicles, and so is whoever waits for it; whom a promise can't be kept to is told of
/// another. It is durable with the answer. A shift that is over stays so: the same call again
/// changes nothing.
#[utoipa::path(post, path = "/v1/shifts/{shift}/breakdown", operation_id = "break_down", tag = "drivers", request_body = BreakdownBody,
    params(("shift" = String, Path, description = "The shift's id", example = "shf_1")),
    responses((status = 200, description = "The shift, which is over", body = ShiftReportBody)))]
pub(super) async fn break_down(
    town: Data<Town>,
    id: Path<String>,
    Body(body): Body<BreakdownBody>,
) -> Result<Json<ShiftReportBody>, Problem> {
    let shift: ShiftId = parse_path_id(&id, "no_such_shift")?;
    let place = standing(&town, shift, &body)?;
    report(&town, shift, Command::BreakDown { shift, place }).await
}

/// Has a shift end at another time, earlier or later, that is still ahead. Riders aboard are brought
/// to their goal in any case; whom there is no time for goes to another vehicle. The same end again
/// changes nothing.
#[utoipa::path(post, path = "/v1/shifts/{shift}/end", operation_id = "change_shift", tag = "drivers", request_body = ShiftEndBody,
    params(("shift" = String, Path, description = "The shift's id", example = "shf_1")),
    responses((status = 200, description = "The shift as it is now", body = ShiftReportBody)))]
pub(super) async fn change_shift(
    town: Data<Town>,
    id: Path<String>,
    Body(body): Body<ShiftEndBody>,
) -> Result<Json<ShiftReportBody>, Problem> {
    let shift: ShiftId = parse_path_id(&id, "no_such_shift")?;
    report(&town, shift, Command::ChangeShift { shift, end: body.end.0 }).await
}

/// Where the vehicle stands: as told, else where it was last seen, else where its tour last was.
fn standing(town: &Town, shift: ShiftId, body: &BreakdownBody) -> Result<Place, Problem> {
    let snapshot = town.area.snapshot();
    let tour = snapshot.state.tour(shift).ok_or_else(|| Problem::new("no_such_shift"))?;
    let vehicle = tour.shift.vehicle;
    let Some(at) = body.at else {
        let seen = snapshot.situation().sightings.get(&vehicle).map(|seen| seen.place);
        return Ok(seen.unwrap_or(tour.origin.place));
    };
    let position = at.position();
    let position = position.ok_or_else(|| Problem::invalid("at", "no place on earth"))?;
    town.on_the_road(vehicle, position).ok_or_else(|| Problem::new("too_far_from_road"))
}

async fn report(
    town: &Town,
    shift: ShiftId,
    command: Command,
) -> Result<Json<ShiftReportBody>, Problem> {
    let state = town.area.submit(command).await.map_err(|fault| of_submit(&fault))?;
    let tour = state.tour(shift).ok_or_else(|| Problem::new("no_such_shift"))?;
    Ok(Json(ShiftReportBody {
        id: shift.to_string(),
        vehicle: tour.shift.vehicle.to_string(),
        start: tour.shift.start.into(),
        end: tour.shift.end.into(),
        is_over: tour.is_over(),
        n_cut_off: state.cut_off().len(),
    }))
}
