//! The map in the background, from drawings and real extracts to tiles and back, and the places
//! of the same extracts.

#[cfg(test)]
mod decoding;
#[cfg(test)]
mod drawing;
#[cfg(test)]
mod drawn_tiles;
#[cfg(test)]
mod packed_tiles;
#[cfg(test)]
mod places;
#[cfg(test)]
mod real_extracts;
