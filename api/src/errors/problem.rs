//! One case of something going wrong, as an answer.

use std::collections::BTreeMap;
use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use noriai_core::{Equipment, EquipmentSet, PlaceKind, Refusal, Rejection, RideEnd, ZoneId};
use noriai_units::Seconds;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Entry, entry};
use crate::time;
use crate::wire::OfferBody;

/// Something that went wrong: which entry of the table, and the numbers of this case.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    entry: &'static Entry,
    details: BTreeMap<&'static str, Detail>,
    retry_after: Option<u32>,
    offers: Vec<OfferBody>,
}

/// A number or a word of one case.
#[derive(Clone, Debug)]
pub(crate) enum Detail {
    /// A count.
    Number(i64),
    /// Something named.
    Text(String),
    /// A kind of place in a vehicle, which each language has its own word for.
    Kind(PlaceKind),
    /// An end of a ride, likewise.
    End(RideEnd),
    /// A name in Japanese and in English.
    Name(String, String),
    /// Fittings of a vehicle, likewise.
    Equipment(EquipmentSet),
}

/// Why something did not happen. `code` is stable; the texts may be shown to people as they are.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct ProblemBody {
    /// Stable name of the cause.
    #[schema(example = "offer_expired")]
    pub(crate) code: &'static str,
    /// What happened, in English.
    pub(crate) cause: String,
    /// What can be done, in English.
    pub(crate) remedy: String,
    /// What happened, in Japanese.
    pub(crate) cause_ja: String,
    /// What can be done, in Japanese.
    pub(crate) remedy_ja: String,
    /// Where the manual says more.
    pub(crate) page: String,
    /// The numbers and words of this case.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(value_type = BTreeMap<String, Object>)]
    pub(crate) details: BTreeMap<&'static str, serde_json::Value>,
    /// Fresh offers in place of one that has gone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 3)]
    pub(crate) offers: Vec<OfferBody>,
}

impl Problem {
    /// A case of the table's entry with that code.
    pub(crate) fn new(code: &str) -> Self {
        Self { entry: entry(code), details: BTreeMap::new(), retry_after: None, offers: Vec::new() }
    }

    /// Adds a count.
    #[must_use]
    pub(crate) fn number(mut self, name: &'static str, number: i64) -> Self {
        self.details.insert(name, Detail::Number(number));
        self
    }

    /// Adds a word.
    #[must_use]
    pub(crate) fn text(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.details.insert(name, Detail::Text(text.into()));
        self
    }

    /// Adds a name in Japanese and in English.
    #[must_use]
    pub(crate) fn named(mut self, name: &'static str, (ja, en): (String, String)) -> Self {
        self.details.insert(name, Detail::Name(ja, en));
        self
    }

    /// Says in how many seconds it is worth trying again.
    #[must_use]
    pub(crate) const fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Adds fresh offers in place of one that has gone.
    #[must_use]
    pub(crate) fn offering(mut self, offers: Vec<OfferBody>) -> Self {
        self.offers = offers;
        self
    }

    /// A field of the body, or a parameter, that can't be taken.
    pub(crate) fn invalid(field: &str, what: impl fmt::Display) -> Self {
        Self::new("invalid_body").text("field", field).text("what", what.to_string())
    }

    /// A parameter of the address that can't be taken.
    pub(crate) fn invalid_parameter(field: &str, what: impl fmt::Display) -> Self {
        Self::new("invalid_parameter").text("field", field).text("what", what.to_string())
    }

    /// As it goes over the wire.
    pub(crate) fn body(&self) -> ProblemBody {
        let details = self.details.iter().map(|(name, detail)| (*name, detail.json()));
        ProblemBody {
            code: self.entry.code,
            cause: self.fill(self.entry.cause, Detail::en),
            remedy: self.fill(self.entry.remedy, Detail::en),
            cause_ja: self.fill(self.entry.cause_ja, Detail::ja),
            remedy_ja: self.fill(self.entry.remedy_ja, Detail::ja),
            page: format!("/errors.html#{}", self.entry.code),
            details: details.collect(),
            offers: self.offers.clone(),
        }
    }

    fn fill(&self, text: &str, word: fn(&Detail) -> String) -> String {
        self.details.iter().fold(text.to_owned(), |text, (name, detail)| {
            text.replace(&format!("{{{name}}}"), &word(detail))
        })
    }
}

