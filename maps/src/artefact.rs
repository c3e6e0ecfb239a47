//! The imported map as a directory: written whole or not at all, checked whenever it is opened.
//!
//! `manifest.json` names the format's version, the source and its SHA-256, the import's report and
//! each file with size and checksum; `network.bin`, `places.bin`, `basemap.pmtiles` and
//! `hierarchy.bin` hold what the names say. The hierarchy is the router's; here it is bytes.
//!
//! The files are read-only and never change, so they are mapped into memory; record 0012 says what
//! that asks of whoever keeps them.

mod checksum;
mod error;
mod manifest;
pub mod network;
mod write;

use std::path::Path;

use bytes::Bytes;
use noriai_network::RoadNetwork;

pub use error::ArtefactError;
pub use manifest::{FileEntry, Manifest, Source, VERSION};

use crate::ImportReport;
use crate::places::Places;

/// What goes into an artefact.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// The extract it was made of.
    pub source: &'a Source,
    /// What the import found, took and left out.
    pub report: &'a ImportReport,
    /// The drivable roads.
    pub network: &'a RoadNetwork,
    /// The places that riders search for.
    pub places: &'a Places,
    /// The vector tiles as a PMTiles archive.
    pub basemap: &'a [u8],
    /// The router's hierarchy, made of the same network.
    pub hierarchy: &'a [u8],
}

/// An imported map, read and found whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artefact {
    /// Where it comes from and how it came about.
    pub manifest: Manifest,
    /// The drivable roads.
    pub network: RoadNetwork,
    /// The places that riders search for.
    pub places: Places,
    /// The vector tiles as a PMTiles archive.
    pub basemap: Bytes,
    /// The router's hierarchy.
    pub hierarchy: Bytes,
}

impl Artefact {
    /// Writes an artefact. It is put together beside `dir` and takes its place at the end; an
    /// artefact that stands there already is replaced, anything else is left alone.
    ///
    /// # Errors
    /// [`ArtefactError::NotOurs`] if `dir` holds something else; [`ArtefactError::Io`] names what
    /// could not be written. `dir` is then as it was before.
    pub fn write(dir: impl AsRef<Path>, parts: &Parts<'_>) -> Result<Manifest, ArtefactError> {
        write::write(dir.as_ref(), parts)
    }

    /// Opens an artefact and checks all of it: version, sizes, checksums, cross references.
    ///
    /// # Errors
    /// Names the first file that is missing, stale or damaged; the remedy is to import again.
    pub fn open(dir: impl AsRef<Path>) -> Result<Self, ArtefactError> {
        let dir = dir.as_ref();
        let manifest = Manifest::read(dir)?;
        let damaged = |name: &str, what: String| {
            let path = dir.join(name);
            ArtefactError::Damaged { path, what }
        };
        let network = network::from_bytes(&manifest.open_file(dir, NETWORK)?)
            .map_err(|what| damaged(NETWORK, what))?;
        let places = Places::from_bytes(&manifest.open_file(dir, PLACES)?)
            .map_err(|fault| damaged(PLACES, fault.to_string()))?;
        let basemap = manifest.open_file(dir, BASEMAP)?;
        let hierarchy = manifest.open_file(dir, HIERARCHY)?;
        Ok(Self { manifest, network, places, basemap, hierarchy })
    }
}

const MANIFEST: &str = "manifest.json";
const NETWORK: &str = "network.bin";
const PLACES: &str = "places.bin";
const BASEMAP: &str = "basemap.pmtiles";
const HIERARCHY: &str = "hierarchy.bin";

#[cfg(test)]
mod tests;
