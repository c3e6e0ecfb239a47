//! Positions sorted into squares, so that near ones are found without looking at all.

use std::collections::BTreeMap;

use noriai_units::{Metres, Position};

/// Squares of a given edge, with the positions in each, by their index.
pub(super) struct Grid {
    edge_e7: (i64, i64),
    squares: BTreeMap<(i64, i64), Vec<usize>>,
}

impl Grid {
    /// Squares at least as large as asked for where the first position is.
    pub(super) fn of(positions: &[Position], edge: Metres) -> Self {
        let edge_e7 = edge_of(edge, positions.first().copied().unwrap_or_default());
        let mut grid = Self { edge_e7, squares: BTreeMap::new() };
        for (index, position) in positions.iter().enumerate() {
            grid.squares.entry(grid.square(*position)).or_default().push(index);
        }
        grid
    }

    /// The square of a position.
    pub(super) fn square(&self, position: Position) -> (i64, i64) {
        let (lat, lon) = (i64::from(position.lat_e7()), i64::from(position.lon_e7()));
        (lat.div_euclid(self.edge_e7.0), lon.div_euclid(self.edge_e7.1))
    }

    /// The positions in the square and the eight around it: all within an edge's length.
    pub(super) fn near(&self, position: Position) -> impl Iterator<Item = usize> {
        let (row, column) = self.square(position);
        let around = (-1..=1).flat_map(move |r| (-1..=1).map(move |c| (row + r, column + c)));
        around.filter_map(|square| self.squares.get(&square)).flatten().copied()
    }
}

/// A square's edges in 1e-7 degree, a tenth larger than asked for, as degrees of longitude shrink.
fn edge_of(edge: Metres, at: Position) -> (i64, i64) {
    // A degree of latitude is 111,195 m: 1 dm is 8.99 units.
    let lat = edge.decimetres() * 99 / 10;
    let shrink = (at.lat().to_radians().cos() * 1_000.0).max(100.0);
    #[expect(clippy::cast_possible_truncation, reason = "between 100 and 1,000")]
    let shrink = shrink as i64;
    (lat.max(1), (lat * 1_000 / shrink).max(1))
}
