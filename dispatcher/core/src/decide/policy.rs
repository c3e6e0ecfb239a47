//! Running under another policy while tours are under way.

use crate::event::Event;
use crate::planning::plan::replan;
use crate::planning::sequence::Sequence;
use crate::policy::Policy;
use crate::situation::Situation;
use crate::state::State;

/// Takes a policy over. If riders take another time to board under it, every open tour is timed
/// anew, so that whoever is hurt is told now.
pub(super) fn adopt(state: &State, policy: &Policy, situation: &Situation<'_>) -> Vec<Event> {
    let old = state.policy();
    if policy == old {
        return Vec::new();
    }
    let adopted = Event::PolicyAdopted(policy.clone());
    let dwells =
        |policy: &Policy| (policy.dwell_call, policy.dwell_person, policy.dwell_wheelchair);
    let mut changed = state.clone();
    if dwells(policy) == dwells(old) || changed.apply(situation.now, &adopted).is_err() {
        return vec![adopted];
    }
    let mut events = vec![adopted];
    for tour in changed.tours().values().filter(|tour| tour.serves_riders()) {
        let sequence = Sequence::of(tour, &changed, situation);
        let order: Vec<usize> = (0..sequence.slots.len()).collect();
        events.extend(replan(tour, &sequence, &order, &changed, situation));
    }
    events
}
