//! What goes wrong, in the reader's language: every code with its status, cause and remedy.
//!
//! [`table`] is the one place where these words stand; [`Problem`] is one case of it as an answer.

mod page;
mod problem;
mod table;

pub(crate) use page::html;
pub(crate) use problem::{Problem, ProblemBody};
pub(crate) use table::{Entry, TABLE, entry};
