use std::fs;
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

/// Replaces a file that is read-only, as whoever damages it by hand would have to.
fn overwrite(path: &Path, bytes: &[u8]) {
    fs::remove_file(path).unwrap();
    fs::write(path, bytes).unwrap();
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
    assert_eq!((&*artefact.basemap, &*artefact.hierarchy), (&b"tiles"[..], &b"hierarchy"[..]));
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
            overwrite(&path, &bytes);
            let fault = Artefact::open(dir).unwrap_err();
            assert_eq!(fault.code(), "artefact_damaged", "{name} at {at}: {fault}");
            assert!(fault.cause().contains(name), "{fault}");
            assert!(fault.remedy().contains("import the map again"));
        }
        overwrite(&path, &sound[..sound.len() - 1]);
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
    for other in [VERSION - 1, VERSION + 1] {
        let version_of_another = format!("\"version\": {other}");
        overwrite(&path, text.replacen(&version, &version_of_another, 1).as_bytes());
        let fault = Artefact::open(dir).unwrap_err();
        assert_eq!(fault.code(), "artefact_stale");
        assert!(fault.cause().contains(&format!("version {other}")));
        assert!(fault.remedy().contains("import the map again"));
    }
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

/// A server may go on with the old map while a new one is imported over it.
#[test]
fn an_open_artefact_outlives_the_import_of_another() {
    let Written { dir, .. } = &written();
    let artefact = Artefact::open(dir).unwrap();
    put(dir, 2).unwrap();
    assert_eq!(&*artefact.basemap, b"tiles");
    fs::remove_dir_all(dir).unwrap();
    assert_eq!(&*artefact.basemap, b"tiles");
}

#[test]
fn no_file_of_an_artefact_may_be_written_to() {
    let Written { dir, manifest, .. } = &written();
    let names = manifest.files.iter().map(|file| file.name.as_str()).chain([MANIFEST]);
    for name in names {
        assert!(noriai_mapped::is_sealed(dir.join(name)).unwrap(), "{name}");
    }
}

/// Unpacked from an archive or copied by hand, files may have become writable: then they are read,
/// not mapped.
#[test]
fn a_copy_with_other_permissions_opens_as_well() {
    let Written { dir, .. } = &written();
    let copy = dir.with_file_name("copy");
    fs::create_dir(&copy).unwrap();
    for entry in fs::read_dir(dir).unwrap() {
        let from = entry.unwrap().path();
        fs::write(copy.join(from.file_name().unwrap()), fs::read(&from).unwrap()).unwrap();
    }
    assert_eq!(Artefact::open(&copy).unwrap(), Artefact::open(dir).unwrap());
}

#[test]
fn the_same_parts_give_the_same_files() {
    let files = |Written { dir, .. }: &Written| {
        let names = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
        let mut files = names.map(|name| fs::read(name).unwrap()).collect::<Vec<_>>();
        files.sort();
        files
    };
    assert_eq!(files(&written()), files(&written()));
}
