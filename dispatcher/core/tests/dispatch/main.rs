//! The dispatcher in the dispatch notation, theme by theme; see `notation` for how to read it.

mod notation;

mod breaks;
mod cancelling;
mod capacity;
mod driving;
mod insertion;
mod lateness;
mod maps;
mod offers;
mod promises;
mod rejections;
mod violations;
mod walks;
