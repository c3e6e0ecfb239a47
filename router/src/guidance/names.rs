//! When a road's new name is worth a word.

use noriai_network::{NameId, RoadName};
use noriai_units::Metres;

use super::course::Course;

/// A name that does not last this long is a bridge's or a square's, and no news.
const LASTS_MIN: Metres = Metres::new(200);

/// The name of the road that the driver believes to be on.
pub(super) struct NameKeeper {
    name: Option<NameId>,
}

impl NameKeeper {
    pub(super) fn of(course: &Course<'_>) -> Self {
        Self { name: course.segment(0).name }
    }

    /// The driver was told to drive this step; past the last one there is nothing to keep.
    pub(super) fn turn(&mut self, course: &Course<'_>, step: usize) {
        self.name = if step < course.n_steps() { course.segment(step).name } else { None };
    }

    /// The driver went on to this step without a word. True if the road has another name from there
    /// and keeps it for a while, which is then known.
    pub(super) fn drive(&mut self, course: &Course<'_>, step: usize) -> bool {
        let Some(name) = course.segment(step).name else { return false };
        let Some(known) = self.name else {
            self.name = Some(name);
            return false;
        };
        let is_news = !alike(course, known, name) && lasts(course, step, name);
        if is_news {
            self.name = Some(name);
        }
        is_news
    }
}

/// True if the road that begins with a step keeps its name long enough. Over stretches without a name
/// a road goes on.
fn lasts(course: &Course<'_>, step: usize, name: NameId) -> bool {
    let mut later = step + 1..course.n_steps();
    let keeps = |other: NameId| alike(course, name, other);
    let end = later.find(|step| !course.segment(*step).name.is_none_or(keeps));
    LASTS_MIN <= course.distance(step, end.unwrap_or(course.n_steps()))
}

/// True if two steps are of one road as far as names tell.
pub(super) fn is_one_road(course: &Course<'_>, a: Option<NameId>, b: Option<NameId>) -> bool {
    a.zip(b).is_some_and(|(a, b)| alike(course, a, b))
}

fn alike(course: &Course<'_>, a: NameId, b: NameId) -> bool {
    a == b || same(course.network().name(a), course.network().name(b))
}

/// True if two names may be of one road: names count before numbers, a name with something added is
/// the same, and one that has only a number is not told apart from one that has only a name.
fn same(a: &RoadName, b: &RoadName) -> bool {
    if !a.local.is_empty() && !b.local.is_empty() {
        return a.local.starts_with(&b.local) || b.local.starts_with(&a.local);
    }
    let share = || a.number.split(';').any(|one| b.number.split(';').any(|other| one == other));
    a.number.is_empty() || b.number.is_empty() || share()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(local: &str, number: &str) -> RoadName {
        RoadName { local: local.into(), number: number.into(), ..RoadName::default() }
    }

    #[test]
    fn names_count_before_numbers_and_what_is_unknown_is_no_change() {
        assert!(same(&named("Peel Road", "A1"), &named("Peel Road", "A2")));
        assert!(!same(&named("Peel Road", "A1"), &named("Douglas Road", "A1")));
        assert!(same(&named("ひまわり通り", ""), &named("ひまわり通り 県道190号", "190")));
        assert!(same(&named("", "8;41"), &named("", "41")));
        assert!(!same(&named("", "8"), &named("", "41")));
        assert!(same(&named("Peel Road", ""), &named("", "A1")));
    }
}
