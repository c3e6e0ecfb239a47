//! One direction of a stretch, with what one passes on the way.

use super::control::{Control, Towards};
use super::draft::driving;
use super::fold::Stretch;
use super::select::Selection;

/// What stands this far before a junction belongs to it.
pub(super) const APPROACH_DM: u32 = 600;

/// One direction of a stretch.
pub(super) struct Drive<'a> {
    stretch: &'a Stretch,
    forward: bool,
    is_oneway: bool,
    /// From the tail to each vertex in driving order.
    gone_dm: Vec<u32>,
}

/// Something on the way between the ends of a stretch.
pub(super) struct Passed {
    pub(super) control: Control,
    /// Driven in the direction in which its way is drawn.
    along: bool,
    pub(super) gone_dm: u32,
    pub(super) rest_dm: u32,
}

impl<'a> Drive<'a> {
    pub(super) fn of(selection: &Selection, stretch: &'a Stretch, forward: bool) -> Self {
        let n = stretch.vertices.len();
        let mut drive = Self {
            stretch,
            forward,
            is_oneway: driving(selection, stretch).iter().any(Option::is_none),
            gone_dm: Vec::with_capacity(n),
        };
        let place = |at: usize, drive: &Self| selection.vertices[drive.vertex(at) as usize];
        let mut gone: u32 = 0;
        drive.gone_dm.push(0);
        for at in 1..n {
            let piece = place(at - 1, &drive).distance(place(at, &drive)).decimetres();
            gone = gone.saturating_add(u32::try_from(piece).unwrap_or(0));
            drive.gone_dm.push(gone);
        }
        drive
    }

    /// The directions that may be driven.
    pub(super) fn both(selection: &Selection, stretch: &'a Stretch) -> impl Iterator<Item = Self> {
        let [there, back] = driving(selection, stretch);
        let open = [(true, there.is_some()), (false, back.is_some())];
        let open = open.into_iter().filter(|(_, is_open)| *is_open);
        open.map(|(forward, _)| Self::of(selection, stretch, forward))
            .collect::<Vec<_>>()
            .into_iter()
    }

    pub(super) fn last(&self) -> usize {
        self.stretch.vertices.len() - 1
    }

    pub(super) fn length_dm(&self) -> u32 {
        self.gone_dm[self.last()]
    }

    /// The vertices in driving order.
    pub(super) fn vertex(&self, at: usize) -> u32 {
        self.stretch.vertices[if self.forward { at } else { self.last() - at }]
    }

    /// The edge that leads to a vertex; to the tail the one that leaves it.
    pub(super) fn edge(&self, at: usize) -> u32 {
        let at = at.max(1);
        self.stretch.edges[if self.forward { at - 1 } else { self.last() - at }]
    }

    /// What one passes between tail and head.
    pub(super) fn passed<'b>(
        &'b self,
        selection: &'b Selection,
    ) -> impl Iterator<Item = Passed> + 'b {
        (1..self.last()).filter_map(move |at| self.passed_at(selection, at))
    }

    /// What stands at the head itself.
    pub(super) fn at_head(&self, selection: &Selection) -> Option<Passed> {
        self.passed_at(selection, self.last())
    }

    pub(super) fn passed_at(&self, selection: &Selection, at: usize) -> Option<Passed> {
        let vertex = self.vertex(at);
        let control = *selection.controls.get(&vertex)?;
        let along = selection.edges[self.edge(at) as usize].b == vertex;
        let gone_dm = self.gone_dm[at];
        Some(Passed { control, along, gone_dm, rest_dm: self.length_dm() - gone_dm })
    }

    /// True if something stands before this direction. Where nobody says, it stands before the
    /// junction that is nearer.
    pub(super) fn faces(&self, passed: &Passed) -> bool {
        let near = |dm: u32| dm <= APPROACH_DM;
        match passed.control.towards {
            Towards::Both => true,
            Towards::Forward => passed.along,
            Towards::Backward => !passed.along,
            Towards::Untold if self.is_oneway => true,
            Towards::Untold if near(passed.gone_dm) || near(passed.rest_dm) => {
                passed.rest_dm <= passed.gone_dm
            }
            Towards::Untold => true,
        }
    }
}
