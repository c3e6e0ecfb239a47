//! What an artefact says of itself.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use bytes::Bytes;
use noriai_units::{Bounds, Position};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{ArtefactError, MANIFEST, checksum};
use crate::ImportReport;

/// The format's version. It changes whenever a file's form or the meaning of its numbers does.
pub const VERSION: u32 = 3;

/// Tells our manifests from any other `manifest.json`.
pub(super) const FORMAT: &str = "noriai-map";

/// What an artefact says of itself: `manifest.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub(super) format: String,
    /// The format's version.
    pub version: u32,
    /// XXH3 of this manifest with this field empty.
    pub(super) checksum: String,
    /// The extract it was made of.
    pub source: Source,
    /// West, south, east and north end of the roads, in 1e-7 degree.
    pub bbox_e7: [i32; 4],
    /// What the import found, took and left out.
    pub report: ImportReport,
    /// The files beside this one.
    pub files: Vec<FileEntry>,
}

/// The extract that a map was made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The file's name, without its directory.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// A file of an artefact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Its name in the directory.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// The XXH3 of its bytes, 128 bits in hexadecimal.
    pub xxh3: String,
}

impl Source {
    /// Names an extract and takes its SHA-256.
    #[must_use]
    pub fn new(name: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), sha256: sha256(bytes) }
    }
}

impl FileEntry {
    pub(super) fn of(name: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), bytes: bytes.len() as u64, xxh3: checksum::of(bytes) }
    }
}

impl Manifest {
    /// The box around the roads.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        let [west, south, east, north] = self.bbox_e7;
        let corners = [Position::from_e7(south, west)?, Position::from_e7(north, east)?];
        Bounds::around(corners)
    }

    /// The manifest as text, with its checksum.
    pub(super) fn to_json(&self) -> Result<Vec<u8>, ArtefactError> {
        let with = |checksum| Self { checksum, ..self.clone() };
        let json = |manifest: &Self| {
            serde_json::to_vec_pretty(manifest)
                .map_err(|fault| ArtefactError::Unstorable(fault.to_string()))
        };
        json(&with(checksum::of(&json(&with(String::new()))?)))
    }

    /// Reads and checks the manifest of a directory.
    pub(super) fn read(dir: &Path) -> Result<Self, ArtefactError> {
        let path = dir.join(MANIFEST);
        let bytes = fs::read(&path).map_err(|cause| match cause.kind() {
            ErrorKind::NotFound => ArtefactError::Missing { dir: dir.to_owned() },
            _ => ArtefactError::Io { path, cause },
        })?;
        Self::from_json(&bytes, dir)
    }

    /// Reads a manifest's bytes and checks its version and its own checksum; `dir` is for the errors.
    ///
    /// # Errors
    /// [`ArtefactError::Stale`] for another version, [`ArtefactError::Damaged`] for anything else
    /// than what an import wrote.
    pub fn from_json(bytes: &[u8], dir: &Path) -> Result<Self, ArtefactError> {
        let damaged = |what: String| ArtefactError::Damaged { path: dir.join(MANIFEST), what };
        let head = Head::read(bytes)
            .ok_or_else(|| damaged("is no manifest of an imported map".to_owned()))?;
        if head.version != VERSION {
            let (dir, found) = (dir.to_owned(), head.version);
            return Err(ArtefactError::Stale { dir, found, needed: VERSION });
        }
        let manifest: Self = serde_json::from_slice(bytes)
            .map_err(|fault| damaged(format!("cannot be read ({fault})")))?;
        if manifest.to_json()? != bytes {
            return Err(damaged("does not match its own checksum".to_owned()));
        }
        Ok(manifest)
    }

    /// The bytes of a file beside the manifest if it is as it was written; mapped, not copied, as
    /// long as nobody has made it writable.
    pub(super) fn open_file(&self, dir: &Path, name: &str) -> Result<Bytes, ArtefactError> {
        let path = dir.join(name);
        let damaged = |what: String| ArtefactError::Damaged { path: path.clone(), what };
        let entry = self.files.iter().find(|file| file.name == name);
        let entry = entry.ok_or_else(|| damaged("is not in the manifest".to_owned()))?;
        let bytes = noriai_mapped::open(&path).map_err(|cause| match cause.kind() {
            ErrorKind::NotFound => damaged("is missing".to_owned()),
            _ => ArtefactError::Io { path: path.clone(), cause },
        })?;
        if bytes.len() as u64 != entry.bytes {
            return Err(damaged(format!("has {} bytes instead of {}", bytes.len(), entry.bytes)));
        }
        if checksum::of(&bytes) != entry.xxh3 {
            return Err(damaged("does not match its checksum".to_owned()));
        }
        Ok(bytes)
    }
}

/// The two fields that every version of the manifest has.
#[derive(Deserialize)]
pub(super) struct Head {
    format: String,
    pub(super) version: u32,
}

impl Head {
    /// `None` if the bytes are no manifest of ours, of whatever version.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice::<Self>(bytes).ok().filter(|head| head.format == FORMAT)
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
