//! JSON bodies and query parameters: bounded, timed, and strict.

use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;

use crate::errors::Problem;

/// The largest body; the longest of ours is a tenth of it.
const BODY_BYTES_MAX: usize = 64 * 1024;
/// The time a body may take to arrive.
const BODY_DEADLINE: Duration = Duration::from_secs(10);
/// The deepest nesting of a body; ours have three levels.
const DEPTH_MAX: usize = 16;

/// A JSON body.
#[derive(Debug)]
pub(crate) struct Body<T>(pub(crate) T);

/// The parameters after the question mark.
#[derive(Debug)]
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let stated = stated(request);
        let payload = payload.take();
        Box::pin(async move {
            stated?;
            let bytes = collect(payload).await?;
            parse(&bytes).map(Self)
        })
    }
}

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let parsed = web::Query::<T>::from_query(request.query_string());
        ready(
            parsed
                .map(|query| Self(query.into_inner()))
                .map_err(|fault| Problem::invalid_parameter("query", fault)),
        )
    }
}

/// What the head says of the body.
fn stated(request: &HttpRequest) -> Result<(), Problem> {
    let headers = request.headers();
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json")
        || headers.contains_key(header::CONTENT_ENCODING)
    {
        return Err(Problem::new("unsupported_media_type"));
    }
    let length = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    let length = length.and_then(|length| length.parse::<usize>().ok()).unwrap_or(0);
    if BODY_BYTES_MAX < length { Err(too_large()) } else { Ok(()) }
}

async fn collect(mut payload: Payload) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let deadline = tokio::time::Instant::now() + BODY_DEADLINE;
    loop {
        match tokio::time::timeout_at(deadline, payload.next()).await {
            Ok(Some(Ok(piece))) if bytes.len() + piece.len() <= BODY_BYTES_MAX => {
                bytes.extend_from_slice(&piece);
            }
            Ok(Some(Ok(_))) => return Err(too_large()),
            Ok(Some(Err(_))) => return Err(Problem::invalid("body", "it broke off")),
            Ok(None) => return Ok(bytes),
            Err(_late) => {
                let limit = i64::try_from(BODY_DEADLINE.as_secs()).unwrap_or(i64::MAX);
                return Err(Problem::new("body_timeout").number("limit_s", limit));
            }
        }
    }
}

fn too_large() -> Problem {
    let limit = i64::try_from(BODY_BYTES_MAX).unwrap_or(i64::MAX);
    Problem::new("body_too_large").number("limit_bytes", limit)
}

/// Reads one JSON value and nothing after it; a fault names the field it is in.
fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    if DEPTH_MAX < depth(bytes) {
        return Err(Problem::invalid("body", "it is nested too deeply"));
    }
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|fault| {
        let field = fault.path().to_string();
        Problem::invalid(if field == "." { "body" } else { &field }, fault.inner())
    })?;
    json.end().map_err(|fault| Problem::invalid("body", fault))?;
    Ok(value)
}

/// How deeply brackets are nested, those in texts counted too: a bound, not a parse.
fn depth(bytes: &[u8]) -> usize {
    let mut open = 0_usize;
    let mut deepest = 0;
    for byte in bytes {
        match byte {
            b'{' | b'[' => open += 1,
            b'}' | b']' => open = open.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{ActionBody, OffersRequest};

    fn field<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
        let body = parse::<T>(text.as_bytes()).unwrap_err().body();
        assert_eq!(body.code, "invalid_body");
        body.details["field"].as_str().unwrap_or_default().to_owned()
    }

    #[test]
    fn a_fault_names_its_field() {
        let ends = r#""from":{"lat":36.0,"lon":137.0},"to":{"stop":"stp_1"}"#;
        let wish = format!(r#"{{{ends},"when":{{"kind":"now"}},"party":{{"adults":-1}}}}"#);
        assert_eq!(field::<OffersRequest>(&wish), "party.adults");
        let wish = format!(r#"{{{ends},"when":{{"kind":"now"}},"party":{{"adults":1}},"x":1}}"#);
        assert_eq!(field::<OffersRequest>(&wish), "x");
        let wish = format!(r#"{{{ends},"when":{{"kind":"later"}},"party":{{"adults":1}}}}"#);
        assert_eq!(field::<OffersRequest>(&wish), "when.kind");
        let wish = r#"{"from":{"lat":1},"to":{"stop":"stp_1"},"when":{"kind":"now"},"party":{}}"#;
        assert_eq!(field::<OffersRequest>(wish), "from");
    }

    #[test]
    fn unknown_fields_and_what_follows_the_value_are_refused() {
        field::<ActionBody>(r#"{"kind":"arrive","call":"call_1","now":true}"#);
        field::<ActionBody>(r#"{"kind":"arrive","call":"call_1"} {}"#);
        field::<ActionBody>(&"[".repeat(60_000));
        assert!(parse::<ActionBody>(br#"{"kind":"arrive","call":"call_1"}"#).is_ok());
    }
}
