//! Draws the lattice's roads: ways of several blocks each, bridges, level crossings, a roundabout.

use std::collections::BTreeMap;

use osmpbfreader::{NodeId, WayId};

use super::canvas::{Canvas, Spot, TagList, name_tags, tag};
use super::ground::RAIL;
use super::lattice::{Axis, BYPASS, Block, Lattice, NORTH_ROW, RAILSIDE_WEST, Street};

/// A crossing: column and row.
pub(super) type Crossing = (usize, usize);

/// What is known of the streets once they are drawn.
#[derive(Default)]
pub(super) struct Streets {
    /// The node of each crossing that a road touches.
    pub(super) crossings: BTreeMap<Crossing, NodeId>,
    /// The way that covers each block.
    pub(super) ways: BTreeMap<Block, WayId>,
    /// Where the railway crosses a road: place along, node.
    pub(super) level_crossings: Vec<(f64, NodeId)>,
}

/// Places on blocks where a drive leaves the street: share of the way, node.
pub(super) type Drives = BTreeMap<Block, Vec<(f64, NodeId)>>;

/// Draws all streets. Ways end at the crossings in `parted`, for turn restrictions to name them.
pub(super) fn draw(
    canvas: &mut Canvas,
    lattice: &Lattice,
    drives: &Drives,
    parted: &[Crossing],
) -> Streets {
    let mut drawing = Drawing {
        canvas,
        lattice,
        drives,
        parted,
        streets: Streets::default(),
        ring: BTreeMap::new(),
        ring_at: roundabout(lattice),
    };
    drawing.draw_ring();
    for column in 0..lattice.columns.len() {
        drawing.draw_line((0..lattice.rows.len()).map(|row| Block {
            axis: Axis::Column,
            column,
            row,
        }));
    }
    for row in 0..lattice.rows.len() {
        let blocks = 0..lattice.columns.len();
        drawing.draw_line(blocks.map(|column| Block { axis: Axis::Row, column, row }));
    }
    drawing.streets
}

/// The bypass meets the northern road in a roundabout.
fn roundabout(lattice: &Lattice) -> Option<Crossing> {
    let column = lattice.columns.iter().position(|line| line.at == BYPASS)?;
    Some((column, lattice.rows.iter().position(|line| line.at == NORTH_ROW)?))
}

struct Drawing<'a> {
    canvas: &'a mut Canvas,
    lattice: &'a Lattice<'a>,
    drives: &'a Drives,
    parted: &'a [Crossing],
    streets: Streets,
    ring_at: Option<Crossing>,
    /// The roundabout's nodes by the side on which roads arrive: east, north, west, south.
    ring: BTreeMap<(i8, i8), NodeId>,
}

/// A way that is being drawn.
struct Run {
    street: Street,
    nodes: Vec<NodeId>,
    blocks: Vec<Block>,
}