impl Detail {
    fn en(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
            Self::Kind(kind) => kind.to_string(),
            Self::End(end) => end.to_string(),
            Self::Name(_, en) => en.clone(),
            Self::Equipment(set) => joined(*set, ", ", equipment_en),
        }
    }

    fn ja(&self) -> String {
        match self {
            Self::Kind(PlaceKind::Seat) => "座席".to_owned(),
            Self::Kind(PlaceKind::Wheelchair) => "車いすの場所".to_owned(),
            Self::Kind(PlaceKind::ChildSeat) => "子ども用の座席".to_owned(),
            Self::Kind(PlaceKind::Luggage) => "荷物の場所".to_owned(),
            Self::End(RideEnd::Pickup) => "乗る場所".to_owned(),
            Self::End(RideEnd::Dropoff) => "降りる場所".to_owned(),
            Self::Name(ja, _) => ja.clone(),
            Self::Equipment(set) => joined(*set, "・", equipment_ja),
            other => other.en(),
        }
    }

    fn json(&self) -> serde_json::Value {
        match self {
            Self::Number(number) => (*number).into(),
            Self::Equipment(set) => joined(*set, ",", Equipment::code).into(),
            other => other.en().into(),
        }
    }
}

fn joined(set: EquipmentSet, between: &str, word: fn(Equipment) -> &'static str) -> String {
    set.iter().map(word).collect::<Vec<_>>().join(between)
}

const fn equipment_en(kind: Equipment) -> &'static str {
    match kind {
        Equipment::Lift => "a lift",
        Equipment::Ramp => "a ramp",
        Equipment::LowStep => "a low step",
        Equipment::SwivelSeat => "a swivel seat",
        Equipment::Stretcher => "room for a stretcher",
    }
}

const fn equipment_ja(kind: Equipment) -> &'static str {
    match kind {
        Equipment::Lift => "リフト",
        Equipment::Ramp => "スロープ",
        Equipment::LowStep => "低床・補助ステップ",
        Equipment::SwivelSeat => "回転シート",
        Equipment::Stretcher => "寝台(ストレッチャー)",
    }
}

impl From<Rejection> for Problem {
    fn from(why: Rejection) -> Self {
        let mut problem = Self::new(why.code());
        problem.details.extend(rejection_details(why));
        problem
    }
}

/// The numbers of a rejection, by the names that the table uses.
pub(crate) fn rejection_details(why: Rejection) -> Vec<(&'static str, Detail)> {
    let minutes = |name, span: Seconds| vec![(name, Detail::Number(span.minutes_up()))];
    match why {
        Rejection::TooEarly { horizon } => {
            vec![("horizon_days", Detail::Number(horizon.whole() / 86_400))]
        }
        Rejection::NoVehicleFits { kind, wanted, held }
        | Rejection::Load { kind, wanted, held } => {
            vec![
                ("kind", Detail::Kind(kind)),
                ("wanted", Detail::Number(wanted.into())),
                ("held", Detail::Number(held.into())),
            ]
        }
        Rejection::Wait { late }
        | Rejection::Arrival { late }
        | Rejection::OthersPromise { late }
        | Rejection::ShiftEnd { late } => minutes("late_min", late),
        Rejection::Ride { longer } => minutes("longer_min", longer),
        Rejection::KeptForImmediate { from } => vec![
            ("from_date", Detail::Text(time::date(from).to_string())),
            ("from", Detail::Text(time::hour_minute(from))),
        ],
        Rejection::OutOfArea { end } => vec![("end", Detail::End(end))],
        Rejection::ZonesNotServed { from, to } => {
            let name = |zone: ZoneId| Detail::Text(zone.to_string());
            vec![
                ("from", name(from)),
                ("to", name(to)),
                ("reachable", Detail::Text("-".to_owned())),
            ]
        }
        Rejection::OutsideHours { opens, closes, .. } => vec![
            ("date", Detail::Text(time::date(opens).to_string())),
            ("opens", Detail::Text(time::hour_minute(opens))),
            ("closes", Detail::Text(time::hour_minute(closes))),
        ],
        Rejection::NotEquipped { missing } => vec![("missing", Detail::Equipment(missing))],
        Rejection::VehicleNotAllowed
        | Rejection::NeedsAttendant
        | Rejection::EmptyParty
        | Rejection::SamePlace
        | Rejection::TooLate
        | Rejection::NotAStop
        | Rejection::NoRoad
        | Rejection::NoShift
        | Rejection::Break
        | Rejection::NotShared => Vec::new(),
    }
}

impl From<Refusal> for Problem {
    fn from(why: Refusal) -> Self {
        let problem = Self::new(why.code());
        match why {
            Refusal::NotNextCall { next } => problem.text("next", next.to_string()),
            Refusal::TooEarlyForNoShow { from } => problem.text("from", time::hour_minute(from)),
            Refusal::OfferGone(why) => problem.text("why", why.code()),
            Refusal::TooManyClosures { max } | Refusal::TooManyRiderRules { max } => {
                problem.number("max", i64::try_from(max).unwrap_or(i64::MAX))
            }
            _ => problem,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.entry.code)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.entry.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let mut answer = HttpResponse::build(self.status_code());
        if let Some(seconds) = self.retry_after {
            answer.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        if self.status_code() == StatusCode::UNAUTHORIZED {
            answer.insert_header((header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")));
        }
        // Whoever is told off for a body that was not read to its end has to connect anew.
        if matches!(self.entry.status, 408 | 413) {
            answer.force_close();
        }
        answer.json(self.body())
    }
}
