//! The graph that is searched: its nodes are states, its arcs are permitted turns.
//!
//! A state is a directed segment together with what the law remembers ([`TurnRules`]) and, on a
//! segment open to those with business there only, whether the tour began in there or is about to
//! end there. Segment `n` after a fresh start is state `n`; all further states come after those.
//!
//! An arc weighs what the segment that is *left* costs, so a path from state to state includes the
//! first segment and excludes the last.

use noriai_network::{RoadNetwork, SegmentId};

use crate::costs::Packing;
use crate::errors::PrepareError;
use crate::hierarchy::{GraphError, WeightedGraph};
use crate::turn_rules::{After, TurnRules};

/// States and permitted turns of a network.
pub(crate) struct States {
    pub(crate) graph: WeightedGraph,
    pub(crate) packing: Packing,
    /// The segment of each state.
    segments: Vec<SegmentId>,
    /// The states of a segment beside the one of its own number, sorted by segment.
    further: Vec<u32>,
    first_further: Vec<u32>,
}

/// Where a vehicle stands towards roads that are open to those with business there only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Business {
    /// On a public road, or on a closed one where the tour began: it may still go anywhere.
    Open,
    /// It has entered from a public road; its tour must end before it reaches one again.
    Ending,
}

/// A state in words, while the graph is made.
struct State<'a> {
    behind: Behind<'a>,
    business: Business,
}

enum Behind<'a> {
    Segment([SegmentId; 1]),
    Memory(&'a [SegmentId]),
}

impl States {
    pub(crate) fn of(network: &RoadNetwork) -> Result<Self, PrepareError> {
        let rules = TurnRules::of(network);
        let states = all_states(network, &rules);
        let numbers = Numbers::of(network, &states);
        let packing =
            Packing::of(states.iter().map(|state| network.segment(state.segment()).length_dm));
        let (mut first_out, mut head, mut weight) = (vec![0], Vec::new(), Vec::new());
        for state in &states {
            let left = network.segment(state.segment());
            let cost = packing
                .checked(left.time_ms, left.length_dm)
                .ok_or(PrepareError::Graph(GraphError::TooHeavy))?;
            for (next, after, business) in turns(network, &rules, state) {
                head.push(numbers.number(next, after, business));
                weight.push(cost);
            }
            first_out.push(head.len() as u32);
        }
        let graph = WeightedGraph::new(first_out, head, weight)?;
        let segments: Vec<SegmentId> = states.iter().map(State::segment).collect();
        let (first_further, further) = further_states(network.n_segments(), &segments);
        Ok(Self { graph, packing, segments, further, first_further })
    }

    /// The segment of a state.
    pub(crate) fn segment(&self, state: u32) -> SegmentId {
        self.segments[state as usize]
    }

    /// Every state in which a vehicle may be on this segment.
    pub(crate) fn on(&self, segment: SegmentId) -> impl Iterator<Item = u32> + Clone + '_ {
        let range = self.first_further[segment.index()]..self.first_further[segment.index() + 1];
        let further = &self.further[range.start as usize..range.end as usize];
        std::iter::once(segment.0).chain(further.iter().copied())
    }
}

impl State<'_> {
    fn behind(&self) -> &[SegmentId] {
        match &self.behind {
            Behind::Segment(segment) => segment,
            Behind::Memory(segments) => segments,
        }
    }

    fn segment(&self) -> SegmentId {
        let behind = self.behind();
        behind[behind.len() - 1]
    }
}

/// Plain states by segment; plain and ending; with memory and open; with memory and ending.
fn all_states<'a>(network: &RoadNetwork, rules: &TurnRules<'a>) -> Vec<State<'a>> {
    let closed = |segment: SegmentId| network.segment(segment).flags.destination_only;
    let plain = |segment, business| State { behind: Behind::Segment([segment]), business };
    let with_memory = |segments, business| State { behind: Behind::Memory(segments), business };
    let last = |segments: &&[SegmentId]| closed(segments[segments.len() - 1]);
    let mut states: Vec<State<'a>> =
        network.segment_ids().map(|segment| plain(segment, Business::Open)).collect();
    let closed_segments = network.segment_ids().filter(|segment| closed(*segment));
    states.extend(closed_segments.map(|segment| plain(segment, Business::Ending)));
    states.extend(rules.memories().map(|segments| with_memory(segments, Business::Open)));
    let closed_memories = rules.memories().filter(last);
    states.extend(closed_memories.map(|segments| with_memory(segments, Business::Ending)));
    states
}

