//! Every byte of every file of an artefact changed, the file cut and lengthened. All of it is refused with code, cause and remedy; nothing panics.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use noriai_fuzz::seeds::{self, Parts};
use noriai_maps::Artefact;
use noriai_maps::artefact::{self, Manifest, Source};
use noriai_maps::basemap::TileSource;
use noriai_router::Router;
use twox_hash::XxHash3_128;

/// An artefact in a directory of its own.
struct Written {
    root: tempfile::TempDir,
    manifest: Manifest,
}

impl Written {
    fn new(parts: &Parts) -> Self {
        let root = tempfile::tempdir().unwrap();
        let source = Source::new("quarter.osm.pbf", b"quarter");
        let parts = artefact::Parts {
            source: &source,
            report: &parts.report,
            network: &parts.network,
            places: &parts.places,
            basemap: &parts.basemap,
            hierarchy: &parts.hierarchy,
        };
        let manifest = Artefact::write(root.path().join("map"), &parts).unwrap();
        Self { root, manifest }
    }

    fn dir(&self) -> PathBuf {
        self.root.path().join("map")
    }

    /// The files with their bytes, the manifest last.
    fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let names = self.manifest.files.iter().map(|file| file.name.as_str());
        let paths = names.chain(["manifest.json"]).map(|name| self.dir().join(name));
        paths.map(|path| (path.clone(), fs::read(&path).unwrap())).collect()
    }
}

/// What became of an attempt to open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    refused: usize,
    opened: usize,
    panicked: usize,
}

impl Tally {
    /// Opens the whole map as the service does, and looks at what it says.
    fn try_to_open(&mut self, dir: &Path) {
        match catch_unwind(AssertUnwindSafe(|| open(dir))) {
            Ok(Ok(())) => self.opened += 1,
            Ok(Err((code, cause))) => {
                assert!(KNOWN.contains(&code), "{code}: {cause}");
                assert!(!cause.is_empty());
                self.refused += 1;
            }
            Err(_) => self.panicked += 1,
        }
    }
}

const KNOWN: [&str; 6] = [
    "artefact_damaged",
    "artefact_stale",
    "hierarchy_damaged",
    "hierarchy_format",
    "hierarchy_of_other_network",
    "tiles_damaged",
];

fn open(dir: &Path) -> Result<(), (&'static str, String)> {
    let artefact = Artefact::open(dir).map_err(|fault| {
        assert!(fault.remedy().contains("noriai map import"), "{fault}");
        (fault.code(), fault.cause())
    })?;
    Router::from_parts(Arc::new(artefact.network), &artefact.hierarchy)
        .map_err(|fault| (fault.code(), fault.to_string()))?;
    TileSource::open(artefact.basemap).map_err(|fault| (fault.code(), fault.to_string()))?;
    Ok(())
}

/// Bits that are flipped: the lowest, the highest, all.
const PATTERNS: [u8; 3] = [0x01, 0x80, 0xff];
/// Each byte of a smaller file meets all patterns, of a larger one (the archive of tiles begins with
/// 16 KiB for its index, most of them free) one after the other in turn.
const SMALL: usize = 4096;

#[test]
fn every_changed_byte_is_refused() {
    let written = Written::new(&seeds::made_of(&seeds::hamlet()));
    let (mut tally, mut n_cases) = (Tally::default(), 0);
    for (path, sound) in written.files() {
        println!("{}: {} bytes", path.file_name().unwrap().to_string_lossy(), sound.len());
        // Written to, so no longer mapped: the same bytes by the other way in.
        fs::remove_file(&path).unwrap();
        let mut bytes = sound.clone();
        for at in 0..sound.len() {
            let each = if sound.len() < SMALL { 0..3 } else { at % 3..at % 3 + 1 };
            for pattern in &PATTERNS[each] {
                bytes[at] ^= pattern;
                fs::write(&path, &bytes).unwrap();
                bytes[at] = sound[at];
                n_cases += 1;
                tally.try_to_open(&written.dir());
            }
        }
        fs::write(&path, &sound).unwrap();
    }
    println!("{n_cases} changed bytes: {tally:?}");
    assert_eq!(tally, Tally { refused: n_cases, ..Tally::default() });
    open(&written.dir()).unwrap();
}

#[test]
fn a_changed_byte_of_a_mapped_file_is_refused() {
    let written = Written::new(&seeds::made_of(&seeds::hamlet()));
    let (mut tally, mut n_cases) = (Tally::default(), 0);
    for (path, sound) in written.files() {
        for at in (0..sound.len()).step_by(97) {
            let mut bytes = sound.clone();
            bytes[at] ^= 0x10;
            sealed(&path, &bytes);
            n_cases += 1;
            tally.try_to_open(&written.dir());
        }
        sealed(&path, &sound);
    }
    assert_eq!(tally, Tally { refused: n_cases, ..Tally::default() });
    open(&written.dir()).unwrap();
}

