//! Makes a road network of an extract.
//!
//! The steps, each in a file of its own: pick the ways a van may drive on and take them apart into
//! edges (`select`); fold edges into stretches between junctions (`fold`) without loops and
//! doubles (`simple`); make a segment of each direction (`draft`) with what holds it up (`hold_up`);
//! turn restrictions into bans (`restriction`, `movement`, `bans`); leave out islands (`islands`);
//! number what stays (`assemble`). What the tags mean stands in `class`, `access`, `direction`,
//! `limit`, `size`, `control`, `speed` and `delay`; the method and its reasons in `docs/maps.md`.

mod access;
mod assemble;
mod bans;
mod built_up;
mod class;
mod control;
mod delay;
mod direction;
mod draft;
mod drive;
mod fold;
mod hold_up;
mod islands;
mod limit;
mod movement;
mod report;
mod restriction;
mod select;
mod simple;
mod size;
mod speed;

use noriai_network::RoadNetwork;
use osmpbfreader::{NodeId, WayId};

pub use report::ImportReport;

use crate::ImportError;
use crate::extract::Extract;
use draft::Draft;
use movement::Movements;
use restriction::{Restriction, Via};
use select::Selection;

/// A road network and how it came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoadImport {
    /// The drivable roads.
    pub network: RoadNetwork,
    /// What was found, taken and left out.
    pub report: ImportReport,
}

/// Makes the road network of an extract.
///
/// # Errors
/// [`ImportError::NoRoads`] if no two segments are connected; [`ImportError::TooLarge`] if ids do
/// not suffice; [`ImportError::Network`] is a fault of ours.
pub fn import_roads(extract: &Extract) -> Result<RoadImport, ImportError> {
    let mut report = ImportReport::default();
    let mut selection = Selection::of(extract, &mut report)?;
    let restrictions = restriction::read(extract, &mut report);
    keep_via_nodes(extract, &mut selection, &restrictions);
    let stretches = simple::make_simple(&selection, fold::fold(&selection));
    let mut draft = Draft::new(&selection, stretches);
    let movements = Movements::new(extract, &selection, &restrictions);
    let bans = bans::bans(&draft, &movements, &restrictions, &mut report);
    let stays = islands::keep_mainland(&mut draft, &bans, &mut report);
    let network = assemble::assemble(&draft, &bans, &stays, &mut report)?;
    if network.n_segments() == 0 {
        return Err(ImportError::NoRoads);
    }
    Ok(RoadImport { network, report })
}

/// Where a turn is forbidden there must be a node, even if the road goes through without change.
fn keep_via_nodes(extract: &Extract, selection: &mut Selection, restrictions: &[Restriction]) {
    let ends = |way: &WayId| -> Vec<NodeId> {
        let nodes = extract.way(*way).map_or(&[][..], |way| way.nodes.as_slice());
        nodes.first().into_iter().chain(nodes.last()).copied().collect()
    };
    for restriction in restrictions {
        let nodes = match &restriction.via {
            Via::Node(node) => vec![*node],
            Via::Ways(ways) => ways.iter().flat_map(ends).collect(),
        };
        for node in nodes {
            if let Some(vertex) = selection.vertex(node) {
                selection.keep[vertex as usize] = true;
            }
        }
    }
}
