//! Reading tiles out of a PMTiles archive held in memory, or mapped into it.
//!
//! The pmtiles crate reads asynchronously only and keeps its index to itself; serving a tile from
//! memory needs neither. Whatever the bytes say, nothing here panics or allocates without bound.

mod directory;
mod header;

use std::fmt;
use std::io::Read;

use bytes::Bytes;
use flate2::read::GzDecoder;
use noriai_units::Bounds;
use pmtiles::{TileCoord, TileId};

use super::metadata::Metadata;
use directory::Entry;
use header::Header;

/// Unpacked, an index or a description beyond this is no map of a town.
const UNPACKED_MAX: u64 = 16 * 1024 * 1024;

/// The tiles of one map. Copies share the archive.
#[derive(Clone)]
pub struct TileSource {
    bytes: Bytes,
    header: Header,
    metadata: Metadata,
    /// Sorted by tile; each was checked to lie within `bytes`.
    entries: Vec<Entry>,
}

/// Why bytes are no archive of tiles.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("tiles_damaged: the archive of tiles is damaged: {what}: import the map again")]
pub struct TileSourceError {
    what: String,
}

impl TileSourceError {
    pub(super) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into() }
    }

    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "tiles_damaged"
    }
}

impl TileSource {
    /// Opens an archive of gzipped vector tiles.
    ///
    /// # Errors
    /// Names the first part of the archive that is not sound.
    pub fn open(bytes: impl Into<Bytes>) -> Result<Self, TileSourceError> {
        let bytes = bytes.into();
        let header = Header::read(&bytes)?;
        let metadata = unpack(section(&bytes, header.metadata, "description")?, "description")?;
        let metadata = Metadata::from_json(&metadata).map_err(|fault| {
            TileSourceError::new(format!("its description is no JSON ({fault})"))
        })?;
        let entries = directory::read_all(&bytes, &header)?;
        Ok(Self { bytes, header, metadata, entries })
    }

    /// A tile, gzipped; `None` where there is nothing to draw. No byte is copied: it is a part of
    /// the archive.
    #[must_use]
    pub fn tile(&self, zoom: u8, column: u32, row: u32) -> Option<Bytes> {
        let id = TileId::from(TileCoord::new(zoom, column, row).ok()?).value();
        let next = self.entries.partition_point(|entry| entry.first_tile <= id);
        let entry = self.entries.get(next.checked_sub(1)?)?;
        let holds = id - entry.first_tile < u64::from(entry.n_tiles);
        // Every entry was found to lie within the archive when it was opened.
        holds.then(|| self.bytes.slice(entry.bytes.clone()))
    }

    /// The box around the map's roads.
    #[must_use]
    pub const fn bounds(&self) -> Bounds {
        self.header.bounds
    }

    /// The smallest zoom there are tiles for.
    #[must_use]
    pub const fn min_zoom(&self) -> u8 {
        self.header.min_zoom
    }

    /// The largest zoom there are tiles for; clients magnify beyond it.
    #[must_use]
    pub const fn max_zoom(&self) -> u8 {
        self.header.max_zoom
    }

    /// Name, attribution, coast and layers.
    #[must_use]
    pub const fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// How many tiles there are.
    #[must_use]
    pub fn n_tiles(&self) -> u64 {
        self.entries.iter().map(|entry| u64::from(entry.n_tiles)).sum()
    }

    /// The archive itself, to be written to a file.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl fmt::Debug for TileSource {
    /// Without the tiles.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TileSource").field("n_bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}

/// Offset and length of a part of the archive.
type Span = (u64, u64);

fn section<'a>(bytes: &'a [u8], span: Span, name: &str) -> Result<&'a [u8], TileSourceError> {
    let (Ok(from), Ok(length)) = (usize::try_from(span.0), usize::try_from(span.1)) else {
        return Err(TileSourceError::new(format!("its {name} is too large")));
    };
    from.checked_add(length)
        .and_then(|to| bytes.get(from..to))
        .ok_or_else(|| TileSourceError::new(format!("it ends before its {name} does")))
}

fn unpack(packed: &[u8], name: &str) -> Result<Vec<u8>, TileSourceError> {
    let mut unpacked = Vec::new();
    let read = GzDecoder::new(packed).take(UNPACKED_MAX + 1).read_to_end(&mut unpacked);
    match read {
        Ok(length) if length as u64 <= UNPACKED_MAX => Ok(unpacked),
        Ok(_) => Err(TileSourceError::new(format!("its {name} unpacks without end"))),
        Err(fault) => Err(TileSourceError::new(format!("its {name} does not unpack ({fault})"))),
    }
}
