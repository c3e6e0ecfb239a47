//! Finds the movements that a turn restriction describes, as sequences of directed edges.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use osmpbfreader::WayId;

use super::restriction::{Kind, Restriction, Via};
use super::select::Selection;
use crate::extract::Extract;

/// An edge and whether it is driven from its `a` to its `b`.
pub(super) type Step = (u32, bool);

/// Why a restriction yields no movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoMovement {
    /// Its members are missing or do not fit together.
    Unresolved,
    /// Its members fit, but the movement cannot be driven anyway.
    Idle,
}

/// A way that touches the ways between at more places than this says of none which is meant.
const PLACES_MAX: usize = 8;

/// The edges of the ways that take part in restrictions.
pub(super) struct Movements<'a> {
    extract: &'a Extract,
    selection: &'a Selection,
    edges: BTreeMap<WayId, Vec<u32>>,
}

impl<'a> Movements<'a> {
    pub(super) fn new(
        extract: &'a Extract,
        selection: &'a Selection,
        restrictions: &[Restriction],
    ) -> Self {
        let mut edges = restrictions
            .iter()
            .flat_map(Restriction::ways)
            .map(|way| (way, Vec::new()))
            .collect::<BTreeMap<_, _>>();
        for (index, edge) in selection.edges.iter().enumerate() {
            if let Some(of_way) = edges.get_mut(&selection.roads[edge.road as usize].way) {
                of_way.push(index as u32);
            }
        }
        Self { extract, selection, edges }
    }

    /// All edges that take part in a restriction.
    pub(super) fn edges(&self) -> BTreeSet<u32> {
        self.edges.values().flatten().copied().collect()
    }

    /// Every movement that a restriction describes: one, or one for each pair of several `from`
    /// and `to`.
    pub(super) fn of(&self, restriction: &Restriction) -> Result<Vec<Vec<Step>>, NoMovement> {
        let mut movements = Vec::new();
        let mut refusal = NoMovement::Idle;
        for from in &restriction.from {
            for to in &restriction.to {
                let found = match &restriction.via {
                    Via::Node(_) | Via::Ways(_) if !self.all_known(&[*from, *to]) => {
                        Err(NoMovement::Unresolved)
                    }
                    Via::Node(node) => match self.selection.vertex(*node) {
                        None if self.extract.node(*node).is_some() => Err(NoMovement::Idle),
                        None => Err(NoMovement::Unresolved),
                        Some(vertex) => self.via_node(restriction.kind, *from, vertex, *to),
                    },
                    Via::Ways(ways) => self.via_ways(*from, ways, *to),
                };
                match found {
                    Ok(found) => movements.extend(found),
                    Err(NoMovement::Unresolved) => refusal = NoMovement::Unresolved,
                    Err(NoMovement::Idle) => {}
                }
            }
        }
        if movements.is_empty() { Err(refusal) } else { Ok(movements) }
    }

    fn all_known(&self, ways: &[WayId]) -> bool {
        ways.iter().all(|way| self.extract.way(*way).is_some())
    }

    fn via_node(
        &self,
        kind: Kind,
        from: WayId,
        vertex: u32,
        to: WayId,
    ) -> Result<Vec<Vec<Step>>, NoMovement> {
        let arrivals = self.arriving(from, vertex)?;
        let departures = self.leaving(to, vertex)?;
        if kind == Kind::NoUTurn && from == to {
            // The way may go on behind the via node: then both sides are meant.
            let back = |step: &Step| (step.0, !step.1);
            let turns = arrivals.iter().filter(|step| departures.contains(&back(step)));
            return Ok(turns.map(|step| vec![*step, back(step)]).collect());
        }
        match (&arrivals[..], &departures[..]) {
            ([], _) | (_, []) => Err(NoMovement::Idle),
            ([arrival], [departure]) => Ok(vec![vec![*arrival, *departure]]),
            // The way passes the via node, so which of its sides is meant remains open.
            _ => Err(NoMovement::Unresolved),
        }
    }

