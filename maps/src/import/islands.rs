//! Leaves out what cannot be driven to and back from, and tells thoroughfares from what lies
//! behind private roads.
//!
//! Connectedness is that of turns: a segment leads to the next unless the turn is banned. One
//! turns round only where there is no other way on; for a vehicle on a public road, a road that
//! it could enter only to stay is no way on. The router turns by the same rule.
//!
//! Each kind of vehicle has a mainland of its own: a segment stays for those kinds to whose mainland
//! it belongs, and is left out if there are none.

use std::collections::{BTreeMap, BTreeSet};

use noriai_network::{VehicleKind, VehicleKinds, components};

use super::ImportReport;
use super::bans::Bans;
use super::draft::Draft;

/// Which segments stay, per segment of the draft; closes segments to kinds that have them on an
/// island. Marks segments that are reached over destination-only ones alone as destination-only
/// themselves: so any two segments are joined by a drive that passes destination-only ones at its
/// two ends alone. Where taxis pass and a bus would not come out again, none goes in.
pub(super) fn keep_mainland(
    draft: &mut Draft<'_>,
    bans: &Bans,
    report: &mut ImportReport,
) -> Vec<bool> {
    for kind in [VehicleKind::Car, VehicleKind::Bus] {
        let mainland = Mainland::of(draft, bans, kind);
        for (segment, place) in draft.segments.iter_mut().zip(mainland.places) {
            let others = segment.admits.without(VehicleKinds::only(kind));
            let is_hidden = place == Place::Behind && !segment.destination_only;
            if is_hidden && (kind == VehicleKind::Car || others.is_empty()) {
                segment.destination_only = true;
                report.n_segments_behind_destination += 1;
            } else if is_hidden || place == Place::Island {
                segment.admits = others;
            }
        }
    }
    let stays = draft.segments.iter().map(|segment| !segment.admits.is_empty());
    let stays = stays.collect::<Vec<_>>();
    report.dropped_segments = stays.iter().filter(|stays| !**stays).count() as u64;
    report.dropped_islands = count_islands(draft, &stays);
    stays
}

/// Where a segment lies, as a kind of vehicle sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// On an island, or closed to it altogether.
    Island,
    /// On the mainland, where all pass.
    Core,
    /// On the mainland, reached over destination-only segments alone.
    Behind,
}

struct Mainland {
    /// By segment.
    places: Vec<Place>,
}

impl Mainland {
    fn of(draft: &Draft<'_>, bans: &Bans, kind: VehicleKind) -> Self {
        let turns = Turns { draft, bans, kind };
        let n = draft.segments.len() as u32;
        let open = components(n, |segment, out| turns.after(segment, true, out));
        let all = components(n, |segment, out| turns.after(segment, false, out));
        let is_open = |segment: u32| {
            turns.admits(segment) && !draft.segments[segment as usize].destination_only
        };
        let core = largest((0..n).filter(|segment| is_open(*segment)).map(|s| open[s as usize]));
        // The mainland is what the largest thoroughfare network belongs to.
        let anchor = (0..n).find(|s| is_open(*s) && Some(open[*s as usize]) == core);
        let mainland = match anchor {
            Some(anchor) => Some(all[anchor as usize]),
            None => largest((0..n).filter(|s| turns.admits(*s)).map(|s| all[s as usize])),
        };
        let place = |segment: u32| {
            let index = segment as usize;
            if !turns.admits(segment) || Some(all[index]) != mainland {
                Place::Island
            } else if core.is_some() && Some(open[index]) != core {
                Place::Behind
            } else {
                Place::Core
            }
        };
        Self { places: (0..n).map(place).collect() }
    }
}

/// The most frequent label, the smallest of equals.
fn largest(labels: impl Iterator<Item = u32>) -> Option<u32> {
    let mut sizes = BTreeMap::<u32, usize>::new();
    for label in labels {
        *sizes.entry(label).or_default() += 1;
    }
    sizes.into_iter().max_by_key(|(label, size)| (*size, std::cmp::Reverse(*label))).map(|(l, _)| l)
}

/// The turns that a kind of vehicle may make.
struct Turns<'a> {
    draft: &'a Draft<'a>,
    bans: &'a Bans,
    kind: VehicleKind,
}

impl Turns<'_> {
    /// The segments that may follow a segment; over open segments alone if `open` is set.
    fn after(&self, segment: u32, open: bool, out: &mut Vec<u32>) {
        let this = &self.draft.segments[segment as usize];
        if !self.admits(segment) || open && this.destination_only {
            return;
        }
        let mut goes_on = false;
        for next in self.draft.leaving(this.head) {
            let is_open = !self.draft.segments[*next as usize].destination_only;
            let is_shut = open && !is_open || !self.may_turn(segment, *next);
            if Some(*next) == this.twin || is_shut {
                continue;
            }
            goes_on |= is_open || this.destination_only;
            out.push(*next);
        }
        if let Some(twin) = this.twin
            && !goes_on
            && self.may_turn(segment, twin)
        {
            out.push(twin);
        }
    }

    fn admits(&self, segment: u32) -> bool {
        self.draft.segments[segment as usize].admits.contain(self.kind)
    }

    fn may_turn(&self, from: u32, to: u32) -> bool {
        self.admits(to) && !self.bans.forbid(from, to, self.kind)
    }
}

/// How many connected groups the dropped segments form, not counting links over the mainland.
fn count_islands(draft: &Draft<'_>, stays: &[bool]) -> u64 {
    let ends = |segment: usize| [draft.segments[segment].tail, draft.segments[segment].head];
    let mainland = (0..stays.len()).filter(|s| stays[*s]).flat_map(ends).collect::<BTreeSet<_>>();
    let dropped = (0..stays.len()).filter(|segment| !stays[*segment]);
    let mut touching = BTreeMap::<u32, Vec<usize>>::new();
    for segment in dropped.clone() {
        for end in ends(segment) {
            touching.entry(end).or_default().push(segment);
        }
    }
    let mut seen = vec![false; stays.len()];
    let mut n_islands = 0;
    for segment in dropped {
        if seen[segment] {
            continue;
        }
        n_islands += 1;
        seen[segment] = true;
        let mut stack = vec![segment];
        while let Some(segment) = stack.pop() {
            for end in ends(segment) {
                // A node of the mainland joins nothing but the two directions of one road.
                let twin = draft.segments[segment].twin.map(|twin| vec![twin as usize]);
                let linked = if mainland.contains(&end) {
                    twin.unwrap_or_default()
                } else {
                    touching.get(&end).cloned().unwrap_or_default()
                };
                for next in linked {
                    if !stays[next] && !std::mem::replace(&mut seen[next], true) {
                        stack.push(next);
                    }
                }
            }
        }
    }
    n_islands
}
