//! Puts an artefact together beside its place and moves it there.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::manifest::{FORMAT, Head};
use super::{
    ArtefactError, BASEMAP, FileEntry, HIERARCHY, MANIFEST, Manifest, NETWORK, PLACES, Parts,
    VERSION, network,
};

pub(super) fn write(dir: &Path, parts: &Parts<'_>) -> Result<Manifest, ArtefactError> {
    refuse_to_overwrite(dir)?;
    let unstorable = |fault: String| ArtefactError::Unstorable(fault);
    let network = network::to_bytes(parts.network).map_err(unstorable)?;
    let places = parts.places.to_bytes().map_err(|fault| unstorable(fault.to_string()))?;
    let files = [
        (NETWORK, network.as_slice()),
        (PLACES, places.as_slice()),
        (BASEMAP, parts.basemap),
        (HIERARCHY, parts.hierarchy),
    ];
    let bounds = parts.network.bounds().ok_or_else(|| unstorable("no road in it".to_owned()))?;
    let (low, high) = (bounds.south_west, bounds.north_east);
    let manifest = Manifest {
        format: FORMAT.to_owned(),
        version: VERSION,
        checksum: String::new(),
        source: parts.source.clone(),
        bbox_e7: [low.lon_e7(), low.lat_e7(), high.lon_e7(), high.lat_e7()],
        report: parts.report.clone(),
        files: files.iter().map(|(name, bytes)| FileEntry::of(name, bytes)).collect(),
    };
    let json = manifest.to_json()?;
    let draft = DraftDirectory::beside(dir)?;
    for (name, bytes) in files {
        draft.put(name, bytes)?;
    }
    draft.put(MANIFEST, &json)?;
    draft.take_place_of(dir)?;
    Manifest::read(dir)
}

/// Only a new place, an empty directory or an artefact of ours, of any version, may be replaced.
fn refuse_to_overwrite(dir: &Path) -> Result<(), ArtefactError> {
    let is_free = match fs::read_dir(dir) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => true,
        Err(fault) if fault.kind() == io::ErrorKind::NotADirectory => false,
        Err(cause) => return Err(ArtefactError::Io { path: dir.to_owned(), cause }),
        Ok(mut entries) => entries.next().is_none(),
    };
    let is_ours = || fs::read(dir.join(MANIFEST)).is_ok_and(|bytes| Head::read(&bytes).is_some());
    if is_free || is_ours() { Ok(()) } else { Err(ArtefactError::NotOurs { dir: dir.to_owned() }) }
}

/// A directory under construction; removed again unless it takes its place.
struct DraftDirectory {
    path: PathBuf,
}

impl DraftDirectory {
    fn beside(dir: &Path) -> Result<Self, ArtefactError> {
        let path = sibling(dir, "draft");
        if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(at(parent))?;
        }
        // What a killed import of the same process number left behind.
        match fs::remove_dir_all(&path) {
            Err(fault) if fault.kind() != io::ErrorKind::NotFound => return Err(at(&path)(fault)),
            _ => {}
        }
        fs::create_dir(&path).map_err(at(&path))?;
        Ok(Self { path })
    }

    /// Writes a file that nobody may write to any more, and waits until the disk has it.
    fn put(&self, name: &str, bytes: &[u8]) -> Result<(), ArtefactError> {
        let path = self.path.join(name);
        let mut file = File::create(&path).map_err(at(&path))?;
        let written = file.write_all(bytes).and_then(|()| noriai_mapped::seal(&file));
        written.and_then(|()| file.sync_all()).map_err(at(&path))
    }

    /// Moves the directory to its place. A directory cannot be renamed over one with files in it,
    /// so an old artefact steps aside first, and back if the new one does not get there.
    fn take_place_of(self, dir: &Path) -> Result<(), ArtefactError> {
        // The names in it must be on the disk before its own is.
        File::open(&self.path).and_then(|draft| draft.sync_all()).map_err(at(&self.path))?;
        let aside = sibling(dir, "old");
        let had_old = match fs::rename(dir, &aside) {
            Ok(()) => true,
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => false,
            Err(fault) => return Err(at(dir)(fault)),
        };
        if let Err(fault) = fs::rename(&self.path, dir) {
            if had_old {
                fs::rename(&aside, dir).map_err(at(&aside))?;
            }
            return Err(at(dir)(fault));
        }
        if let Some(parent) = dir.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            File::open(parent).and_then(|parent| parent.sync_all()).map_err(at(parent))?;
        }
        if had_old {
            fs::remove_dir_all(&aside).map_err(at(&aside))?;
        }
        Ok(())
    }
}

impl Drop for DraftDirectory {
    fn drop(&mut self) {
        // Gone already if it took its place; a leftover is removed by the next import.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// A hidden name beside a directory, of this process alone.
fn sibling(dir: &Path, kind: &str) -> PathBuf {
    let name = dir.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_else(|| "map".to_owned());
    dir.with_file_name(format!(".{name}.{kind}-{}", std::process::id()))
}

fn at(path: &Path) -> impl Fn(io::Error) -> ArtefactError {
    let path = path.to_owned();
    move |cause| ArtefactError::Io { path: path.clone(), cause }
}
