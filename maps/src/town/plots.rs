//! The plots between the streets: facilities with their drives, houses, private drives.

use std::collections::{BTreeMap, BTreeSet};

use osmpbfreader::NodeId;

use super::canvas::{Canvas, TagList, name_tags, tag};
use super::facilities::{FACILITIES, Facility};
use super::lattice::{Axis, Block, Lattice, RAILSIDE_WEST, RIVERSIDE_WEST};
use super::names::{self, Name};
use super::random::Random;
use super::streets::Drives;

/// What lies between two neighbouring columns and rows, named by its south-western crossing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Plot {
    column: usize,
    row: usize,
}

/// Draws what stands on the plots. Returns where drives leave the streets, which are yet to draw.
pub(super) fn draw(canvas: &mut Canvas, lattice: &Lattice, seed: u64) -> Drives {
    let mut plots =
        Plots { canvas, lattice, random: Random::new(seed, 30), drives: BTreeMap::new() };
    let mut taken = BTreeSet::new();
    for facility in &FACILITIES {
        if let Some(plot) = plots.closest(facility, &taken) {
            taken.insert(plot);
            plots.draw_facility(facility, plot);
        }
    }
    for plot in plots.all() {
        if !taken.contains(&plot) {
            plots.draw_houses(plot);
        }
    }
    plots.drives
}

struct Plots<'a> {
    canvas: &'a mut Canvas,
    lattice: &'a Lattice<'a>,
    random: Random,
    drives: Drives,
}

