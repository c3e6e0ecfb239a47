use std::path::PathBuf;

use super::*;
use crate::{Extract, import_roads, town};

/// An artefact of the generated town in a directory of its own.
struct Written {
    _root: tempfile::TempDir,
    dir: PathBuf,
    manifest: Manifest,
}

fn written() -> Written {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("maps/town");
    let manifest = put(&dir, 1).unwrap();
    Written { _root: root, dir, manifest }
}

fn put(dir: &Path, seed: u64) -> Result<Manifest, ArtefactError> {
    let file = town::generate(seed);
    let extract = Extract::read(file.as_slice()).unwrap();
    let import = import_roads(&extract).unwrap();
    let parts = Parts {
        source: &Source::new("town.osm.pbf", &file),
        report: &import.report,
        network: &import.network,
        places: &Places::from_extract(&extract),
        basemap: b"tiles",
        hierarchy: b"hierarchy",
    };
    Artefact::write(dir, &parts)
}

#[test]
fn what_was_written_is_read_again() {
    let Written { dir, manifest, .. } = &written();
    let artefact = Artefact::open(dir).unwrap();
    assert_eq!(artefact.manifest, *manifest);
    assert_eq!(artefact.manifest.source.name, "town.osm.pbf");
    let extract = Extract::read(town::generate(1).as_slice()).unwrap();
    assert_eq!(artefact.network, import_roads(&extract).unwrap().network);
    assert_eq!(artefact.places, Places::from_extract(&extract));
    assert_eq!((artefact.basemap, artefact.hierarchy), (b"tiles".to_vec(), b"hierarchy".to_vec()));
    assert_eq!(artefact.manifest.bounds(), artefact.network.bounds());
}

#[test]
fn the_directory_holds_nothing_else_and_neither_does_the_one_around_it() {
    let Written { dir, .. } = &written();
    let names = |dir: &Path| {
        let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names = entries.map(|name| name.into_string().unwrap()).collect::<Vec<_>>();
        names.sort();
        names
    };
    let files = ["basemap.pmtiles", "hierarchy.bin", "manifest.json", "network.bin", "places.bin"];
    assert_eq!(names(dir), files);
    assert_eq!(names(dir.parent().unwrap()), ["town"]);
}

#[test]
fn an_older_artefact_is_replaced() {
    let Written { dir, manifest, .. } = &written();
    assert_ne!(put(dir, 2).unwrap().source, manifest.source);
    Artefact::open(dir).unwrap();
}

#[test]
fn a_directory_of_something_else_is_left_alone() {
    let root = tempfile::tempdir().unwrap();
    for (name, text) in [("notes.txt", "mine"), ("manifest.json", "{\"version\": 1}")] {
        let dir = root.path().join(name.replace('.', "-"));
        fs::create_dir(&dir).unwrap();
        fs::write(dir.join(name), text).unwrap();
        let fault = put(&dir, 1).unwrap_err();
        assert_eq!(fault.code(), "artefact_not_ours");
        assert_eq!(fs::read_to_string(dir.join(name)).unwrap(), text);
        assert_eq!(fs::read_dir(&dir).unwrap().count(), 1);
    }
    let file = root.path().join("file");
    fs::write(&file, "mine").unwrap();
    assert_eq!(put(&file, 1).unwrap_err().code(), "artefact_not_ours");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}

#[test]
fn an_empty_directory_is_taken() {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), 1).unwrap();
    Artefact::open(root.path()).unwrap();
}

#[test]
fn a_missing_artefact_says_how_to_make_one() {
    let root = tempfile::tempdir().unwrap();
    let fault = Artefact::open(root.path().join("nowhere")).unwrap_err();
    assert_eq!(fault.code(), "artefact_missing");
    assert!(fault.cause().contains("nowhere"));
    assert!(fault.remedy().contains("noriai map import"));
}

#[test]
fn any_changed_byte_is_found_and_its_file_named() {
    let Written { dir, manifest, .. } = &written();
    let names = manifest.files.iter().map(|file| file.name.as_str()).chain([MANIFEST]);
    for name in names {
        let path = dir.join(name);
        let sound = fs::read(&path).unwrap();
        for at in [0, sound.len() / 2, sound.len() - 1] {
            let mut bytes = sound.clone();
            bytes[at] ^= 1;
            fs::write(&path, bytes).unwrap();
            let fault = Artefact::open(dir).unwrap_err();
            assert_eq!(fault.code(), "artefact_damaged", "{name} at {at}: {fault}");
            assert!(fault.cause().contains(name), "{fault}");
            assert!(fault.remedy().contains("rebuild"));
        }
        fs::write(&path, &sound[..sound.len() - 1]).unwrap();
        assert_eq!(Artefact::open(dir).unwrap_err().code(), "artefact_damaged");
        fs::remove_file(&path).unwrap();
        Artefact::open(dir).unwrap_err();
        fs::write(&path, sound).unwrap();
    }
    Artefact::open(dir).unwrap();
}

#[test]
fn another_version_is_stale() {
    let Written { dir, .. } = &written();
    let path = dir.join(MANIFEST);
    let text = fs::read_to_string(&path).unwrap();
    let version = format!("\"version\": {VERSION}");
    assert!(text.contains(&version));
    fs::write(&path, text.replacen(&version, "\"version\": 0", 1)).unwrap();
    let fault = Artefact::open(dir).unwrap_err();
    assert_eq!(fault.code(), "artefact_stale");
    assert!(fault.cause().contains("version 0"));
    put(dir, 1).unwrap();
    Artefact::open(dir).unwrap();
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("file");
    fs::write(&file, "in the way").unwrap();
    let fault = put(&file.join("map"), 1).unwrap_err();
    assert!(fault.cause().contains("file"), "{fault}");
}