    fn via_ways(
        &self,
        from: WayId,
        via: &[WayId],
        to: WayId,
    ) -> Result<Vec<Vec<Step>>, NoMovement> {
        if !self.all_known(via) {
            return Err(NoMovement::Unresolved);
        }
        let between = via.iter().flat_map(|way| &self.edges[way]).copied().collect::<Vec<_>>();
        let vertices = between
            .iter()
            .flat_map(|edge| {
                let edge = self.selection.edges[*edge as usize];
                [edge.a, edge.b]
            })
            .collect::<BTreeSet<_>>();
        let touching = |way: WayId| {
            let is_taken = self.edges.get(&way).is_some_and(|edges| !edges.is_empty());
            let touches = |vertex: &&u32| self.touching(way, **vertex).is_ok();
            // One that was not taken is at no place in particular.
            let n_places = if is_taken { usize::MAX } else { 1 };
            vertices.iter().filter(touches).take(n_places).copied().collect::<Vec<_>>()
        };
        let (starts, ends) = (touching(from), touching(to));
        if PLACES_MAX < starts.len() || PLACES_MAX < ends.len() {
            return Err(NoMovement::Unresolved);
        }
        let joins = self.joins(&between);
        let mut found = Vec::new();
        for start in &starts {
            let arrivals = self.arriving(from, *start)?;
            for end in &ends {
                let departures = self.leaving(to, *end)?;
                let path = (start != end).then(|| self.path(&joins, *start, *end)).flatten();
                let (Some(path), [arrival], [departure]) = (path, &arrivals[..], &departures[..])
                else {
                    continue;
                };
                found.push([&[*arrival], &path[..], &[*departure]].concat());
            }
        }
        match found.len() {
            1 => Ok(found),
            0 if !starts.is_empty() && !ends.is_empty() => Err(NoMovement::Idle),
            _ => Err(NoMovement::Unresolved),
        }
    }

    /// The steps of a way that arrive at a vertex; `Unresolved` if the way does not touch it.
    fn arriving(&self, way: WayId, vertex: u32) -> Result<Vec<Step>, NoMovement> {
        let leaving = self.touching(way, vertex)?;
        let arriving = leaving.into_iter().map(|(edge, forward)| (edge, !forward));
        Ok(arriving.filter(|step| self.is_open(*step)).collect())
    }

    /// The steps of a way that leave a vertex; `Unresolved` if the way does not touch it.
    fn leaving(&self, way: WayId, vertex: u32) -> Result<Vec<Step>, NoMovement> {
        let leaving = self.touching(way, vertex)?;
        Ok(leaving.into_iter().filter(|step| self.is_open(*step)).collect())
    }

    /// The steps of a way away from a vertex, open or not. None if the way was not taken.
    fn touching(&self, way: WayId, vertex: u32) -> Result<Vec<Step>, NoMovement> {
        let edges = self.edges.get(&way).map_or(&[][..], Vec::as_slice);
        let steps = edges.iter().filter_map(|index| {
            let edge = self.selection.edges[*index as usize];
            let touches = edge.a == vertex || edge.b == vertex;
            touches.then_some((*index, edge.a == vertex))
        });
        let steps = steps.collect::<Vec<_>>();
        let taken = !edges.is_empty();
        if taken && steps.is_empty() { Err(NoMovement::Unresolved) } else { Ok(steps) }
    }

    fn is_open(&self, (index, forward): Step) -> bool {
        let traits = self.selection.traits(self.selection.edges[index as usize]);
        if forward { traits.forward.is_some() } else { traits.backward.is_some() }
    }

    /// The drivable steps over the given edges, by the vertex that each begins at, and where it
    /// leads.
    fn joins(&self, edges: &[u32]) -> BTreeMap<u32, Vec<(Step, u32)>> {
        let mut joins = BTreeMap::<u32, Vec<(Step, u32)>>::new();
        for index in edges {
            let edge = self.selection.edges[*index as usize];
            for (step, from, to) in
                [((*index, true), edge.a, edge.b), ((*index, false), edge.b, edge.a)]
            {
                if self.is_open(step) {
                    joins.entry(from).or_default().push((step, to));
                }
            }
        }
        joins
    }

    /// The shortest way from one vertex to another, by steps.
    fn path(
        &self,
        joins: &BTreeMap<u32, Vec<(Step, u32)>>,
        start: u32,
        end: u32,
    ) -> Option<Vec<Step>> {
        let mut came_by = BTreeMap::<u32, Step>::new();
        let mut queue = VecDeque::from([start]);
        while let Some(vertex) = queue.pop_front() {
            for (step, next) in joins.get(&vertex).into_iter().flatten() {
                if *next != start && !came_by.contains_key(next) {
                    came_by.insert(*next, *step);
                    queue.push_back(*next);
                }
            }
        }
        let mut path = Vec::new();
        let mut vertex = end;
        while vertex != start {
            let step = *came_by.get(&vertex)?;
            path.push(step);
            vertex = self.selection.edges[step.0 as usize].other(vertex);
        }
        path.reverse();
        Some(path)
    }
}
