//! Which places are built-up, told by how close together the junctions are.
//!
//! Landuse polygons would tell too, but roads-only extracts have none and Japanese ones few.

use std::collections::BTreeMap;

use noriai_units::Position;

/// Side of a square cell in metres.
const CELL_M: f64 = 250.0;
/// A place is built-up from this many junctions a square kilometre on, counted over the nine cells
/// around it.
const JUNCTIONS_PER_KM2: f64 = 60.0;

/// The built-up places of an extract.
pub(super) struct BuiltUp {
    cells: BTreeMap<(i32, i32), u32>,
    metres_per_lon_degree: f64,
}

impl BuiltUp {
    /// Counts the junctions of ordinary roads.
    pub(super) fn around(junctions: &[Position]) -> Self {
        let middle = junctions.get(junctions.len() / 2).map_or(0.0, |position| position.lat());
        let mut built_up = Self {
            cells: BTreeMap::new(),
            metres_per_lon_degree: 111_195.0 * middle.to_radians().cos(),
        };
        for junction in junctions {
            *built_up.cells.entry(built_up.cell(*junction)).or_default() += 1;
        }
        built_up
    }

    /// True if a place is built-up.
    pub(super) fn contains(&self, place: Position) -> bool {
        let (row, column) = self.cell(place);
        let around = (row - 1..=row + 1)
            .flat_map(|row| (column - 1..=column + 1).map(move |column| (row, column)))
            .filter_map(|cell| self.cells.get(&cell))
            .sum::<u32>();
        JUNCTIONS_PER_KM2 * 9.0 * CELL_M * CELL_M / 1e6 <= f64::from(around)
    }

    fn cell(&self, place: Position) -> (i32, i32) {
        let row = place.lat() * 111_195.0 / CELL_M;
        let column = place.lon() * self.metres_per_lon_degree / CELL_M;
        // At most a girth of the earth in cells: 160,000.
        (row.floor() as i32, column.floor() as i32)
    }
}
