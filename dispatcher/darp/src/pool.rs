//! Tours seen in good plans: for each set of requests the shortest order found so far.

use crate::TOLERANCE;
use crate::model::{Model, NodeId};
use crate::route::Route;

/// So many tours are kept at most; at this number the less promising half goes.
const COLUMNS_MAX: usize = 24_000;
/// A power of two, well above [`COLUMNS_MAX`].
const N_PLACES: usize = 1 << 16;
/// No column is kept at this place.
const FREE: u32 = u32::MAX;

/// A tour as a choice in a set partitioning.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    key: u64,
    pub(crate) cost: f64,
    /// The worth of the best plan it was seen in.
    pub(crate) worth: f64,
    /// The nodes between the depots.
    pub(crate) nodes: Vec<NodeId>,
}

/// A table of tours by their set of requests.
#[derive(Debug)]
pub(crate) struct Pool {
    columns: Vec<Column>,
    places: Vec<u32>,
}

/// What the pool knows about a tour's set of requests.
pub(crate) enum Seen<'a> {
    /// No shorter order.
    Shortest,
    /// This order is shorter.
    Shorter(&'a [NodeId]),
}

impl Pool {
    pub(crate) fn new() -> Self {
        Self { columns: Vec::new(), places: vec![FREE; N_PLACES] }
    }

    /// The place of the column with this key, or where it would go.
    fn place(&self, key: u64) -> usize {
        let mut place = key as usize & (N_PLACES - 1);
        loop {
            match self.columns.get(self.places[place] as usize) {
                Some(column) if column.key != key => {
                    place = (place + 1) & (N_PLACES - 1);
                }
                _ => return place,
            }
        }
    }

    /// Is there a shorter order of the same requests?
    pub(crate) fn look_up(&self, route: &Route) -> Seen<'_> {
        match self.columns.get(self.places[self.place(route.set_key)] as usize) {
            Some(column) if column.cost + TOLERANCE < route.cost => Seen::Shorter(&column.nodes),
            _ => Seen::Shortest,
        }
    }

    /// Keeps a tour of a plan of this worth; true if there was none as short over its requests.
    pub(crate) fn keep(&mut self, route: &Route, worth: f64) -> bool {
        if route.is_empty() {
            return false;
        }
        let place = self.place(route.set_key);
        match self.columns.get_mut(self.places[place] as usize) {
            Some(column) => {
                column.worth = column.worth.min(worth);
                if column.cost <= route.cost + TOLERANCE {
                    return false;
                }
                column.cost = route.cost;
                column.nodes.clear();
                column.nodes.extend(route.nodes());
            }
            None => {
                self.places[place] = self.columns.len() as u32;
                let (key, cost, nodes) = (route.set_key, route.cost, route.nodes().collect());
                self.columns.push(Column { key, cost, worth, nodes });
                if COLUMNS_MAX < self.columns.len() {
                    self.forget_half();
                }
            }
        }
        true
    }

    fn forget_half(&mut self) {
        let mut worths: Vec<f64> = self.columns.iter().map(|column| column.worth).collect();
        let middle = worths.len() / 2;
        let (_, &mut limit, _) = worths.select_nth_unstable_by(middle, f64::total_cmp);
        self.columns.retain(|column| column.worth < limit);
        self.places.fill(FREE);
        for index in 0..self.columns.len() {
            let place = self.place(self.columns[index].key);
            self.places[place] = index as u32;
        }
    }

    /// The `n` most promising tours.
    pub(crate) fn promising(&self, n: usize) -> Vec<&Column> {
        let mut columns: Vec<&Column> = self.columns.iter().collect();
        columns.sort_by(|a, b| a.worth.total_cmp(&b.worth));
        columns.truncate(n);
        columns
    }
}

/// The requests of a tour.
pub(crate) fn requests<'a>(
    model: &Model,
    nodes: &'a [NodeId],
) -> impl Iterator<Item = NodeId> + use<'a> {
    let n = model.n_requests as NodeId;
    nodes.iter().copied().filter(move |&node| node <= n)
}
