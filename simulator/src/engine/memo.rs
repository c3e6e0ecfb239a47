//! Drives asked for again and again while one rider's wish is looked at: at other times, by other
//! margins, from the same vans.

use std::cell::RefCell;
use std::collections::BTreeMap;

use noriai_core::travel::{Leg, RoadPoint, TravelTimes};

/// Remembers every answer of the roads; to be thrown away after one wish.
pub(super) struct Memo<'a> {
    times: &'a dyn TravelTimes,
    known: RefCell<BTreeMap<(RoadPoint, RoadPoint), Option<Leg>>>,
}

impl<'a> Memo<'a> {
    pub(super) fn of(times: &'a dyn TravelTimes) -> Self {
        Self { times, known: RefCell::default() }
    }

    fn all_known(&self, from: &[RoadPoint], to: &[RoadPoint], legs: &mut Vec<Option<Leg>>) -> bool {
        let known = self.known.borrow();
        for origin in from {
            for target in to {
                match known.get(&(*origin, *target)) {
                    Some(leg) => legs.push(*leg),
                    None => return false,
                }
            }
        }
        true
    }
}

impl TravelTimes for Memo<'_> {
    fn leg(&self, from: RoadPoint, to: RoadPoint) -> Option<Leg> {
        let mut known = self.known.borrow_mut();
        *known.entry((from, to)).or_insert_with(|| self.times.leg(from, to))
    }

    fn legs(&self, from: &[RoadPoint], to: &[RoadPoint], legs: &mut Vec<Option<Leg>>) {
        let first = legs.len();
        if self.all_known(from, to, legs) {
            return;
        }
        legs.truncate(first);
        self.times.legs(from, to, legs);
        let pairs = from.iter().flat_map(|origin| to.iter().map(move |target| (*origin, *target)));
        self.known.borrow_mut().extend(pairs.zip(legs.iter().skip(first).copied()));
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use noriai_units::{Metres, Seconds};

    use super::*;

    struct Counting(Cell<u32>);

    impl TravelTimes for Counting {
        fn leg(&self, from: RoadPoint, to: RoadPoint) -> Option<Leg> {
            self.0.set(self.0.get() + 1);
            let metres = i64::try_from(from.0.abs_diff(to.0)).ok()?;
            Some(Leg { time: Seconds::new(metres), distance: Metres::new(metres) })
        }
    }

    #[test]
    fn the_same_question_is_asked_of_the_roads_once() {
        let roads = Counting(Cell::new(0));
        let memo = Memo::of(&roads);
        let (a, b) = ([RoadPoint(1), RoadPoint(5)], [RoadPoint(7)]);
        let (mut first, mut second) = (Vec::new(), vec![None]);
        memo.legs(&a, &b, &mut first);
        memo.legs(&a, &b, &mut second);
        assert_eq!(first, second[1..]);
        assert_eq!(memo.leg(a[0], b[0]), first[0]);
        assert_eq!(roads.0.get(), 2);
    }
}
