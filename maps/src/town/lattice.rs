//! The lines that streets run along: columns from south to north, rows from west to east, and
//! what road, if any, lies between two neighbouring crossings.

use super::ground::{EDGE, Ground};
use super::names::{self, Name, Word};
use super::random::Random;

/// A line of the lattice.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its place on the sheet in metres: across for a column, along for a row.
    pub(super) at: f64,
    pub(super) rank: Rank,
    pub(super) name: Option<Name>,
    /// `highway` of a road of the first rank, in town and out of it.
    pub(super) highway: &'static str,
    /// A row that crosses the river.
    pub(super) has_bridge: bool,
    /// Without gaps on the plain. Every other far line is, so that no field road is cut off.
    pub(super) is_whole: bool,
}

/// How far a line reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rank {
    /// Through the town and over the plain, as a main road.
    Main,
    /// Through the town as a street and over the plain as a farm road.
    Collector,
    /// In the town only.
    Local,
}

/// Along which of the two a road runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Axis {
    Column,
    Row,
}

/// A stretch between two neighbouring crossings: from `(column, row)` north or east.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Block {
    pub(super) axis: Axis,
    pub(super) column: usize,
    pub(super) row: usize,
}

/// What road a stretch carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Street {
    pub(super) highway: &'static str,
    pub(super) name: Option<Name>,
    /// 1 along the line, -1 against it, 0 both ways.
    pub(super) oneway: i8,
    pub(super) is_bridge: bool,
    pub(super) is_narrow: bool,
}

/// Where the lines are that have a meaning of their own.
pub(super) const RIVERSIDE_EAST: f64 = -640.0;
pub(super) const RIVERSIDE_WEST: f64 = -760.0;
pub(super) const RAILSIDE_WEST: f64 = -48.0;
pub(super) const RAILSIDE_EAST: f64 = 48.0;
pub(super) const OLD_ROAD: f64 = -330.0;
pub(super) const BYPASS: f64 = 1050.0;
pub(super) const STATION_ROW: f64 = 0.0;
pub(super) const NORTH_ROW: f64 = 820.0;
pub(super) const SOUTH_ROW: f64 = -1150.0;

/// All lines, and the chance that took streets away.
pub(super) struct Lattice<'a> {
    pub(super) ground: &'a Ground,
    pub(super) columns: Vec<Line>,
    pub(super) rows: Vec<Line>,
    seed: u64,
}

impl<'a> Lattice<'a> {
    pub(super) fn new(ground: &'a Ground, seed: u64) -> Self {
        let mut random = Random::new(seed, 10);
        let fixed_columns = [
            (OLD_ROAD, Rank::Main, "primary", Some(names::OLD_ROAD)),
            (BYPASS, Rank::Main, "trunk", Some(names::BYPASS)),
            (RIVERSIDE_EAST, Rank::Collector, "", None),
            (RIVERSIDE_WEST, Rank::Collector, "", None),
            (RAILSIDE_WEST, Rank::Collector, "", None),
            (RAILSIDE_EAST, Rank::Collector, "", None),
        ];
        let fixed_rows = [
            (STATION_ROW, Rank::Main, "secondary", Some(names::STATION_STREET)),
            (NORTH_ROW, Rank::Main, "secondary", None),
            (SOUTH_ROW, Rank::Main, "tertiary", None),
        ];
        let mut columns = lines(&mut random, &fixed_columns, (-1700.0, 1800.0), 84.0, 2900.0);
        let mut rows = lines(&mut random, &fixed_rows, (-1650.0, 1650.0), 74.0, EDGE - 400.0);
        name_streets(&mut columns, &mut rows);
        for at in [-430.0, 420.0, 2100.0, -2300.0] {
            let near = rows.iter_mut().filter(|row| row.rank != Rank::Local);
            if let Some(row) = near.min_by(|a, b| (a.at - at).abs().total_cmp(&(b.at - at).abs())) {
                row.has_bridge = true;
            }
        }
        Self { ground, columns, rows, seed }
    }

    /// Where a stretch begins and ends on the sheet; `None` beyond the last line.
    pub(super) fn ends(&self, block: Block) -> Option<[(f64, f64); 2]> {
        let (column, row) = match block.axis {
            Axis::Column => (block.column, block.row + 1),
            Axis::Row => (block.column + 1, block.row),
        };
        let from = (self.columns.get(block.column)?.at, self.rows.get(block.row)?.at);
        Some([from, (self.columns.get(column)?.at, self.rows.get(row)?.at)])
    }

