//! The map in the background, from drawings and real extracts to tiles and back, and the places
//! of the same extracts.

mod decoding;
mod drawing;
mod drawn_tiles;
mod packed_tiles;
mod places;
mod real_extracts;
