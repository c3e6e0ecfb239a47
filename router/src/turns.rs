//! The ways on out of a state, under the law and with what is closed now.

use noriai_network::{RoadNetwork, SegmentId};

use crate::legal::{Business, State};
use crate::turn_rules::{After, TurnRules};

/// A way on; `after` is empty where a ban forbids it.
pub(crate) struct Turn {
    pub(crate) next: SegmentId,
    pub(crate) after: Option<After>,
    pub(crate) business: Business,
}

impl Turn {
    const fn is_permitted(&self) -> bool {
        self.after.is_some()
    }
}

/// What turns depend on.
pub(crate) struct Roads<'a> {
    pub(crate) network: &'a RoadNetwork,
    pub(crate) rules: &'a TurnRules<'a>,
    /// For each segment whether it is closed now.
    pub(crate) closed: &'a [bool],
}

impl Roads<'_> {
    /// The ways on out of a state. Turning round is one where no other permitted one goes on along
    /// the same sort of road: at the gate of a private road, those inside and those outside may turn
    /// round, and so may all at a closed road.
    pub(crate) fn turns(&self, state: &State<'_>) -> Vec<Turn> {
        let segment = state.segment();
        let (round, mut turns): (Vec<Turn>, Vec<Turn>) =
            self.ways(state).partition(|turn| self.rules.is_u_turn(segment, turn.next));
        let is_way_on = |turn: &Turn| {
            turn.is_permitted()
                && self.is_private(turn.next) == self.is_private(segment)
                && !self.closed[turn.next.index()]
        };
        if turns.iter().any(is_way_on) {
            return turns;
        }
        let stuck = !turns.iter().chain(&round).any(Turn::is_permitted);
        if stuck && self.is_cut_off(state) {
            // Whoever finds the only permitted way closed turns round before the junction, where its
            // bans do not reach.
            turns.extend(round.into_iter().map(|turn| Turn { after: Some(After::Plain), ..turn }));
        } else {
            turns.extend(round.into_iter().filter(Turn::is_permitted));
        }
        turns
    }

    /// Where a state leads if bans are left aside, and turning round is always permitted.
    fn ways<'a>(&'a self, state: &'a State<'_>) -> impl Iterator<Item = Turn> + 'a {
        let segment = state.segment();
        let leaving = self.network.leaving(self.network.segment(segment).head);
        let open = leaving.filter(move |next| self.may_enter(segment, *next));
        open.filter_map(|next| self.turn(state, next))
    }

    fn turn(&self, state: &State<'_>, next: SegmentId) -> Option<Turn> {
        let business = self.business_after(state, next)?;
        Some(Turn { next, after: self.rules.turn(state.behind(), next), business })
    }

    /// A closed segment is entered only by those whose drive began on one, on their way out.
    fn may_enter(&self, segment: SegmentId, next: SegmentId) -> bool {
        !self.closed[next.index()] || self.closed[segment.index()]
    }

    /// True if a turn would be permitted were nothing closed.
    fn is_cut_off(&self, state: &State<'_>) -> bool {
        let segment = state.segment();
        let mut leaving = self.network.leaving(self.network.segment(segment).head);
        leaving.any(|next| {
            !self.may_enter(segment, next)
                && self.turn(state, next).is_some_and(|turn| turn.is_permitted())
        })
    }

    fn is_private(&self, segment: SegmentId) -> bool {
        self.network.segment(segment).flags.destination_only
    }

    fn business_after(&self, state: &State<'_>, next: SegmentId) -> Option<Business> {
        match (state.business, self.is_private(state.segment()), self.is_private(next)) {
            (Business::Open, true, _) | (Business::Open, false, false) => Some(Business::Open),
            (Business::Open, false, true) | (Business::Ending, _, true) => Some(Business::Ending),
            (Business::Ending, _, false) => None,
        }
    }
}
