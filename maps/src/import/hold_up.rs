//! Where a drive along a stretch is held up, and for how long.
//!
//! What stands at the head of a stretch or on the last metres before it (lights, signs, a larger
//! road) holds up there; what lies further back is part of the way. A junction with lights at all
//! its corners holds up once.

use super::control::Kind;
use super::delay::{self, Standing};
use super::drive::{APPROACH_DM, Drive};
use super::fold::{Incidence, Stretch};
use super::select::{Selection, Traits};
use noriai_network::RoadClass;

/// Lights, rails or carriageways nearer to each other than this hold up once.
const CLUSTER_DM: u32 = 500;

/// How long a drive along a stretch is held up, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct HoldUp {
    /// Before it gets through the head.
    pub(super) at_head_ms: u32,
    /// Somewhere on the way there.
    pub(super) on_the_way_ms: u32,
}

/// Tells where drives are held up.
pub(super) struct HoldUps<'a> {
    selection: &'a Selection,
    incidence: &'a Incidence,
    /// Per vertex: true if lights stand there or on the last metres before it.
    has_lights: Vec<bool>,
}

impl<'a> HoldUps<'a> {
    pub(super) fn new(
        selection: &'a Selection,
        incidence: &'a Incidence,
        stretches: &[Stretch],
    ) -> Self {
        let is_light = |vertex: usize| {
            let control = selection.controls.get(&(vertex as u32));
            control.is_some_and(|control| control.kind == Kind::Signals)
        };
        let mut has_lights: Vec<bool> = (0..selection.vertices.len()).map(is_light).collect();
        for drive in stretches.iter().flat_map(|stretch| Drive::both(selection, stretch)) {
            let head = drive.vertex(drive.last());
            let lights = drive.passed(selection).any(|passed| {
                passed.control.kind == Kind::Signals
                    && passed.rest_dm <= APPROACH_DM
                    && drive.faces(&passed)
            });
            if lights && 3 <= incidence.at(head).len() {
                has_lights[head as usize] = true;
            }
        }
        Self { selection, incidence, has_lights }
    }

    /// How long a drive along a stretch is held up.
    pub(super) fn of(&self, stretch: &Stretch, forward: bool) -> HoldUp {
        let drive = Drive::of(self.selection, stretch, forward);
        let (tail, head) = (drive.vertex(0), drive.vertex(drive.last()));
        let lights_at_head = self.has_lights[head as usize];
        let mut hold_up = HoldUp::default();
        // Where the last lights and the last rails were.
        let mut lights = self.has_lights[tail as usize].then_some(0);
        let mut rails = self.is(tail, Kind::LevelCrossing).then_some(0);
        let mut sign = 0;
        for passed in drive.passed(self.selection).filter(|passed| drive.faces(passed)) {
            let is_near_head = passed.rest_dm <= APPROACH_DM;
            let ms = match passed.control.kind {
                Kind::Signals | Kind::PedestrianSignals => {
                    let is_same = is_cluster(lights, passed.gone_dm);
                    lights = Some(passed.gone_dm);
                    let at_head = is_near_head && lights_at_head;
                    if is_same || at_head { 0 } else { delay::PEDESTRIAN_SIGNALS }
                }
                Kind::LevelCrossing => {
                    let is_same = is_cluster(rails, passed.gone_dm);
                    rails = Some(passed.gone_dm);
                    if is_same { 0 } else { self.level_crossing(head) }
                }
                Kind::Stop { .. } | Kind::GiveWay if is_near_head => {
                    sign = sign.max(of_sign(passed.control.kind));
                    0
                }
                kind => of_sign(kind),
            };
            let at = match is_near_head {
                true => &mut hold_up.at_head_ms,
                false => &mut hold_up.on_the_way_ms,
            };
            *at += ms;
        }
        let is_short = drive.length_dm() <= CLUSTER_DM;
        hold_up.at_head_ms += if lights_at_head {
            if is_short && self.has_lights[tail as usize] { 0 } else { self.at_lights(&drive) }
        } else {
            self.at_head(&drive, sign, rails, is_short)
        };
        hold_up
    }

    fn is(&self, vertex: u32, kind: Kind) -> bool {
        self.selection.controls.get(&vertex).is_some_and(|control| control.kind == kind)
    }

