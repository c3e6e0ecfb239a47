//! What holds for a rider on every ride: the control room's alone to see and to say.

use actix_web::web::{Data, Json, Path};
use noriai_core::{Command, RiderId};

use crate::errors::Problem;
use crate::http::Body;
use crate::town::{Town, of_submit};
use crate::wire::RiderRulesBody;

/// What holds for a rider on every ride. A booking names its rider to the control room.
#[utoipa::path(get, path = "/v1/riders/{rider}/rules", operation_id = "read_rider_rules", tag = "riders",
    params(("rider" = String, Path, description = "The rider's id", example = "rdr_00000000000000000000000000000001")),
    responses((status = 200, description = "The rules; nothing holds for a rider who is not known", body = RiderRulesBody)))]
pub(super) async fn read_rider_rules(
    town: Data<Town>,
    id: Path<String>,
) -> Result<Json<RiderRulesBody>, Problem> {
    Ok(Json(rules_body(&town, rider(&id)?)))
}

/// Says what holds for a rider on every ride. It binds at once: whoever waits and is planned against
/// it goes to another vehicle, if need be later. The same again changes nothing.
#[utoipa::path(post, path = "/v1/riders/{rider}/rules", operation_id = "set_rider_rules", tag = "riders", request_body = RiderRulesBody,
    params(("rider" = String, Path, description = "The rider's id", example = "rdr_00000000000000000000000000000001")),
    responses((status = 200, description = "The rules that hold now", body = RiderRulesBody)))]
pub(super) async fn set_rider_rules(
    town: Data<Town>,
    id: Path<String>,
    Body(body): Body<RiderRulesBody>,
) -> Result<Json<RiderRulesBody>, Problem> {
    let (rider, rules) = (rider(&id)?, body.rules()?);
    let set = town.area.submit(Command::SetRiderRules { rider, rules }).await;
    set.map_err(|fault| of_submit(&fault))?;
    Ok(Json(rules_body(&town, rider)))
}

fn rules_body(town: &Town, rider: RiderId) -> RiderRulesBody {
    town.area.state().rider_rules(rider).map(Into::into).unwrap_or_default()
}

fn rider(id: &str) -> Result<RiderId, Problem> {
    id.parse().map_err(|fault: noriai_core::IdError| Problem::invalid_parameter("rider", fault))
}
