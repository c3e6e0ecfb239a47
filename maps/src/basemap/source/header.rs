//! The 127 bytes at the start of a PMTiles archive.

use noriai_units::{Bounds, Position};

use super::{Span, TileSourceError};

/// Where each number stands, after the specification.
const LENGTH: usize = 127;
const GZIP: u8 = 2;
const VECTOR_TILES: u8 = 1;
const ZOOM_MAX: u8 = 24;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) root: Span,
    pub(super) metadata: Span,
    pub(super) leaves: Span,
    pub(super) tiles: Span,
    pub(super) min_zoom: u8,
    pub(super) max_zoom: u8,
    pub(super) bounds: Bounds,
}

impl Header {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, TileSourceError> {
        let fault = |what: &str| TileSourceError::new(what);
        let bytes: &[u8; LENGTH] =
            bytes.first_chunk().ok_or_else(|| fault("it is too short for a header"))?;
        if !bytes.starts_with(b"PMTiles") || bytes[7] != 3 {
            return Err(fault("it is no PMTiles archive of version 3"));
        }
        if bytes[97] != GZIP || bytes[98] != GZIP || bytes[99] != VECTOR_TILES {
            return Err(fault("it does not hold gzipped vector tiles"));
        }
        let (min_zoom, max_zoom) = (bytes[100], bytes[101]);
        if max_zoom < min_zoom || ZOOM_MAX < max_zoom {
            return Err(fault("its zooms are out of order"));
        }
        let corner = |at| Position::from_e7(coordinate(bytes, at + 4), coordinate(bytes, at));
        let (Some(south_west), Some(north_east)) = (corner(102), corner(110)) else {
            return Err(fault("its bounds are off the earth"));
        };
        Ok(Self {
            root: span(bytes, 8),
            metadata: span(bytes, 24),
            leaves: span(bytes, 40),
            tiles: span(bytes, 56),
            min_zoom,
            max_zoom,
            bounds: Bounds { south_west, north_east },
        })
    }
}

fn span(bytes: &[u8; LENGTH], at: usize) -> Span {
    (number(bytes, at), number(bytes, at + 8))
}

/// A little-endian number; the places asked for are all within the header.
fn number(bytes: &[u8; LENGTH], at: usize) -> u64 {
    let digits = bytes.iter().skip(at).take(8).rev();
    digits.fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

fn coordinate(bytes: &[u8; LENGTH], at: usize) -> i32 {
    let digits = bytes.iter().skip(at).take(4).rev();
    digits.fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte)).cast_signed()
}