    fn level_crossing(&self, vertex: u32) -> u32 {
        let position = self.selection.vertices[vertex as usize];
        delay::level_crossing(position.lat(), position.lon())
    }

    /// Before lights at the head.
    fn at_lights(&self, drive: &Drive<'_>) -> u32 {
        let head = drive.vertex(drive.last());
        if 3 <= self.incidence.at(head).len() {
            return self.standing(drive, drive.last()).at_signals();
        }
        // Away from any junction.
        let faced = drive.at_head(self.selection).is_none_or(|passed| drive.faces(&passed));
        if faced { delay::PEDESTRIAN_SIGNALS } else { 0 }
    }

    /// Before a head without lights. `sign` is what signs on the last metres ask for.
    fn at_head(&self, drive: &Drive<'_>, sign: u32, rails: Option<u32>, is_short: bool) -> u32 {
        let head = drive.vertex(drive.last());
        let there = drive.at_head(self.selection).filter(|passed| drive.faces(passed));
        let there = there.map(|passed| passed.control.kind);
        if self.incidence.at(head).len() < 3 {
            return sign
                + match there {
                    Some(Kind::LevelCrossing) if is_cluster(rails, drive.length_dm()) => 0,
                    Some(Kind::LevelCrossing) => self.level_crossing(head),
                    Some(kind) => of_sign(kind),
                    None => 0,
                };
        }
        let rails = match there {
            Some(Kind::LevelCrossing) => self.level_crossing(head),
            _ => 0,
        };
        rails + sign.max(self.giving_way(drive, there, is_short))
    }

    /// Giving way at a junction.
    fn giving_way(&self, drive: &Drive<'_>, there: Option<Kind>, is_short: bool) -> u32 {
        let roundabout = |edge: &u32| self.traits_of(*edge).flags.roundabout;
        let around = self.incidence.at(drive.vertex(drive.last()));
        if roundabout(&drive.edge(drive.last())) {
            return 0;
        }
        if around.iter().any(roundabout) || there == Some(Kind::MiniRoundabout) {
            return delay::ROUNDABOUT;
        }
        let road = self.traits_of(drive.edge(drive.last())).class;
        let standing = self.standing(drive, drive.last());
        let by_sign = match (there, standing) {
            (Some(kind @ Kind::Stop { all: true }), _) => of_sign(kind),
            (Some(Kind::Stop { .. } | Kind::GiveWay), Standing::Larger) => 0,
            (Some(kind @ (Kind::Stop { .. } | Kind::GiveWay)), _) => of_sign(kind),
            _ => 0,
        };
        // The second carriageway of a road that one is crossing, or its first one the other way.
        let is_waiting = is_short
            && matches!(standing, Standing::Smaller(rank)
                if self.classes(drive, 0).any(|class| delay::rank(class) <= rank));
        by_sign.max(if is_waiting { 0 } else { standing.unsigned(road) })
    }

    fn standing(&self, drive: &Drive<'_>, at: usize) -> Standing {
        Standing::of(self.traits_of(drive.edge(at)).class, self.classes(drive, at))
    }

    /// The classes of the other roads at an end of a drive.
    fn classes<'b>(
        &'b self,
        drive: &Drive<'_>,
        at: usize,
    ) -> impl Iterator<Item = RoadClass> + Clone + use<'a, 'b> {
        let own = drive.edge(at);
        let around = self.incidence.at(drive.vertex(at)).iter();
        around.filter(move |edge| **edge != own).map(|edge| self.traits_of(*edge).class)
    }

    fn traits_of(&self, edge: u32) -> &Traits {
        self.selection.traits(self.selection.edges[edge as usize])
    }
}

/// True if the last one was a few metres ago.
fn is_cluster(last: Option<u32>, gone_dm: u32) -> bool {
    last.is_some_and(|last| gone_dm - last <= CLUSTER_DM)
}

/// What holds up in the same way wherever it stands.
const fn of_sign(kind: Kind) -> u32 {
    match kind {
        Kind::Stop { .. } => delay::STOP,
        Kind::GiveWay => delay::GIVE_WAY,
        Kind::Calming => delay::CALMING,
        Kind::Toll => delay::TOLL,
        Kind::Gate => delay::GATE,
        Kind::MiniRoundabout => delay::ROUNDABOUT,
        Kind::Signals | Kind::PedestrianSignals | Kind::LevelCrossing => 0,
    }
}
