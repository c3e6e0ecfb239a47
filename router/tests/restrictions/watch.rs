//! A traffic warden: watches drives and counts who passes a restriction and who breaks it.

use std::collections::{BTreeMap, BTreeSet};

use noriai_units::Position;

use super::osm::Ruling;

/// The restrictions by the two positions at which their movement begins.
pub(crate) struct Warden<'a> {
    rulings: &'a [Ruling],
    by_begin: BTreeMap<(Position, Position), Vec<usize>>,
    /// How many drives came by each restriction's `from`.
    pub(crate) n_passed: Vec<usize>,
    /// Restrictions that some drive broke.
    pub(crate) broken: BTreeSet<usize>,
}

impl<'a> Warden<'a> {
    pub(crate) fn of(rulings: &'a [Ruling]) -> Self {
        let mut by_begin: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (index, ruling) in rulings.iter().enumerate() {
            by_begin.entry((ruling.way[0], ruling.way[1])).or_default().push(index);
        }
        Self { rulings, by_begin, n_passed: vec![0; rulings.len()], broken: BTreeSet::new() }
    }

    /// Watches a drive: every node on its way, in order.
    pub(crate) fn watch(&mut self, driven: &[Position]) {
        for (at, two) in driven.windows(2).enumerate() {
            for index in self.by_begin.get(&(two[0], two[1])).into_iter().flatten() {
                // Who ends at the junction has not passed it.
                self.n_passed[*index] += usize::from(at + 2 < driven.len());
                if breaks(&self.rulings[*index], &driven[at..]) {
                    self.broken.insert(*index);
                }
            }
        }
    }

    pub(crate) fn n_drives_past(&self) -> usize {
        self.n_passed.iter().sum()
    }

    pub(crate) fn n_restrictions_passed(&self) -> usize {
        self.n_passed.iter().filter(|n| 0 < **n).count()
    }
}

fn breaks(ruling: &Ruling, driven: &[Position]) -> bool {
    let way = &ruling.way;
    if !ruling.only {
        return driven.starts_with(way);
    }
    // Who has come this far along the only way must go on along it.
    (2..way.len()).any(|so_far| {
        driven.starts_with(&way[..so_far])
            && driven.get(so_far).is_some_and(|it| *it != way[so_far])
    })
}
