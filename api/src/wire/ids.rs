//! Identifiers in text.

use std::str::FromStr;

use noriai_core::IdError;

use crate::errors::Problem;

/// Reads an id from a field of a body.
pub(crate) fn parse_id<T: FromStr<Err = IdError>>(field: &str, text: &str) -> Result<T, Problem> {
    text.parse().map_err(|fault: IdError| Problem::invalid(field, fault))
}

/// Reads an id from an address; `missing` is the answer to one that could name nothing, so that it
/// looks like any other that names nothing.
pub(crate) fn parse_path_id<T: FromStr<Err = IdError>>(
    text: &str,
    missing: &str,
) -> Result<T, Problem> {
    text.parse().map_err(|_not_an_id: IdError| Problem::new(missing))
}
