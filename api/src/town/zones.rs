//! What riders are told of the parts of the area.

use noriai_core::{BoardingRule, Rejection, RideEnd, RideRequest, Zone, ZoneId};

use super::Town;
use crate::config::ZoneConfig;
use crate::errors::Problem;
use crate::wire::ZoneBody;

impl Town {
    /// Why a ride can't be offered, with the zones' names and the nearest stop where that helps.
    pub(crate) fn refusal(&self, why: Rejection, request: &RideRequest) -> Problem {
        let problem = Problem::from(why);
        match why {
            Rejection::ZonesNotServed { from, to } => {
                let reachable = self.names(|other| self.leads(from, other));
                problem
                    .named("from", self.names(|zone| zone == from))
                    .named("to", self.names(|zone| zone == to))
                    .named("reachable", reachable)
            }
            Rejection::OutOfArea { end } => {
                let place = if end == RideEnd::Pickup { request.from } else { request.to };
                match self.stops.nearest(place.position, |_| true) {
                    Some(stop) => problem
                        .text("stop", stop.id.to_string())
                        .text("stop_name", stop.name.clone())
                        .number("stop_m", stop.place.position.distance(place.position).whole()),
                    None => problem,
                }
            }
            _ => problem,
        }
    }

    /// The zones as the page draws them.
    pub(crate) fn zone_bodies(&self) -> Vec<ZoneBody> {
        let state = self.area.state();
        let body = |zone: &Zone| {
            let known = self.zone_config(zone.id);
            ZoneBody {
                id: zone.id.to_string(),
                name: known.map_or_else(|| zone.id.to_string(), |known| known.name.clone()),
                name_en: known.and_then(|known| known.name_en.clone()),
                border: zone.border.iter().map(|corner| (*corner).into()).collect(),
                stops_only: zone.boarding == BoardingRule::DesignatedStops,
                to: zone.to.as_ref().map(|to| to.iter().map(ToString::to_string).collect()),
                hours: known.map_or_else(Vec::new, ZoneConfig::hours_in_words),
            }
        };
        state.policy().zones.iter().map(body).collect()
    }

    fn zone_config(&self, id: ZoneId) -> Option<&ZoneConfig> {
        self.config.zones.iter().find(|zone| zone.id() == id)
    }

    fn leads(&self, from: ZoneId, to: ZoneId) -> bool {
        let state = self.area.state();
        let from = state.policy().zones.iter().find(|zone| zone.id == from);
        from.is_some_and(|zone| zone.leads_to(to))
    }

    /// The names of some zones, in Japanese and in English.
    fn names(&self, which: impl Fn(ZoneId) -> bool) -> (String, String) {
        let named: Vec<&ZoneConfig> =
            self.config.zones.iter().filter(|zone| which(zone.id())).collect();
        let ja: Vec<&str> = named.iter().map(|zone| zone.name.as_str()).collect();
        let en = named.iter().map(|zone| zone.name_en.as_deref().unwrap_or(&zone.name));
        (ja.join("、"), en.collect::<Vec<&str>>().join(", "))
    }
}
