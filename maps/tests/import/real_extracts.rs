//! Real extracts, where they stand beside the project, against what its data folder says of them.

use std::path::PathBuf;
use std::time::Instant;

use noriai_maps::{Extract, ImportReport, RoadImport, import_roads};
use noriai_network::{RoadNetwork, SegmentId};

/// `None`, said aloud, where the file is absent.
pub(crate) fn open(name: &str) -> Option<Extract> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/osm");
    let path = root.join(format!("{name}.osm.pbf"));
    if !path.exists() {
        println!("skipped: there is no {name}.osm.pbf beside the project");
        return None;
    }
    Some(Extract::open(path).unwrap())
}

/// Imports an extract, checks the network and hands out the report.
fn import(name: &str) -> Option<ImportReport> {
    let start = Instant::now();
    let extract = open(name)?;
    let RoadImport { network, report } = import_roads(&extract).unwrap();
    println!("{name}: imported in {:?}: {report:#?}", start.elapsed());
    network.check().unwrap();
    assert_simple(&network);
    assert_all_reach_all(&network);
    assert_eq!(report.nodes, network.n_nodes() as u64);
    assert_eq!(report.segments, network.n_segments() as u64);
    assert_eq!(report.turn_bans, network.turn_bans().len() as u64);
    Some(report)
}

/// No loops, and two nodes name at most one segment.
fn assert_simple(network: &RoadNetwork) {
    let ends = |id: SegmentId| (network.segment(id).tail, network.segment(id).head);
    let mut pairs = network.segment_ids().map(ends).collect::<Vec<_>>();
    assert!(pairs.iter().all(|(tail, head)| tail != head));
    pairs.sort_unstable();
    let n_segments = pairs.len();
    pairs.dedup();
    assert_eq!(pairs.len(), n_segments);
}

/// From the first node all others can be reached, and it from all others.
fn assert_all_reach_all(network: &RoadNetwork) {
    for backwards in [false, true] {
        let mut neighbours = vec![Vec::new(); network.n_nodes()];
        for segment in network.segment_ids().map(|id| network.segment(id)) {
            let (from, to) = match backwards {
                false => (segment.tail, segment.head),
                true => (segment.head, segment.tail),
            };
            neighbours[from.index()].push(to.index());
        }
        let mut seen = vec![false; network.n_nodes()];
        let mut stack = vec![0];
        while let Some(node) = stack.pop() {
            if !std::mem::replace(&mut seen[node], true) {
                stack.extend(&neighbours[node]);
            }
        }
        assert!(seen.iter().all(|seen| *seen));
    }
}

#[test]
fn natori_is_imported() {
    let Some(report) = import("natori") else { return };
    assert_eq!(report.n_nodes_on_drivable_ways, 2_492);
    assert_eq!(report.turn_restrictions, 0);
    assert_eq!(report.dangling_references, 0);
}

#[test]
fn isle_of_man_is_imported() {
    let Some(report) = import("isle-of-man") else { return };
    assert_eq!(report.n_nodes_on_drivable_ways, 40_840);
    assert_eq!(report.turn_restrictions, 24);
    assert_eq!(report.turn_restrictions_unresolved, 0);
    assert_eq!(report.dangling_references, 0);
    // The data folder gives the largest strongly connected part as 99.2 %.
    assert!(report.dropped_segments * 100 < report.segments * 2);
}

#[test]
fn toyama_is_imported_though_it_is_clipped() {
    let Some(report) = import("toyama") else { return };
    assert_eq!(report.n_ways_drivable, 18_619);
    assert_eq!(report.n_nodes_on_drivable_ways, 54_675);
    assert_eq!(report.turn_restrictions, 26);
    assert_eq!(report.dangling_references, 1_440);
    assert!(report.dropped_segments * 100 < report.segments * 2);
}

#[test]
fn porto_is_imported() {
    let Some(report) = import("porto") else { return };
    assert_eq!(report.n_nodes_on_drivable_ways, 276_049);
    assert_eq!(report.turn_restrictions, 357);
    assert_eq!(report.dangling_references, 0);
    assert!(report.dropped_segments * 100 < report.segments * 2);
}

#[test]
fn two_imports_of_one_extract_are_equal() {
    let Some(extract) = open("isle-of-man") else { return };
    assert_eq!(import_roads(&extract).unwrap(), import_roads(&extract).unwrap());
}

#[test]
fn an_extract_written_and_read_again_is_equal() {
    let Some(extract) = open("isle-of-man") else { return };
    let written = noriai_maps::pbf_writer::write(&extract);
    assert!(Extract::read(written.as_slice()).unwrap() == extract);
}
