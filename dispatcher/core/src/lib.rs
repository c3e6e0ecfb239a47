//! The dispatcher: a pure, deterministic state machine over one service area.
pub mod travel;
