//! Turns restrictions into forbidden sequences of segments.

use std::collections::{BTreeMap, BTreeSet};

use noriai_network::{VehicleKind, VehicleKinds};

use super::ImportReport;
use super::draft::Draft;
use super::movement::{Movements, NoMovement, Step};
use super::restriction::{Kind, Restriction};

/// Forbidden sequences by index of the draft's segments, and whom they bind.
#[derive(Debug, Default)]
pub(super) struct Bans(BTreeMap<Vec<u32>, VehicleKinds>);

impl Bans {
    pub(super) fn add(&mut self, sequences: impl IntoIterator<Item = Vec<u32>>, to: VehicleKinds) {
        for sequence in sequences {
            let binds = self.0.entry(sequence).or_insert(VehicleKinds::NONE);
            *binds = binds.or(to);
        }
    }

    /// In order of their sequences.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Vec<u32>, VehicleKinds)> {
        self.0.iter().map(|(sequence, binds)| (sequence, *binds))
    }

    /// True if a kind of vehicle may not turn from one segment into another.
    pub(super) fn forbid(&self, from: u32, to: u32, kind: VehicleKind) -> bool {
        self.0.get([from, to].as_slice()).is_some_and(|binds| binds.contain(kind))
    }
}

/// The forbidden sequences of all restrictions, and of gates that some may not pass.
pub(super) fn bans(
    draft: &Draft,
    movements: &Movements<'_>,
    restrictions: &[Restriction],
    report: &mut ImportReport,
) -> Bans {
    let segment_of = segments_of_steps(draft, &movements.edges());
    let mut bans = Bans::default();
    for segment in 0..draft.segments.len() as u32 {
        let blocked = draft.gate(draft.segments[segment as usize].head);
        bans.add(onward(draft, segment).filter(|_| !blocked.is_empty()), blocked);
    }
    for restriction in restrictions {
        // How a restriction ended is told of taxis.
        let told = restriction.binds.contain(VehicleKind::Car);
        let found = movements.of(restriction).and_then(|movements| {
            let sequences = movements.iter().map(|steps| sequence(&segment_of, steps));
            sequences.collect::<Option<Vec<_>>>().ok_or(NoMovement::Unresolved)
        });
        match found {
            Err(NoMovement::Idle) => report.turn_restrictions_idle += u64::from(told),
            Err(NoMovement::Unresolved) => {
                report.turn_restrictions_unresolved += u64::from(told);
            }
            Ok(sequences) if restriction.kind == Kind::Only => {
                let others = sequences.iter().flat_map(|sequence| all_else(draft, sequence));
                bans.add(others, restriction.binds);
            }
            Ok(sequences) => bans.add(sequences, restriction.binds),
        }
    }
    bans
}

/// Every way on from a segment but back.
fn onward(draft: &Draft, segment: u32) -> impl Iterator<Item = Vec<u32>> {
    let record = &draft.segments[segment as usize];
    let leaving = draft.leaving(record.head).iter();
    leaving.filter(|next| Some(**next) != record.twin).map(move |next| vec![segment, *next])
}

/// The segment that each step lies on, for the edges asked for.
fn segments_of_steps(draft: &Draft, edges: &BTreeSet<u32>) -> BTreeMap<Step, u32> {
    let mut segment_of = BTreeMap::new();
    for (index, segment) in draft.segments.iter().enumerate() {
        let stretch = &draft.stretches[segment.stretch as usize];
        for (at, edge) in stretch.edges.iter().enumerate() {
            if edges.contains(edge) {
                let along = draft.starts_at(*edge, stretch.vertices[at]);
                segment_of.insert((*edge, along == segment.forward), index as u32);
            }
        }
    }
    segment_of
}

/// The segments that a movement passes, each once; `None` if it leaves the network or stays on
/// one segment.
fn sequence(segment_of: &BTreeMap<Step, u32>, steps: &[Step]) -> Option<Vec<u32>> {
    let mut sequence = Vec::new();
    for step in steps {
        let segment = *segment_of.get(step)?;
        if sequence.last() != Some(&segment) {
            sequence.push(segment);
        }
    }
    (2 <= sequence.len()).then_some(sequence)
}

/// What an `only_*` forbids: once on its first segment, to leave the sequence anywhere.
fn all_else(draft: &Draft, sequence: &[u32]) -> Vec<Vec<u32>> {
    let mut bans = Vec::new();
    for at in 1..sequence.len() {
        let before = &sequence[..at];
        let vertex = draft.segments[sequence[at - 1] as usize].head;
        let others = draft.leaving(vertex).iter().filter(|other| **other != sequence[at]);
        bans.extend(others.map(|other| [before, &[*other]].concat()));
    }
    bans
}
