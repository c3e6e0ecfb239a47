//! From tours to tasks, from tasks in an order to a timetable, from a timetable to a plan.
//!
//! ```text
//! Tour --Sequence::of--> Sequence (start + slots) --Timetable::compute(order)--> Timetable
//!                            |  insertion tries orders                              |
//!                            +------------------- Plan <---------------------------+
//! ```

pub(crate) mod cost;
pub(crate) mod insertion;
pub(crate) mod plan;
pub(crate) mod route;
pub(crate) mod sequence;
pub(crate) mod timetable;
