//! One fleet's day: its requests one by one, timed.

use std::time::Instant;

use noriai_fleet::{CannotInsert, Fleet, Insertion, Instance, ReferenceChoice, Roads, Rules};
use serde::Serialize;

/// A fleet and the requests that it is asked.
pub(super) struct Day<'a> {
    fleet: Fleet<'a>,
    instance: &'a Instance,
    /// Requests in the order of the reference, with its choices, if there is one; else of their
    /// times.
    order: Vec<(usize, Option<ReferenceChoice>)>,
    follows: bool,
    /// What became of those taken so far.
    pub(super) rows: Vec<Row>,
}

/// A request and what became of it.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub(super) id: usize,
    pub(super) vehicle: Option<u32>,
    pickup: Option<usize>,
    dropoff: Option<usize>,
    pub(super) cost_ds: Option<i32>,
    pub(super) reference_cost_ds: Option<i32>,
    pub(super) ns: u64,
}

impl<'a> Day<'a> {
    pub(super) fn new(
        roads: &'a Roads,
        rules: &'a Rules,
        instance: &'a Instance,
        follows: bool,
    ) -> Result<Self, CannotInsert> {
        let fleet = Fleet::new(roads, rules, &instance.vehicles)?;
        let choices = instance.choices.iter();
        let mut order: Vec<_> = choices.map(|choice| (choice.request, Some(*choice))).collect();
        if order.is_empty() {
            order = (0..instance.requests.len()).map(|request| (request, None)).collect();
            order.sort_by_key(|(request, _)| instance.requests[*request].at);
        }
        Ok(Self { fleet, instance, order, follows, rows: Vec::new() })
    }

    /// Goes on until `n_taken` have been taken altogether.
    pub(super) fn take(&mut self, n_taken: usize) -> Result<(), CannotInsert> {
        while self.rows.len() < n_taken.min(self.order.len()) {
            let (id, choice) = self.order[self.rows.len()];
            let row = self.take_next(id, choice)?;
            self.rows.push(row);
        }
        Ok(())
    }

    fn take_next(
        &mut self,
        id: usize,
        choice: Option<ReferenceChoice>,
    ) -> Result<Row, CannotInsert> {
        let request = self.instance.requests.get(id).ok_or(CannotInsert::Request(id))?;
        let (fleet, follow) = (&mut self.fleet, self.follows);
        let start = Instant::now();
        let best = fleet.best(request)?;
        let followed = choice.filter(|_| follow);
        let made = followed.map(|it| (it.vehicle, it.pickup, it.dropoff));
        let own = best.map(|it| (it.vehicle, it.pickup, it.dropoff));
        if let Some((vehicle, pickup, dropoff)) = made.or(own) {
            fleet.insert(request, vehicle, pickup, dropoff)?;
        }
        let ns = u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX);
        Ok(Row {
            id,
            vehicle: best.map(|it| it.vehicle),
            pickup: best.map(|it| it.pickup),
            dropoff: best.map(|it| it.dropoff),
            cost_ds: best.map(|Insertion { cost, .. }| cost.0),
            reference_cost_ds: choice.map(|it| it.cost.0).filter(|_| follow),
            ns,
        })
    }
}