impl Drawing<'_> {
    fn draw_line(&mut self, blocks: impl Iterator<Item = Block>) {
        let mut run: Option<Run> = None;
        for block in blocks {
            let Some(street) = self.lattice.street(block) else {
                self.finish(run.take());
                continue;
            };
            let continues = run.as_ref().is_some_and(|run| {
                run.street == street
                    && run.blocks.len() < 24
                    && !self.parted.contains(&(block.column, block.row))
                    && Some((block.column, block.row)) != self.ring_at
            });
            if !continues {
                self.finish(run.take());
            }
            let (from, between, to) = self.nodes_of(block);
            let run = run.get_or_insert(Run { street, nodes: vec![from], blocks: Vec::new() });
            run.nodes.extend(between);
            run.nodes.push(to);
            run.blocks.push(block);
        }
        self.finish(run);
    }

    fn finish(&mut self, run: Option<Run>) {
        let Some(Run { street, mut nodes, blocks }) = run else { return };
        if street.oneway < 0 {
            nodes.reverse();
        }
        let way = self.canvas.way(nodes, street_tags(&street));
        self.streets.ways.extend(blocks.into_iter().map(|block| (block, way)));
    }

    fn nodes_of(&mut self, block: Block) -> (NodeId, Vec<NodeId>, NodeId) {
        let (step, ends) = match block.axis {
            Axis::Column => ((0, 1), (block.column, block.row + 1)),
            Axis::Row => ((1, 0), (block.column + 1, block.row)),
        };
        let from = self.crossing((block.column, block.row), step);
        let to = self.crossing(ends, (-step.0, -step.1));
        let mut between = self.drives.get(&block).cloned().unwrap_or_default();
        if let Some([(across, along), (to_across, to_along)]) = self.lattice.ends(block) {
            let at = |share: f64| {
                let across = across + (to_across - across) * share;
                self.lattice.ground.bend(across, along + (to_along - along) * share)
            };
            let length = (to_across - across).abs() + (to_along - along).abs();
            if block.axis == Axis::Row && across == RAILSIDE_WEST {
                let share = (RAIL - across) / (to_across - across);
                let node = self.canvas.node(at(share), tag("railway", "level_crossing"));
                self.streets.level_crossings.push((along, node));
                between.push((share, node));
            }
            // Long stretches follow the bends of the land.
            let n_bends = (length / 110.0) as usize;
            let shares = (1..=n_bends).map(|bend| bend as f64 / (n_bends + 1) as f64);
            let bends = shares.map(|share| (share, self.canvas.point(at(share))));
            between.extend(bends.collect::<Vec<_>>());
        }
        between.sort_by(|a, b| a.0.total_cmp(&b.0));
        (from, between.into_iter().map(|(_, node)| node).collect(), to)
    }

    /// The node of a crossing, as seen by a road that leaves it in a direction.
    fn crossing(&mut self, crossing: Crossing, towards: (i8, i8)) -> NodeId {
        if Some(crossing) == self.ring_at
            && let Some(node) = self.ring.get(&towards)
        {
            return *node;
        }
        let spot = spot(self.lattice, crossing);
        *self.streets.crossings.entry(crossing).or_insert_with(|| self.canvas.point(spot))
    }

    /// Clockwise, for one drives on the left.
    fn draw_ring(&mut self) {
        let Some(crossing) = self.ring_at else { return };
        let centre = spot(self.lattice, crossing);
        let (radius, slant) = (24.0, 17.0);
        let points = [
            (0.0, radius, Some((0, 1))),
            (slant, slant, None),
            (radius, 0.0, Some((1, 0))),
            (slant, -slant, None),
            (0.0, -radius, Some((0, -1))),
            (-slant, -slant, None),
            (-radius, 0.0, Some((-1, 0))),
            (-slant, slant, None),
        ];
        let mut nodes = Vec::new();
        for (x, y, side) in points {
            let node = self.canvas.point(centre.plus(x, y));
            nodes.push(node);
            self.ring.extend(side.map(|side| (side, node)));
        }
        nodes.extend(nodes.first().copied());
        let mut tags = tag("highway", "trunk");
        tags.extend(tag("junction", "roundabout"));
        self.canvas.way(nodes, tags);
    }
}

/// Where a crossing lies on the ground.
pub(super) fn spot(lattice: &Lattice, (column, row): Crossing) -> Spot {
    lattice.ground.bend(lattice.columns[column].at, lattice.rows[row].at)
}

fn street_tags<'a>(street: &Street) -> TagList<'a> {
    let mut tags = tag("highway", street.highway);
    tags.extend(street.name.iter().flat_map(name_tags));
    if street.oneway != 0 {
        tags.extend(tag("oneway", "yes"));
    }
    if street.is_bridge {
        tags.extend(tag("bridge", "yes"));
        tags.extend(tag("layer", "1"));
    }
    if street.is_narrow {
        tags.extend(tag("width", "3.5"));
    }
    if street.highway == "trunk" {
        tags.extend(tag("maxspeed", "60"));
    }
    tags
}
