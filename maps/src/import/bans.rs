//! Turns restrictions into forbidden sequences of segments.

use std::collections::{BTreeMap, BTreeSet};

use super::ImportReport;
use super::draft::Draft;
use super::movement::{Movements, NoMovement, Step};
use super::restriction::{Kind, Restriction};

/// The forbidden sequences of all restrictions, by index of the draft's segments.
pub(super) fn bans(
    draft: &Draft,
    movements: &Movements<'_>,
    restrictions: &[Restriction],
    report: &mut ImportReport,
) -> BTreeSet<Vec<u32>> {
    let segment_of = segments_of_steps(draft, &movements.edges());
    let mut bans = BTreeSet::new();
    for restriction in restrictions {
        let found = movements.of(restriction).and_then(|movements| {
            let sequences = movements.iter().map(|steps| sequence(&segment_of, steps));
            sequences.collect::<Option<Vec<_>>>().ok_or(NoMovement::Unresolved)
        });
        match found {
            Err(NoMovement::Idle) => report.turn_restrictions_idle += 1,
            Err(NoMovement::Unresolved) => report.turn_restrictions_unresolved += 1,
            Ok(sequences) if restriction.kind == Kind::Only => {
                bans.extend(sequences.iter().flat_map(|sequence| all_else(draft, sequence)));
            }
            Ok(sequences) => bans.extend(sequences),
        }
    }
    bans
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
