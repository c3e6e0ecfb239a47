//! The town's turn restrictions, via node and via way.

use osmpbfreader::{OsmId, WayId};

use super::canvas::{Canvas, tag};
use super::lattice::{Axis, Block, Lattice, NORTH_ROW, OLD_ROAD, Rank, SOUTH_ROW, STATION_ROW};
use super::streets::{Crossing, Streets};

/// A leg of a crossing: where a road comes from or goes to.
#[derive(Clone, Copy)]
enum Leg {
    North,
    East,
    South,
    West,
}

/// The crossings with restrictions, in the order of [`draw`]'s list.
pub(super) fn parted(lattice: &Lattice) -> Vec<Crossing> {
    let column = |at: f64| nearest(lattice.columns.iter().map(|line| line.at), at);
    let row = |at: f64| nearest(lattice.rows.iter().map(|line| line.at), at);
    let old_road = column(OLD_ROAD);
    let main = row(STATION_ROW);
    let round = block_to_drive_round(lattice, old_road);
    vec![
        (old_road, main),
        (old_road, row(NORTH_ROW)),
        (old_road, row(SOUTH_ROW)),
        (column(380.0), row(NORTH_ROW)),
        (old_road, round),
        (old_road, round + 1),
    ]
}

/// The row below a block of the old road that one could turn round by: in from the east below it,
/// out to the east above it.
fn block_to_drive_round(lattice: &Lattice, column: usize) -> usize {
    let oneway = |row: usize| {
        lattice.street(Block { axis: Axis::Row, column, row }).map(|street| street.oneway)
    };
    let fits = |row: &usize| {
        let is_minor = |row: usize| lattice.rows[row].rank != Rank::Main;
        let in_and_out = (oneway(*row), oneway(*row + 1));
        let is_open = matches!(in_and_out, (Some(way_in), Some(out)) if way_in <= 0 && 0 <= out);
        0.0 < lattice.rows[*row].at && is_minor(*row) && is_minor(*row + 1) && is_open
    };
    (0..lattice.rows.len().saturating_sub(1)).find(fits).unwrap_or(0)
}

fn nearest(lines: impl Iterator<Item = f64>, at: f64) -> usize {
    let far = lines.map(|line| (line - at).abs()).enumerate();
    far.min_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(index, _)| index)
}

/// Draws the restrictions. One whose streets the town does not have is left out.
pub(super) fn draw(canvas: &mut Canvas, parted: &[Crossing], streets: &Streets) {
    let [station, north, south, side, below, above] = parted else { return };
    let via_node = [
        (*station, "no_right_turn", Leg::South, Leg::East),
        (*station, "no_right_turn", Leg::North, Leg::West),
        (*station, "no_u_turn", Leg::South, Leg::South),
        (*north, "no_left_turn", Leg::East, Leg::South),
        (*north, "no_u_turn", Leg::West, Leg::West),
        (*south, "only_straight_on", Leg::West, Leg::East),
        (*side, "no_right_turn", Leg::West, Leg::South),
    ];
    for (crossing, kind, from, to) in via_node {
        let via = streets.crossings.get(&crossing).copied();
        let ways = (leg(streets, crossing, from), leg(streets, crossing, to));
        if let (Some(via), (Some(from), Some(to))) = (via, ways) {
            restrict(canvas, kind, from, OsmId::Node(via), to);
        }
    }
    // In from the side, right along the old road, right again, and one is on the way back.
    let (from, to) = (leg(streets, *below, Leg::East), leg(streets, *above, Leg::East));
    if let (Some(from), Some(via), Some(to)) = (from, leg(streets, *below, Leg::North), to) {
        restrict(canvas, "no_u_turn", from, OsmId::Way(via), to);
    }
}

fn restrict(canvas: &mut Canvas, kind: &str, from: WayId, via: OsmId, to: WayId) {
    let mut tags = tag("type", "restriction");
    tags.extend(tag("restriction", kind));
    canvas.relation(&[(OsmId::Way(from), "from"), (via, "via"), (OsmId::Way(to), "to")], tags);
}

/// The way on one leg of a crossing.
fn leg(streets: &Streets, (column, row): Crossing, leg: Leg) -> Option<WayId> {
    let block = match leg {
        Leg::North => Block { axis: Axis::Column, column, row },
        Leg::East => Block { axis: Axis::Row, column, row },
        Leg::South => Block { axis: Axis::Column, column, row: row.checked_sub(1)? },
        Leg::West => Block { axis: Axis::Row, column: column.checked_sub(1)?, row },
    };
    streets.ways.get(&block).copied()
}
