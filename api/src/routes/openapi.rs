//! The interface's description: OpenAPI 3.1, generated from the handlers and the tables.

use std::sync::LazyLock;

use utoipa::openapi::path::Operation as PathOperation;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{Content, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{Modify, OpenApi};

use crate::authz::{Caller, Operation, Verb};
use crate::errors::ProblemBody;
use crate::wire::{RidersBody, VehiclesBody};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "noriai",
        description = "Demand-responsive transit: wishes, offers, bookings, tours.\n\n\
            Times are RFC 3339. Every refusal has a stable `code`, a cause and a remedy in English \
            and Japanese; docs/errors.md lists them all.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
        contact(name = "noriai"),
    ),
    servers((url = "/", description = "This service")),
    tags(
        (name = "town", description = "The town and its figures"),
        (name = "rides", description = "Wishes, offers and bookings"),
        (name = "riders", description = "What holds for single riders"),
        (name = "roads", description = "Roads that are closed or slow"),
        (name = "drivers", description = "What a vehicle's tablet shows and sends"),
        (name = "map", description = "The map in the background"),
        (name = "demo", description = "The demonstration only"),
        (name = "service", description = "The service itself"),
    ),
    paths(
        super::town::read_town,
        super::town::search_places,
        super::town::read_today,
        super::live::watch,
        super::closures::find_road,
        super::closures::list_closures,
        super::closures::close_roads,
        super::closures::reopen_roads,
        super::offers::ask_offers,
        super::bookings::book,
        super::bookings::read_booking,
        super::bookings::cancel_booking,
        super::riders::read_rider_rules,
        super::riders::set_rider_rules,
        super::vehicles::read_tour,
        super::vehicles::act,
        super::vehicles::sight,
        super::shifts::break_down,
        super::shifts::change_shift,
        super::demo::set_clock,
        super::tiles::describe_tiles,
        super::tiles::read_tile,
        super::meta::read_openapi,
        super::meta::read_health,
        super::meta::read_metrics,
    ),
    components(schemas(ProblemBody, VehiclesBody, RidersBody)),
    modifiers(&Completed),
)]
struct Document;

static TEXT: LazyLock<String> = LazyLock::new(|| {
    let document = Document::openapi();
    document.to_pretty_json().map(|json| json + "\n").unwrap_or_default()
});

/// The document as JSON.
pub(crate) fn document() -> &'static str {
    &TEXT
}

/// Adds what holds for every operation: the key it needs, and how it refuses.
struct Completed;

impl Modify for Completed {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let scheme = Http::builder().scheme(HttpAuthScheme::Bearer).description(Some(
            "A rider's own key (`rider_` and 64 hexadecimal digits, made by the rider's device), \
             or a key of keys.toml",
        ));
        components.add_security_scheme("key", SecurityScheme::Http(scheme.build()));
        for operation in Operation::ALL {
            let item = document.paths.paths.get_mut(operation.path());
            let described = item.and_then(|item| match operation.verb() {
                Verb::Get => item.get.as_mut(),
                Verb::Post => item.post.as_mut(),
            });
            if let Some(described) = described {
                complete(described, *operation);
            }
        }
    }
}

fn complete(described: &mut PathOperation, operation: Operation) {
    use crate::authz::Grant;
    if operation.grant(Caller::Public, false) == Grant::No && operation != Operation::SetClock {
        let mut ways = vec![SecurityRequirement::new::<_, [&str; 0], &str>("key", [])];
        if operation.grant(Caller::Public, true) != Grant::No {
            ways.push(SecurityRequirement::default());
        }
        described.security = Some(ways);
    }
    let problem = Content::new(Some(Ref::from_schema_name("Problem")));
    let refused: Response = ResponseBuilder::new()
        .description("Not done: `code` says why")
        .content("application/json", problem)
        .build();
    described.responses.responses.insert("default".to_owned(), RefOr::T(refused));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drift;

    #[test]
    fn the_checked_in_document_is_that_of_the_code() {
        drift::check("docs/openapi.json", document());
    }

    #[test]
    fn the_document_is_openapi_3_1_and_every_response_is_described() {
        let json: serde_json::Value = serde_json::from_str(document()).unwrap();
        assert!(json["openapi"].as_str().unwrap().starts_with("3.1"));
        let mut n_responses = 0;
        for (path, item) in json["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                for (status, response) in operation["responses"].as_object().unwrap() {
                    let said = response["description"].as_str().unwrap_or_default();
                    assert!(!said.is_empty(), "{method} {path}: {status}");
                    n_responses += 1;
                }
            }
        }
        assert!(30 < n_responses);
    }

    #[test]
    fn every_described_operation_has_a_row_in_the_authorisation_table() {
        let document = Document::openapi();
        for (path, item) in &document.paths.paths {
            let described = [(Verb::Get, &item.get), (Verb::Post, &item.post)];
            for (verb, described) in described {
                let Some(described) = described else { continue };
                let row = Operation::ALL
                    .iter()
                    .find(|row| row.path() == path && row.verb() == verb)
                    .unwrap_or_else(|| panic!("{path} has no row"));
                assert_eq!(described.operation_id.as_deref(), Some(row.id()), "{path}");
            }
        }
    }

    #[test]
    fn every_row_of_the_table_is_described_but_for_pages() {
        let document = Document::openapi();
        let pages =
            [Operation::ReadPage, Operation::ReadAsset, Operation::ReadIcon, Operation::ReadErrors];
        for row in Operation::ALL.iter().filter(|row| !pages.contains(row)) {
            assert!(document.paths.paths.contains_key(row.path()), "{}", row.path());
        }
    }
}
