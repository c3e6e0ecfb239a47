//! Who may do what. [`Operation`] is the one table; what it does not allow is denied.
//!
//! **Invariant:** every route asks [`guard`] before its handler runs, and a handler that serves
//! one booking or one vehicle asks [`Granted`] about it. What somebody may not know of answers
//! like what does not exist.

mod caller;
mod guard;
#[cfg(test)]
mod matrix;
mod operation;

pub(crate) use caller::Caller;
pub(crate) use guard::{Granted, guard};
pub(crate) use operation::{Grant, Operation, Verb};
