//! OpenStreetMap extract to road network, places and basemap.
//!
//! [`extract`] reads a PBF file into memory; [`import`] makes the road network of it; [`places`]
//! the index of stations, hospitals and shops; [`basemap`] the vector tiles; [`artefact`] writes
//! them all beside each other, checksummed. [`town`] generates a fictional town as a real PBF
//! file, so that the default map takes the same way as any other.

pub mod artefact;
pub mod basemap;
mod budget;
pub mod error;
pub mod extract;
mod framing;
pub mod import;
pub mod pbf_writer;
pub mod places;
mod sound;
pub mod town;

pub use artefact::{Artefact, ArtefactError};
pub use error::ImportError;
pub use extract::Extract;
pub use import::{ImportReport, RoadImport, import_roads};
