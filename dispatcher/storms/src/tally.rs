//! What storms have reached, counted by name.

use std::collections::BTreeMap;
use std::fmt;

use noriai_core::Event;

/// Counts, by the kind of thing and its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: BTreeMap<(&'static str, &'static str), u64>,
}

impl Tally {
    /// One more.
    pub(crate) fn add(&mut self, kind: &'static str, name: &'static str) {
        *self.counts.entry((kind, name)).or_default() += 1;
    }

    /// How many.
    #[must_use]
    pub fn get(&self, kind: &str, name: &str) -> u64 {
        let of = |((own_kind, own_name), n): (&(&str, &str), &u64)| {
            ((*own_kind, *own_name) == (kind, name)).then_some(*n)
        };
        self.counts.iter().find_map(of).unwrap_or(0)
    }

    /// How many of a kind in all.
    #[must_use]
    pub fn sum(&self, kind: &str) -> u64 {
        self.of_kind(kind).map(|(_, n)| n).sum()
    }

    /// The names of a kind, with their counts.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = (&'static str, u64)> {
        let own = self.counts.iter().filter(move |((own, _), _)| *own == kind);
        own.map(|((_, name), n)| (*name, *n))
    }

    /// Everything of another tally on top.
    pub fn merge(&mut self, other: &Self) {
        for (key, n) in &other.counts {
            *self.counts.entry(*key).or_default() += n;
        }
    }

    /// As JSON: an object of objects.
    #[must_use]
    pub fn json(&self) -> String {
        let object = |kind: &str| {
            let pairs: Vec<String> =
                self.of_kind(kind).map(|(name, n)| format!("\"{name}\":{n}")).collect();
            format!("\"{kind}\":{{{}}}", pairs.join(","))
        };
        let objects: Vec<String> = self.kinds().into_iter().map(object).collect();
        format!("{{{}}}", objects.join(","))
    }

    fn kinds(&self) -> Vec<&'static str> {
        let mut kinds: Vec<&str> = self.counts.keys().map(|(kind, _)| *kind).collect();
        kinds.dedup();
        kinds
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for kind in self.kinds() {
            writeln!(f, "{kind}: {}", self.sum(kind))?;
            for (name, n) in self.of_kind(kind) {
                writeln!(f, "    {n:>9}  {name}")?;
            }
        }
        Ok(())
    }
}

/// Every kind of event, as reports name it.
pub const EVENTS: [&str; 18] = [
    "policy adopted",
    "map adopted",
    "road closed",
    "road reopened",
    "cut off",
    "shift planned",
    "booked",
    "cancelled",
    "re-promised",
    "arrived",
    "boarded",
    "no-show",
    "alighted",
    "tour planned",
    "broken down",
    "taken off",
    "shift changed",
    "rider rules set",
];

pub(crate) const fn event(event: &Event) -> &'static str {
    let number = match event {
        Event::PolicyAdopted(_) => 0,
        Event::MapAdopted(_) => 1,
        Event::RoadClosed(_) => 2,
        Event::RoadReopened { .. } => 3,
        Event::CutOff { .. } => 4,
        Event::ShiftPlanned(_) => 5,
        Event::Booked(_) => 6,
        Event::Cancelled { .. } => 7,
        Event::Repromised { .. } => 8,
        Event::Arrived { .. } => 9,
        Event::Boarded { .. } => 10,
        Event::NoShow { .. } => 11,
        Event::Alighted { .. } => 12,
        Event::TourPlanned { .. } => 13,
        Event::BrokenDown { .. } => 14,
        Event::TakenOff { .. } => 15,
        Event::ShiftChanged { .. } => 16,
        Event::RiderRulesSet { .. } => 17,
    };
    EVENTS[number]
}