impl Plots<'_> {
    /// All plots but those that the river or the railway crosses.
    fn all(&self) -> Vec<Plot> {
        let lines = |lines: usize| 0..lines.saturating_sub(1);
        let is_land = |column: &usize| {
            let at = self.lattice.columns[*column].at;
            at != RIVERSIDE_WEST && at != RAILSIDE_WEST
        };
        let columns = lines(self.lattice.columns.len()).filter(is_land);
        let rows = self.lattice.rows.len();
        columns.flat_map(|column| lines(rows).map(move |row| Plot { column, row })).collect()
    }

    /// A plot's borders on the sheet: west, east, south, north.
    fn borders(&self, plot: Plot) -> [f64; 4] {
        let (columns, rows) = (&self.lattice.columns, &self.lattice.rows);
        [
            columns[plot.column].at,
            columns[plot.column + 1].at,
            rows[plot.row].at,
            rows[plot.row + 1].at,
        ]
    }

    fn middle(&self, plot: Plot) -> (f64, f64) {
        let [west, east, south, north] = self.borders(plot);
        ((west + east) / 2.0, (south + north) / 2.0)
    }

    /// The free plot closest to where a facility should stand, with a street on its south side.
    fn closest(&self, facility: &Facility, taken: &BTreeSet<Plot>) -> Option<Plot> {
        let fits = |plot: &Plot| {
            let [west, east, south, north] = self.borders(*plot);
            50.0 < east - west
                && 45.0 < north - south
                && !taken.contains(plot)
                && self.lattice.street(street_of(*plot)).is_some()
        };
        let distance = |plot: &Plot| {
            let (across, along) = self.middle(*plot);
            (across - facility.across).abs() + (along - facility.along).abs()
        };
        let all = self.all();
        all.into_iter().filter(fits).min_by(|a, b| distance(a).total_cmp(&distance(b)))
    }

    fn draw_facility(&mut self, facility: &Facility, plot: Plot) {
        let [west, _, south, north] = self.borders(plot);
        let (across, _) = self.middle(plot);
        let width = ((across - west) * 0.7).min(38.0);
        let depth = ((north - south) * 0.36).min(34.0);
        let front = south + (north - south).min(110.0) * 0.45;
        let name = Name::of(facility.name);
        let mut tags = tag(facility.key, facility.value);
        if facility.key != "leisure" {
            tags.extend(tag("building", "yes"));
        }
        tags.extend(name_tags(&name));
        self.rectangle([across - width, across + width, front, front + depth], tags);
        // A drive to the door and an aisle along the car park.
        let gate = self.gate(plot, 0.5);
        let door = self.point(across, front - 5.0);
        let middle = self.point(across, south + (front - south) * 0.55);
        self.canvas.way(vec![gate, middle, door], tag("highway", "service"));
        let aisle = self.point(across + width * 0.9, south + (front - south) * 0.55);
        let mut tags = tag("highway", "service");
        tags.extend(tag("service", "parking_aisle"));
        self.canvas.way(vec![middle, aisle], tags);
        if facility.has_stop {
            let spot = self.lattice.ground.bend(across + 14.0, south + 5.0);
            let mut tags = tag("highway", "bus_stop");
            tags.extend(name_tags(&name.with("", names::FRONT)));
            self.canvas.node(spot, tags);
        }
    }

    fn draw_houses(&mut self, plot: Plot) {
        let (across, along) = self.middle(plot);
        if !self.lattice.ground.is_town(across, along) {
            return;
        }
        let is_core = self.lattice.ground.is_core(across, along);
        let [west, east, south, north] = self.borders(plot);
        let n_lots = ((east - west - 12.0) / 17.0) as usize;
        let n_ranks = if 48.0 <= north - south { 2 } else { 1 };
        for rank in 0..n_ranks {
            let middle = match (n_ranks, rank) {
                (1, _) => along,
                (_, 0) => south + 15.0,
                _ => north - 15.0,
            };
            for lot in 0..n_lots {
                let at = west + 6.0 + (lot as f64 + 0.5) * (east - west - 12.0) / n_lots as f64;
                self.draw_house((at, middle), is_core);
            }
        }
        if !is_core && self.random.chance(0.3) {
            self.draw_drive(plot);
        }
    }

    fn draw_house(&mut self, (across, along): (f64, f64), is_core: bool) {
        let (chance, least, most) = if is_core { (0.9, 5.8, 7.6) } else { (0.62, 4.0, 6.6) };
        let (wide, deep) = (self.random.between(least, most), self.random.between(least, most));
        if self.random.chance(chance) {
            let shift = self.random.between(-1.5, 1.5);
            let (south, north) = (along + shift - deep, along + shift + deep);
            let kind = if is_core { "retail" } else { "house" };
            let borders = [across - wide, across + wide, south, north];
            self.rectangle(borders, tag("building", kind));
        }
    }

    /// A drive to a house in the middle of a plot, half of them marked as private.
    fn draw_drive(&mut self, plot: Plot) {
        if self.lattice.street(street_of(plot)).is_none() {
            return;
        }
        let share = self.random.between(0.25, 0.75);
        let [west, east, south, north] = self.borders(plot);
        let gate = self.gate(plot, share);
        let end = self.point(west + (east - west) * share, south + (north - south) * 0.48);
        let mut tags = tag("highway", "service");
        tags.extend(tag("service", "driveway"));
        if self.random.chance(0.5) {
            tags.extend(tag("access", "private"));
        }
        self.canvas.way(vec![gate, end], tags);
    }

    /// A node on the street south of a plot where a drive leaves it.
    fn gate(&mut self, plot: Plot, share: f64) -> NodeId {
        let [west, east, south, _] = self.borders(plot);
        let gate = self.point(west + (east - west) * share, south);
        self.drives.entry(street_of(plot)).or_default().push((share, gate));
        gate
    }

    fn point(&mut self, across: f64, along: f64) -> NodeId {
        self.canvas.point(self.lattice.ground.bend(across, along))
    }

    fn rectangle(&mut self, [west, east, south, north]: [f64; 4], tags: TagList) {
        let corners = [(west, south), (west, north), (east, north), (east, south)];
        super::land::draw_block(self.canvas, self.lattice.ground, &corners, tags);
    }
}

fn street_of(plot: Plot) -> Block {
    Block { axis: Axis::Row, column: plot.column, row: plot.row }
}
