//! Segments with their times and lengths, still numbered by vertex.

use noriai_units::Position;

use super::built_up::BuiltUp;
use super::fold::{Incidence, Stretch};
use super::hold_up::{HoldUp, HoldUps};
use super::select::{Driving, Selection, Traits};
use super::speed::micros;
use noriai_network::{Limits, RoadClass, RoadName, VehicleKind, VehicleKinds};

/// One direction of a stretch.
#[derive(Clone, Debug)]
pub(super) struct DraftSegment {
    pub(super) tail: u32,
    pub(super) head: u32,
    pub(super) stretch: u32,
    /// Driven from the stretch's first vertex to its last.
    pub(super) forward: bool,
    pub(super) twin: Option<u32>,
    /// The delay among it.
    pub(super) time_ms: u32,
    pub(super) delay_ms: u32,
    pub(super) length_dm: u32,
    pub(super) admits: VehicleKinds,
    pub(super) limits: Limits,
    pub(super) destination_only: bool,
    pub(super) built_up: bool,
}

/// All segments, before islands are dropped.
pub(super) struct Draft<'a> {
    selection: &'a Selection,
    pub(super) stretches: Vec<Stretch>,
    pub(super) segments: Vec<DraftSegment>,
    /// `first_leaving[v]..first_leaving[v + 1]` of `leaving` are the segments that leave vertex `v`.
    first_leaving: Vec<u32>,
    leaving: Vec<u32>,
}

impl<'a> Draft<'a> {
    /// Makes a segment of each direction that may be driven.
    pub(super) fn new(selection: &'a Selection, stretches: Vec<Stretch>) -> Self {
        let incidence = Incidence::new(selection);
        let built_up = BuiltUp::around(&junctions(selection, &incidence));
        let hold_ups = HoldUps::new(selection, &incidence, &stretches);
        let mut segments: Vec<DraftSegment> = Vec::new();
        for (index, stretch) in stretches.iter().enumerate() {
            let measure = Measure::of(selection, stretch, &built_up);
            let (first, last) = stretch.ends();
            let segment = |forward: bool, driving: Option<(u64, VehicleKinds)>| {
                let (tail, head) = if forward { (first, last) } else { (last, first) };
                driving.map(|(micros, admits)| {
                    let hold_up = hold_ups.of(stretch, forward);
                    DraftSegment {
                        tail,
                        head,
                        stretch: index as u32,
                        forward,
                        twin: None,
                        time_ms: time_ms(micros, hold_up),
                        delay_ms: hold_up.at_head_ms,
                        length_dm: measure.length_dm,
                        admits,
                        limits: limits(selection, &incidence, stretch),
                        destination_only: measure.destination_only,
                        built_up: measure.is_built_up(),
                    }
                })
            };
            let from = segments.len() as u32;
            segments.extend(segment(true, measure.forward));
            segments.extend(segment(false, measure.backward));
            if let [.., there, back] = &mut segments[from as usize..] {
                (there.twin, back.twin) = (Some(from + 1), Some(from));
            }
        }
        let mut leaving = (0..segments.len() as u32).collect::<Vec<_>>();
        leaving.sort_by_key(|segment| segments[*segment as usize].tail);
        let mut first_leaving = vec![0; selection.vertices.len() + 1];
        segments.iter().for_each(|segment| first_leaving[segment.tail as usize + 1] += 1);
        for vertex in 1..first_leaving.len() {
            first_leaving[vertex] += first_leaving[vertex - 1];
        }
        Self { selection, stretches, segments, first_leaving, leaving }
    }

    /// The segments that leave a vertex.
    pub(super) fn leaving(&self, vertex: u32) -> &[u32] {
        let [from, to] = [vertex, vertex + 1].map(|v| self.first_leaving[v as usize] as usize);
        &self.leaving[from..to]
    }

    /// The kinds of vehicles that may not pass a vertex.
    pub(super) fn gate(&self, vertex: u32) -> VehicleKinds {
        self.selection.gates.get(&vertex).copied().unwrap_or(VehicleKinds::NONE)
    }

    /// True if an edge is drawn away from a vertex.
    pub(super) fn starts_at(&self, edge: u32, vertex: u32) -> bool {
        self.selection.edges[edge as usize].a == vertex
    }

    /// A segment's points in driving order.
    pub(super) fn points(&self, segment: &DraftSegment) -> impl Iterator<Item = Position> {
        let vertices = &self.stretches[segment.stretch as usize].vertices;
        let n = vertices.len();
        let forward = segment.forward;
        (0..n)
            .map(move |at| vertices[if forward { at } else { n - 1 - at }])
            .map(|vertex| self.selection.vertices[vertex as usize])
    }

