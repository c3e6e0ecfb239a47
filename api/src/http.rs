//! What every request passes through, whatever it asks for: limits, headers, the log.

mod body;
mod headers;
mod limit;
mod log;
mod server;

pub(crate) use body::{Body, Query};
pub(crate) use headers::secure;
pub(crate) use limit::RateLimit;
pub(crate) use log::observe;
pub(crate) use server::{bind, run};
