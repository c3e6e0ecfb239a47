//! What is legal, in full: every state that a vehicle may be in and every permitted turn.
//!
//! A state is a directed segment together with what the law remembers ([`TurnRules`]) and, on a
//! segment open to those with business there only, whether the tour began in there or is about to
//! end there. Segment `n` after a fresh start is state `n`; all further states come after those.
//! States and their numbers do not depend on which roads are closed now, only the turns do.
//!
//! Two things are called closed in English. In here *private* is a road for those with business
//! there (`destination_only`), by its sign and for good; *closed* is one that nobody enters now.

use noriai_network::{RoadNetwork, SegmentId, VehicleKind};

use crate::turn_rules::{After, TurnRules};
use crate::turns::Roads;

/// States and permitted turns of a network.
pub(crate) struct Legal {
    /// The segment of each state.
    segments: Vec<SegmentId>,
    kinds: Vec<Kind>,
    first_out: Vec<u32>,
    next: Vec<u32>,
    hindered: Vec<(u32, u32)>,
    /// The first state of those that a memory goes with.
    first_memory: u32,
}

/// What a state permits beside what every state on its segment permits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// On a public road.
    Public,
    /// On a private road where the tour began.
    Leaving,
    /// On a private road where the tour will end.
    Ending,
    /// In the middle of what some ban forbids: like no other state.
    Watched,
}

/// Where a vehicle stands towards roads that are open to those with business there only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Business {
    /// On a public road, or on a private one where the tour began: it may still go anywhere.
    Open,
    /// It has entered from a public road; its tour must end before it reaches one again.
    Ending,
}

/// A state in words, while the graph is made.
pub(crate) struct State<'a> {
    behind: Behind<'a>,
    pub(crate) business: Business,
}

enum Behind<'a> {
    Segment([SegmentId; 1]),
    Memory(&'a [SegmentId]),
}

impl Legal {
    /// `closed` tells for each segment whether it is closed now.
    pub(crate) fn of(network: &RoadNetwork, kind: VehicleKind, closed: &[bool]) -> Self {
        let rules = TurnRules::of(network, kind);
        let roads = Roads { network, rules: &rules, closed };
        let states = all_states(network, &rules);
        let numbers = Numbers::of(network, &states);
        let (mut first_out, mut next, mut hindered) = (vec![0], Vec::new(), Vec::new());
        for (number, state) in states.iter().enumerate() {
            for turn in roads.turns(state) {
                let plain = numbers.number(turn.next, After::Plain, turn.business);
                if turn.after != Some(After::Plain) {
                    hindered.push((number as u32, plain));
                }
                next.extend(
                    turn.after.map(|after| numbers.number(turn.next, after, turn.business)),
                );
            }
            first_out.push(next.len() as u32);
        }
        Self {
            segments: states.iter().map(State::segment).collect(),
            kinds: states.iter().map(|state| state.kind(network, &rules)).collect(),
            first_out,
            next,
            hindered,
            first_memory: numbers.first_memory,
        }
    }

    /// True for a state that remembers more than its own segment.
    pub(crate) fn remembers(&self, state: u32) -> bool {
        self.first_memory <= state
    }

    /// The turns that a ban takes away, or permits with a memory of something banned further on:
    /// the state before, and the state that would follow if there were no ban.
    pub(crate) fn hindered(&self) -> &[(u32, u32)] {
        &self.hindered
    }

    /// How many states there are.
    pub(crate) fn n_states(&self) -> usize {
        self.segments.len()
    }

    /// The segment of a state.
    pub(crate) fn segment(&self, state: u32) -> SegmentId {
        self.segments[state as usize]
    }

    /// The kind of a state.
    pub(crate) fn kind(&self, state: u32) -> Kind {
        self.kinds[state as usize]
    }

    /// The states that may follow.
    pub(crate) fn after(&self, state: u32) -> &[u32] {
        let state = state as usize;
        &self.next[self.first_out[state] as usize..self.first_out[state + 1] as usize]
    }
}

impl State<'_> {
    /// What the law remembers, the state's own segment last.
    pub(crate) fn behind(&self) -> &[SegmentId] {
        match &self.behind {
            Behind::Segment(segment) => segment,
            Behind::Memory(segments) => segments,
        }
    }

    pub(crate) fn segment(&self) -> SegmentId {
        let behind = self.behind();
        behind[behind.len() - 1]
    }

    fn kind(&self, network: &RoadNetwork, rules: &TurnRules<'_>) -> Kind {
        let private = network.segment(self.segment()).flags.destination_only;
        match (self.business, private) {
            _ if rules.is_watched(self.segment()) => Kind::Watched,
            (Business::Ending, _) => Kind::Ending,
            (Business::Open, true) => Kind::Leaving,
            (Business::Open, false) => Kind::Public,
        }
    }
}

/// Plain states by segment; plain and ending; with memory and open; with memory and ending.
fn all_states<'a>(network: &RoadNetwork, rules: &TurnRules<'a>) -> Vec<State<'a>> {
    let private = |segment: SegmentId| network.segment(segment).flags.destination_only;
    let plain = |segment, business| State { behind: Behind::Segment([segment]), business };
    let with_memory = |segments, business| State { behind: Behind::Memory(segments), business };
    let last = |segments: &&[SegmentId]| private(segments[segments.len() - 1]);
    let mut states: Vec<State<'a>> =
        network.segment_ids().map(|segment| plain(segment, Business::Open)).collect();
    let private_segments = network.segment_ids().filter(|segment| private(*segment));
    states.extend(private_segments.map(|segment| plain(segment, Business::Ending)));
    states.extend(rules.memories().map(|segments| with_memory(segments, Business::Open)));
    let private_memories = rules.memories().filter(last);
    states.extend(private_memories.map(|segments| with_memory(segments, Business::Ending)));
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
