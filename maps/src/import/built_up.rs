//! Which places are built-up, told by how close together the junctions are.
//!
//! Landuse polygons would tell too, but roads-only extracts have none and Japanese ones few.

use std::collections::{BTreeMap, BTreeSet};

use noriai_units::Position;

/// Side of a square cell in metres.
const CELL_M: f64 = 250.0;
/// A place is built-up from this many junctions a square kilometre on, counted over the nine cells
/// around it.
const JUNCTIONS_PER_KM2: f64 = 60.0;

/// The built-up places of an extract.
pub(super) struct BuiltUp {
    cells: BTreeSet<Cell>,
    metres_per_lon_degree: f64,
}

/// Row and column of a square of the grid.
type Cell = (i32, i32);

impl BuiltUp {
    /// Counts the junctions of ordinary roads.
    pub(super) fn around(junctions: &[Position]) -> Self {
        let middle = junctions.get(junctions.len() / 2).map_or(0.0, |position| position.lat());
        let metres_per_lon_degree = 111_195.0 * middle.to_radians().cos();
        let mut built_up = Self { cells: BTreeSet::new(), metres_per_lon_degree };
        let mut n_around = BTreeMap::<Cell, u32>::new();
        for junction in junctions {
            for cell in nine_around(built_up.cell(*junction)) {
                *n_around.entry(cell).or_default() += 1;
            }
        }
        let least = JUNCTIONS_PER_KM2 * 9.0 * CELL_M * CELL_M / 1e6;
        let dense = n_around.into_iter().filter(|(_, n)| least <= f64::from(*n));
        built_up.cells = dense.map(|(cell, _)| cell).collect();
        built_up
    }

    /// True if a place is built-up.
    pub(super) fn contains(&self, place: Position) -> bool {
        self.cells.contains(&self.cell(place))
    }

    fn cell(&self, place: Position) -> (i32, i32) {
        let row = place.lat() * 111_195.0 / CELL_M;
        let column = place.lon() * self.metres_per_lon_degree / CELL_M;
        // At most a girth of the earth in cells: 160,000.
        (row.floor() as i32, column.floor() as i32)
    }
}

fn nine_around((row, column): Cell) -> impl Iterator<Item = Cell> {
    (row - 1..=row + 1).flat_map(move |row| (column - 1..=column + 1).map(move |c| (row, c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Junctions on a grid, so many metres apart.
    fn grid(step: i32) -> Vec<Position> {
        let at = |n: i32| n * step * 90;
        let rows = -20..=20;
        rows.flat_map(|row| (-20..=20).map(move |column| (row, column)))
            .filter_map(|(row, column)| Position::from_e7(at(row), at(column)))
            .collect()
    }

    #[test]
    fn close_junctions_are_a_town_and_far_ones_are_not() {
        let middle = Position::default();
        assert!(BuiltUp::around(&grid(100)).contains(middle));
        assert!(!BuiltUp::around(&grid(200)).contains(middle));
        assert!(!BuiltUp::around(&[]).contains(middle));
    }

    #[test]
    fn a_town_ends_where_its_junctions_do() {
        let far = Position::from_degrees(0.1, 0.1).unwrap();
        assert!(!BuiltUp::around(&grid(100)).contains(far));
    }
}
