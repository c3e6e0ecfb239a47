//! Files that are no sound extract: each gives one clear error, never a panic.

use noriai_maps::{Extract, ImportError, pbf_writer};
use proptest::prelude::*;

use crate::drawing;

/// A sound file of one block each for nodes, ways and relations.
fn sound() -> Vec<u8> {
    let drawing = "a 0,0
         b 100,0 barrier=gate
         c 200,0
         west: a b highway=primary name=大通り
         east: b c highway=primary
         ban: no_u_turn west b west";
    pbf_writer::write(&drawing::extract(drawing))
}

fn fault(bytes: &[u8]) -> ImportError {
    Extract::read(bytes).unwrap_err()
}

#[test]
fn a_missing_file_is_named() {
    let fault = Extract::open("no/such/town.osm.pbf").unwrap_err();
    assert_eq!(fault.code(), "map_unreadable");
    assert!(fault.cause().contains("no/such/town.osm.pbf"));
    assert_eq!(fault.remedy(), "check that the file exists and may be read");
}

#[test]
fn a_directory_is_no_map() {
    let directory = tempfile::tempdir().unwrap();
    assert_eq!(Extract::open(directory.path()).unwrap_err().code(), "map_unreadable");
}

#[test]
fn a_fault_names_its_file() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("empty.osm.pbf");
    std::fs::write(&path, []).unwrap();
    let fault = Extract::open(&path).unwrap_err();
    assert_eq!(fault.code(), "map_empty");
    assert!(fault.cause().contains("empty.osm.pbf"));
}

#[test]
fn other_formats_are_told_by_their_first_bytes() {
    for (bytes, looks_like) in [
        (&b"<?xml version='1.0'?><osm></osm>"[..], "XML"),
        (b"{\"type\":\"FeatureCollection\"}", "JSON"),
        (b"PK\x03\x04 and so on", "ZIP"),
        (b"\x1f\x8b\x08\x00 and so on", "gzip"),
        (b"This is a text.", "text"),
        (b"\xff\xff\xff\xff\xff\xff", "unknown"),
        (b"\x00\x00\x00\x05 junk.....", "unknown"),
    ] {
        let fault = fault(bytes);
        assert_eq!(fault.code(), "map_not_pbf", "{fault}");
        assert!(fault.cause().contains(looks_like), "{fault}");
        assert!(fault.remedy().contains(".osm.pbf"));
    }
}

#[test]
fn a_file_cut_anywhere_is_truncated_or_ends_between_two_blocks() {
    let file = sound();
    let mut n_truncated = 0;
    for length in 1..file.len() {
        match Extract::read(&file[..length]) {
            Err(fault) => {
                assert_eq!(fault.code(), "map_truncated", "{length}: {fault}");
                n_truncated += 1;
            }
            // The format has no end mark, so an end between blocks cannot be told from the end.
            Ok(extract) => assert!(extract.ways().is_empty() || extract.relations().is_empty()),
        }
    }
    assert_eq!(n_truncated, file.len() - 1 - 3);
}

#[test]
fn absurd_sizes_are_refused_before_anything_is_read() {
    // A blob header: type OSMHeader, then the size of what follows, as a varint.
    let with_size = |size: &[u8]| {
        let header = [&b"\x0a\x09OSMHeader\x18"[..], size].concat();
        [&(header.len() as u32).to_be_bytes()[..], &header, b"short"].concat()
    };
    for size in [
        &b"\xff\xff\xff\xff\x07"[..],
        b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
        b"\x80\x80\x80\x20",
    ] {
        assert_eq!(fault(&with_size(size)).code(), "map_damaged");
    }
    assert_eq!(fault(&with_size(b"\x80\x01")).code(), "map_truncated");
}

#[test]
fn a_blob_that_unpacks_to_gigabytes_is_refused() {
    let zeros = vec![0; 64 * 1024 * 1024];
    let file = pbf_writer::blob("OSMHeader", &zeros);
    assert!(file.len() < 1024 * 1024);
    let fault = fault(&file);
    assert_eq!(fault.code(), "map_damaged");
    assert!(fault.cause().contains("1 MiB"));
}

#[test]
fn a_block_of_millions_of_empty_objects_is_refused() {
    // A string table without strings, then a group of nodes of no bytes each.
    let nodes = [0x0a, 0x00].repeat(2_000_000);
    let mut block = vec![0x0a, 0x00, 0x12];
    // Four million bytes, as a varint.
    block.extend([0x80, 0x92, 0xf4, 0x01]);
    block.extend(nodes);
    let file = [pbf_writer::blob("OSMHeader", b""), pbf_writer::blob("OSMData", &block)].concat();
    assert!(file.len() < 20_000);
    let fault = fault(&file);
    assert_eq!(fault.code(), "map_damaged");
    assert!(fault.cause().contains("far more than a file of its size"), "{fault}");
}

#[test]
fn references_to_strings_that_are_not_there_are_refused() {
    let header = pbf_writer::blob("OSMHeader", b"");
    // A block with an empty string table and a way of id 1 with the tag (7, 7).
    let way = b"\x08\x01\x12\x01\x07\x1a\x01\x07";
    let group = [&[0x1a, way.len() as u8][..], way].concat();
    let block = [&[0x0a, 0x00, 0x12, group.len() as u8][..], &group].concat();
    let fault = fault(&[header, pbf_writer::blob("OSMData", &block)].concat());
    assert_eq!(fault.code(), "map_damaged");
    assert!(fault.cause().contains("string"), "{fault}");
}

#[test]
fn features_that_we_cannot_read_are_named() {
    let header = b"\x22\x15HistoricalInformation";
    let fault = fault(&pbf_writer::blob("OSMHeader", header));
    assert_eq!(fault.code(), "map_unsupported");
    assert!(fault.cause().contains("HistoricalInformation"));
}

proptest! {
    #[test]
    fn random_bytes_give_an_error(bytes in proptest::collection::vec(any::<u8>(), 1..2000)) {
        prop_assert!(Extract::read(bytes.as_slice()).is_err());
    }

    #[test]
    fn a_sound_file_with_changed_bytes_gives_an_error_or_an_extract(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut file = sound();
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if let Ok(extract) = Extract::read(file.as_slice()) {
            let _ = noriai_maps::import_roads(&extract);
        }
    }

    #[test]
    fn a_block_with_changed_bytes_gives_an_error_or_an_extract(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        of_block in 0_usize..3,
    ) {
        // Changed before it is packed, so that the change gets past zlib's own checksum.
        let extract = Extract::read(sound().as_slice()).unwrap();
        let mut blocks = pbf_writer::blocks(&extract);
        for (at, byte) in changes {
            let block = &mut blocks[of_block];
            let at = at.index(block.len());
            block[at] = byte;
        }
        let blobs = blocks.iter().map(|block| pbf_writer::blob("OSMData", block));
        let file = [pbf_writer::blob("OSMHeader", b"")].into_iter().chain(blobs);
        let file = file.collect::<Vec<_>>().concat();
        if let Ok(extract) = Extract::read(file.as_slice()) {
            let _ = noriai_maps::import_roads(&extract);
        }
    }
}