/// The numbers of states, in the order of [`all_states`].
struct Numbers {
    /// By segment.
    plain_ending: Vec<u32>,
    first_memory: u32,
    /// By memory.
    memory_ending: Vec<u32>,
}

impl Numbers {
    fn of(network: &RoadNetwork, states: &[State<'_>]) -> Self {
        let mut plain_ending: Vec<u32> = (0..network.n_segments() as u32).collect();
        let is_memory = |state: &State<'_>| matches!(state.behind, Behind::Memory(_));
        let first_memory = states.iter().position(is_memory).unwrap_or(states.len());
        let memories = &states[first_memory..];
        let open = memories.iter().take_while(|state| state.business == Business::Open);
        let open: Vec<&[SegmentId]> = open.map(State::behind).collect();
        let mut memory_ending: Vec<u32> = (0..open.len() as u32).collect();
        for (number, state) in states.iter().enumerate() {
            if state.business == Business::Open {
                continue;
            }
            match &state.behind {
                Behind::Segment([segment]) => plain_ending[segment.index()] = number as u32,
                Behind::Memory(segments) => {
                    if let Ok(memory) = open.binary_search(segments) {
                        memory_ending[memory] = number as u32;
                    }
                }
            }
        }
        Self { plain_ending, first_memory: first_memory as u32, memory_ending }
    }

    fn number(&self, segment: SegmentId, after: After, business: Business) -> u32 {
        match (after, business) {
            (After::Plain, Business::Open) => segment.0,
            (After::Plain, Business::Ending) => self.plain_ending[segment.index()],
            (After::Memory(memory), Business::Open) => self.first_memory + memory as u32,
            (After::Memory(memory), Business::Ending) => self.memory_ending[memory],
        }
    }
}

/// The permitted turns out of a state. Turning round is permitted where there is no other way on;
/// for a vehicle on a public road, a road that it could enter only to stay is no way on.
fn turns(
    network: &RoadNetwork,
    rules: &TurnRules<'_>,
    state: &State<'_>,
) -> Vec<(SegmentId, After, Business)> {
    let segment = state.segment();
    let permitted = |next: SegmentId| {
        let business = business_after(network, state, next)?;
        let after = rules.turn(state.behind(), next)?;
        Some((next, after, business))
    };
    let leaving = network.leaving(network.segment(segment).head);
    let (round, onward): (Vec<SegmentId>, Vec<SegmentId>) =
        leaving.partition(|next| rules.is_u_turn(segment, *next));
    let mut turns: Vec<_> = onward.into_iter().filter_map(permitted).collect();
    if turns.iter().all(|(_, _, business)| *business != state.business) {
        turns.extend(round.into_iter().filter_map(permitted));
    }
    turns
}

fn business_after(network: &RoadNetwork, state: &State<'_>, next: SegmentId) -> Option<Business> {
    let closed = |segment: SegmentId| network.segment(segment).flags.destination_only;
    match (state.business, closed(state.segment()), closed(next)) {
        (Business::Open, true, _) | (Business::Open, false, false) => Some(Business::Open),
        (Business::Open, false, true) | (Business::Ending, _, true) => Some(Business::Ending),
        (Business::Ending, _, false) => None,
    }
}

/// States beyond the plain ones, sorted by their segment.
fn further_states(n_segments: usize, segments: &[SegmentId]) -> (Vec<u32>, Vec<u32>) {
    let mut further: Vec<u32> = (n_segments as u32..segments.len() as u32).collect();
    further.sort_by_key(|state| (segments[*state as usize], *state));
    let mut first = vec![0_u32; n_segments + 1];
    for state in &further {
        first[segments[*state as usize].index() + 1] += 1;
    }
    for segment in 1..first.len() {
        first[segment] += first[segment - 1];
    }
    (first, further)
}