    /// The traits of a segment's road.
    pub(super) fn traits(&self, segment: &DraftSegment) -> &Traits {
        traits(self.selection, &self.stretches[segment.stretch as usize]).0
    }

    /// A name by its number.
    pub(super) fn name(&self, name: u32) -> &RoadName {
        &self.selection.names[name as usize]
    }

    /// Where a vertex is.
    pub(super) fn position(&self, vertex: u32) -> Position {
        self.selection.vertices[vertex as usize]
    }
}

/// The traits of a stretch, and whether it is drawn in its road's direction.
pub(super) fn traits<'a>(selection: &'a Selection, stretch: &Stretch) -> (&'a Traits, bool) {
    let edge = selection.edges[stretch.edges[0] as usize];
    (selection.traits(edge), edge.a == stretch.vertices[0])
}

/// Rounded; a length of nothing still takes the least time there is.
fn time_ms(micros: u64, hold_up: HoldUp) -> u32 {
    let held_up = u64::from(hold_up.on_the_way_ms) + u64::from(hold_up.at_head_ms);
    u32::try_from(((micros + 500) / 1000).max(1) + held_up).unwrap_or(u32::MAX)
}

/// How one drives a stretch from its first vertex to its last, and back.
pub(super) fn driving(selection: &Selection, stretch: &Stretch) -> [Option<Driving>; 2] {
    let (traits, along) = traits(selection, stretch);
    let both = [traits.forward, traits.backward];
    let both = if along { both } else { [both[1], both[0]] };
    both.map(|driving| {
        driving.filter(|driving| {
            !stretch.without_bus_lanes || driving.admits.contain(VehicleKind::Car)
        })
    })
}

/// A stretch's length and the time to drive it either way.
struct Measure {
    length_dm: u32,
    built_up_dm: u32,
    /// In microseconds, and who may.
    forward: Option<(u64, VehicleKinds)>,
    backward: Option<(u64, VehicleKinds)>,
    destination_only: bool,
}

impl Measure {
    fn of(selection: &Selection, stretch: &Stretch, built_up: &BuiltUp) -> Self {
        let [forward, backward] = driving(selection, stretch);
        let mut measure = Self {
            length_dm: 0,
            built_up_dm: 0,
            forward: forward.map(|driving| (0, driving.admits)),
            backward: backward.map(|driving| (0, driving.admits)),
            destination_only: traits(selection, stretch).0.flags.destination_only,
        };
        for pair in stretch.vertices.windows(2) {
            let [a, b] = [pair[0], pair[1]].map(|vertex| selection.vertices[vertex as usize]);
            // Half the earth's girth is 200 million decimetres.
            let length = u32::try_from(a.distance(b).decimetres()).unwrap_or(0);
            let is_built_up = built_up.contains(middle(a, b));
            measure.length_dm = measure.length_dm.saturating_add(length);
            if is_built_up {
                measure.built_up_dm = measure.built_up_dm.saturating_add(length);
            }
            for (sum, driving) in
                [(&mut measure.forward, forward), (&mut measure.backward, backward)]
            {
                if let (Some((sum, _)), Some(Driving { pace, .. })) = (sum.as_mut(), driving) {
                    *sum += micros(length, if is_built_up { pace.built_up } else { pace.open });
                }
            }
        }
        measure
    }

    /// True if more of it is built-up than not.
    const fn is_built_up(&self) -> bool {
        self.length_dm / 2 < self.built_up_dm
    }
}

/// The road's own limits, and those of what stands on it. At a junction nobody knows which of the
/// roads is meant.
fn limits(selection: &Selection, incidence: &Incidence, stretch: &Stretch) -> Limits {
    let on_it = |vertex: &&u32| incidence.at(**vertex).len() < 3;
    let vertices = stretch.vertices.iter().filter(on_it);
    let narrows = vertices.filter_map(|vertex| selection.narrows.get(vertex));
    narrows.fold(traits(selection, stretch).0.limits, |limits, narrow| limits.and(*narrow))
}

fn middle(a: Position, b: Position) -> Position {
    let half = |a: i32, b: i32| ((i64::from(a) + i64::from(b)) / 2) as i32;
    Position::from_e7(half(a.lat_e7(), b.lat_e7()), half(a.lon_e7(), b.lon_e7())).unwrap_or(a)
}

/// Where three or more ordinary roads meet. Drives and car parks do not make a town.
fn junctions(selection: &Selection, incidence: &Incidence) -> Vec<Position> {
    let is_ordinary =
        |edge: &&u32| selection.traits(selection.edges[**edge as usize]).class < RoadClass::Service;
    (0..selection.vertices.len() as u32)
        .filter(|vertex| 3 <= incidence.at(*vertex).iter().filter(is_ordinary).count())
        .map(|vertex| selection.vertices[vertex as usize])
        .collect()
}
