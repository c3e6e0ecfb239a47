//! The parts of a service area, each with its own rules; and when a service runs.

use noriai_units::{Position, Seconds, Timestamp};

use crate::ids::ZoneId;
use crate::place::BoardingRule;

/// A part of the service area.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Zone {
    /// Its id.
    pub id: ZoneId,
    /// Its border, corner by corner, the last joined to the first. Less than three corners hold
    /// nothing.
    pub border: Vec<Position>,
    /// Where riders board and alight in it.
    pub boarding: BoardingRule,
    /// Where one may ride to from here; `None` for every zone, this one included.
    pub to: Option<Vec<ZoneId>>,
    /// When riders are taken from and to here.
    pub hours: ServiceHours,
}

/// When a service runs: windows that come again every week. None at all: at any time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ServiceHours {
    /// The windows of some week, both ends within.
    pub windows: Vec<ServiceWindow>,
}

/// From one point in time to another, and again every seven days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceWindow {
    /// The first wish that is taken.
    pub opens: Timestamp,
    /// The last.
    pub closes: Timestamp,
}

const WEEK: i64 = 7 * 24 * 3_600_000;

impl Zone {
    /// True if a position lies in it. Of two zones that share a border, a position on that border
    /// is in exactly one: the border is in the zone to its east, or to its north.
    ///
    /// Crossings of a ray are counted (Shimrat 1962), in whole numbers.
    #[must_use]
    pub fn contains(&self, position: Position) -> bool {
        let ends = self.border.iter().zip(self.border.iter().cycle().skip(1));
        ends.filter(|(from, to)| crosses_to_the_east(position, **from, **to)).count() % 2 == 1
    }

    /// True if one may ride from here to that zone.
    #[must_use]
    pub fn leads_to(&self, other: ZoneId) -> bool {
        self.to.as_ref().is_none_or(|to| to.contains(&other))
    }
}

/// True if a ray from `at` to the east crosses the line from `from` to `to`.
fn crosses_to_the_east(at: Position, from: Position, to: Position) -> bool {
    let (low, high) = if from.lat_e7() < to.lat_e7() { (from, to) } else { (to, from) };
    if at.lat_e7() < low.lat_e7() || high.lat_e7() <= at.lat_e7() {
        return false;
    }
    let less = |a: i32, b: i32| i128::from(a) - i128::from(b);
    let along = less(high.lon_e7(), low.lon_e7()) * less(at.lat_e7(), low.lat_e7());
    let across = less(high.lat_e7(), low.lat_e7()) * less(at.lon_e7(), low.lon_e7());
    across < along
}

impl ServiceHours {
    /// True if a ride may be wished for that time.
    #[must_use]
    pub fn contains(&self, at: Timestamp) -> bool {
        self.windows.is_empty() || self.windows.iter().any(|window| window.contains(at))
    }

    /// The first window that opens after a time at which none is open.
    #[must_use]
    pub fn next_after(&self, at: Timestamp) -> Option<ServiceWindow> {
        self.windows.iter().map(|window| window.next_after(at)).min()
    }

    /// When the last window before a time at which none is open closed.
    #[must_use]
    pub fn closed_before(&self, at: Timestamp) -> Option<Timestamp> {
        self.windows.iter().map(|window| window.last_before(at).closes).max()
    }
}

impl ServiceWindow {
    fn contains(self, at: Timestamp) -> bool {
        self.since_opening(at) <= (self.closes - self.opens).millis()
    }

    /// Milliseconds since it opened last.
    fn since_opening(self, at: Timestamp) -> i64 {
        (at - self.opens).millis().rem_euclid(WEEK)
    }

    fn last_before(self, at: Timestamp) -> Self {
        let opens = at - Seconds::from_millis(self.since_opening(at));
        Self { opens, closes: opens + (self.closes - self.opens) }
    }

    fn next_after(self, at: Timestamp) -> Self {
        let Self { opens, closes } = self.last_before(at);
        let week = Seconds::from_millis(WEEK);
        Self { opens: opens + week, closes: closes + week }
    }
}