#[test]
fn a_file_of_any_other_length_is_refused() {
    let written = Written::new(&seeds::made_of(&seeds::hamlet()));
    let (mut tally, mut n_cases) = (Tally::default(), 0);
    for (path, sound) in written.files() {
        fs::remove_file(&path).unwrap();
        let step = if sound.len() < SMALL { 1 } else { 13 };
        let shorter = (0..sound.len()).step_by(step).chain([sound.len() - 1]);
        let shorter = shorter.map(|length| sound[..length].to_vec());
        let longer = [1, 7, 4096].map(|more| [&sound[..], &vec![0; more]].concat());
        for bytes in shorter.chain(longer).chain([sound.repeat(2)]) {
            fs::write(&path, &bytes).unwrap();
            n_cases += 1;
            tally.try_to_open(&written.dir());
        }
        fs::remove_file(&path).unwrap();
        let missing = Artefact::open(written.dir()).unwrap_err().code();
        assert!(["artefact_damaged", "artefact_missing"].contains(&missing), "{missing}");
        fs::write(&path, &sound).unwrap();
    }
    println!("{n_cases} other lengths: {tally:?}");
    assert_eq!(tally, Tally { refused: n_cases, ..Tally::default() });
    open(&written.dir()).unwrap();
}

/// The twin: with every checksum made right again, as a forger could, many changes are not found.
/// So it is the checksums that find them, and the tests above would notice if one were not looked
/// at. What a forger gets in still does not panic.
#[test]
fn without_checksums_changes_would_get_in() {
    let written = Written::new(&seeds::made_of(&seeds::hamlet()));
    let (manifest_path, manifest) = written.files().pop().unwrap();
    let manifest = String::from_utf8(manifest).unwrap();
    fs::remove_file(&manifest_path).unwrap();
    let (mut tally, mut n_cases) = (Tally::default(), 0);
    for (path, sound) in written.files_but_the_manifest() {
        fs::remove_file(&path).unwrap();
        let mut bytes = sound.clone();
        let step = if sound.len() < SMALL { 1 } else { 13 };
        for at in (0..sound.len()).step_by(step) {
            bytes[at] ^= 0x01;
            fs::write(&path, &bytes).unwrap();
            fs::write(&manifest_path, forged(&manifest, &sound, &bytes)).unwrap();
            bytes[at] = sound[at];
            n_cases += 1;
            tally.try_to_open(&written.dir());
        }
        fs::write(&path, &sound).unwrap();
    }
    println!("{n_cases} changed bytes under right checksums: {tally:?}");
    assert_eq!((tally.panicked, tally.refused + tally.opened), (0, n_cases));
    assert!(n_cases / 4 < tally.opened, "{tally:?}");
}

#[test]
fn a_file_of_another_map_is_refused() {
    let other = Written::new(seeds::parts());
    let written = Written::new(&seeds::made_of(&seeds::hamlet()));
    for ((path, sound), (_, others)) in written.files().iter().zip(other.files()) {
        if *sound == others {
            continue;
        }
        fs::remove_file(path).unwrap();
        fs::write(path, others).unwrap();
        assert_eq!(open(&written.dir()).unwrap_err().0, "artefact_damaged", "{}", path.display());
        fs::write(path, sound).unwrap();
    }
    // Even under right checksums: a hierarchy knows its network.
    let (network, hierarchy) =
        (seeds::made_of(&seeds::hamlet()).network, &seeds::parts().hierarchy);
    let fault = Router::from_parts(network, hierarchy).map(drop).unwrap_err();
    assert_eq!(fault.code(), "hierarchy_of_other_network");
}

impl Written {
    fn files_but_the_manifest(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let names = self.manifest.files.iter().map(|file| self.dir().join(&file.name));
        names.map(|path| (path.clone(), fs::read(&path).unwrap())).collect()
    }
}

/// A file in place of another, read-only like those of an import.
fn sealed(path: &Path, bytes: &[u8]) {
    fs::remove_file(path).unwrap();
    fs::write(path, bytes).unwrap();
    let mut permissions = fs::metadata(path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(path, permissions).unwrap();
}

/// The manifest with a file's checksum and its own made right.
fn forged(manifest: &str, sound: &[u8], bytes: &[u8]) -> String {
    let sum = |bytes: &[u8]| format!("{:032x}", XxHash3_128::oneshot(bytes));
    let text = manifest.replace(&sum(sound), &sum(bytes));
    let own = "\"checksum\": \"";
    let at = text.find(own).unwrap() + own.len();
    let (head, rest) = text.split_at(at);
    let tail = rest.get(32..).unwrap();
    let empty = [head, tail].concat();
    [head, &sum(empty.as_bytes()), tail].concat()
}