    /// The road on a stretch, if there is one.
    pub(super) fn street(&self, block: Block) -> Option<Street> {
        let [from, to] = self.ends(block)?;
        let (across, along) = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
        let (line, index) = match block.axis {
            Axis::Column => (&self.columns[block.column], block.column),
            Axis::Row => (&self.rows[block.row], block.row),
        };
        let is_town = self.ground.is_town(across, along);
        let is_here = match line.rank {
            // The old road and the bypass come from beyond the map and lead beyond it.
            Rank::Main => block.axis == Axis::Column || self.ground.is_plain(across, along),
            Rank::Collector if is_town => true,
            Rank::Collector => {
                let is_left_out = !line.is_whole && self.is_left_out(block, 0.25);
                self.ground.is_plain(across, along) && !is_left_out
            }
            Rank::Local => is_town && !self.is_left_out(block, 0.11),
        };
        if !is_here || !self.may_cross(block, line, along) {
            return None;
        }
        let is_core = self.ground.is_core(across, along);
        let is_bridge = block.axis == Axis::Row && from.0 == RIVERSIDE_WEST;
        let oneway = match line.rank {
            Rank::Local if is_core => [1, -1][index % 2],
            _ => 0,
        };
        let highway = match line.rank {
            Rank::Main => line.highway,
            Rank::Collector if is_town && index % 3 == 0 => "tertiary",
            Rank::Collector => "unclassified",
            Rank::Local => "residential",
        };
        let is_old_village = across < RIVERSIDE_WEST;
        Some(Street {
            highway,
            name: line.name.clone().filter(|_| is_town || line.rank == Rank::Main),
            oneway,
            is_bridge,
            is_narrow: line.rank == Rank::Local && is_old_village
                || line.rank == Rank::Collector && !is_town,
        })
    }

    /// River, railway and station stand in the way.
    fn may_cross(&self, block: Block, line: &Line, along: f64) -> bool {
        let Some([from, _]) = self.ends(block) else { return false };
        if block.axis == Axis::Column {
            return true;
        }
        let crosses_river = from.0 == RIVERSIDE_WEST;
        let crosses_rail = from.0 == RAILSIDE_WEST;
        if crosses_river {
            return line.has_bridge || line.rank == Rank::Main;
        }
        // The station and its yard; beyond, only through streets have a level crossing.
        !crosses_rail || line.rank != Rank::Local && 200.0 < along.abs()
    }

    /// Some streets and farm roads are missing, so that not every corner is a crossroads.
    fn is_left_out(&self, block: Block, share: f64) -> bool {
        let axis = if block.axis == Axis::Row { 1 } else { 0 };
        let key = (block.column as u64) << 32 | (block.row as u64) << 1 | axis;
        Random::new(self.seed ^ 0x5eed, key).chance(share)
    }
}

type Fixed = (f64, Rank, &'static str, Option<Word>);

/// Fixed lines, dense lines between them in town, wide ones beyond up to `reach`.
fn lines(
    random: &mut Random,
    fixed: &[Fixed],
    town: (f64, f64),
    spacing: f64,
    reach: f64,
) -> Vec<Line> {
    let line = |at, rank, highway, name: Option<Word>| Line {
        at,
        rank,
        name: name.map(Name::of),
        highway,
        has_bridge: false,
        is_whole: rank == Rank::Main,
    };
    let mut lines = fixed.iter().map(|(at, rank, way, name)| line(*at, *rank, *way, *name));
    let mut lines = lines.by_ref().collect::<Vec<_>>();
    let mut at = -reach;
    let mut n_dense = 0;
    while at <= reach {
        let in_town = town.0 <= at && at <= town.1;
        let clear = spacing * 0.55;
        let in_river = (RIVERSIDE_WEST..=RIVERSIDE_EAST).contains(&at) && spacing == 84.0;
        if !in_river && fixed.iter().all(|(other, ..)| clear < (other - at).abs()) {
            n_dense += usize::from(in_town);
            let is_collector = !in_town || n_dense % 4 == 0;
            lines.push(line(
                at,
                if is_collector { Rank::Collector } else { Rank::Local },
                "",
                None,
            ));
        }
        at += if in_town { spacing } else { spacing * 3.6 } * random.between(0.86, 1.14);
    }
    lines.sort_by(|a, b| a.at.total_cmp(&b.at));
    let far = lines.iter_mut().filter(|line| line.rank == Rank::Collector);
    far.step_by(2).for_each(|line| line.is_whole = true);
    lines
}

/// Main roads without a name of their own and collectors are called after something.
fn name_streets(columns: &mut [Line], rows: &mut [Line]) {
    let lines = columns.iter_mut().chain(rows.iter_mut());
    let unnamed = lines
        .filter(|line| line.name.is_none() && line.rank != Rank::Local && line.at.abs() < 1500.0);
    for (line, word) in unnamed.zip(names::STREETS) {
        line.name = Some(Name::of(word).with("-", names::STREET));
    }
}
