//! A line's words, and what they stand for.

use std::collections::VecDeque;

use noriai_core::{
    AidCost, BookingId, ClosureId, CompanyId, Equipment, EquipmentSet, Place, Rotation,
    ServiceHours, ServiceWindow, VehicleGroupId, VehicleId, ZoneId,
};
use noriai_units::{Seconds, Timestamp};

use super::super::paper::spot;
use super::super::world::World;

/// The words of a line that are still to be read.
pub(super) struct Words<'a>(pub(super) VecDeque<&'a str>);

pub(super) fn clock(word: &str) -> Option<Timestamp> {
    let mut parts = word.split(':').map(|part| part.parse::<i64>().ok());
    let (hours, minutes) = (parts.next()??, parts.next()??);
    let seconds = parts.next().unwrap_or(Some(0))?;
    let millis = ((hours * 60 + minutes) * 60 + seconds) * 1_000;
    Some(Timestamp::from_unix_millis(millis))
}

pub(super) fn span(word: &str) -> Seconds {
    let number = |digits: &str| digits.parse::<i64>().unwrap();
    if let Some(minutes) = word.strip_suffix("min") {
        Seconds::from_minutes(number(minutes))
    } else if let Some(hours) = word.strip_suffix('h') {
        Seconds::from_minutes(60 * number(hours))
    } else {
        Seconds::new(number(word.strip_suffix('s').unwrap()))
    }
}

impl<'a> Words<'a> {
    pub(super) fn next(&mut self) -> &'a str {
        self.0.pop_front().expect("another word")
    }

    pub(super) fn takes(&mut self, word: &str) -> bool {
        let there = self.0.front() == Some(&word);
        if there {
            self.0.pop_front();
        }
        there
    }

    pub(super) fn expect(&mut self, word: &str) {
        assert_eq!(self.next(), word);
    }

    pub(super) fn number(&mut self) -> u16 {
        self.next().parse().unwrap()
    }

    pub(super) fn clock(&mut self) -> Timestamp {
        clock(self.next()).expect("a time like 08:05")
    }

    pub(super) fn span(&mut self) -> Seconds {
        span(self.next())
    }

    pub(super) fn window(&mut self) -> (Timestamp, Timestamp) {
        let (from, to) = self.next().split_once('-').expect("a window like 08:00-12:00");
        (clock(from).unwrap(), clock(to).unwrap())
    }

    pub(super) fn hours(&mut self) -> ServiceHours {
        // Scripts play on one day; their hours are the same on all.
        let (opens, closes) = self.window();
        let days = (0..7).map(|day| Seconds::from_minutes(day * 24 * 60));
        let windows = days.map(|by| ServiceWindow { opens: opens + by, closes: closes + by });
        ServiceHours { windows: windows.collect() }
    }

    /// `1:2 2:1 within 5min [since 08:00]`: company 1 is to have twice as many rides as company 2.
    pub(super) fn rotation(&mut self) -> Rotation {
        let mut shares = std::collections::BTreeMap::new();
        while let Some((company, share)) = self.0.front().and_then(|word| word.split_once(':')) {
            shares.insert(CompanyId(company.parse().unwrap()), share.parse().unwrap());
            self.0.pop_front();
        }
        self.expect("within");
        let leeway = self.span();
        let midnight = Timestamp::from_unix_millis(0);
        let since = if self.takes("since") { self.clock() } else { midnight };
        Rotation { shares, leeway, since }
    }

    pub(super) fn zone(&mut self) -> ZoneId {
        ZoneId(self.next().strip_prefix('z').expect("a zone like z1").parse().unwrap())
    }

    /// `2+90s`: so many seats, and so much more time.
    pub(super) fn aid(&mut self) -> AidCost {
        let (seats, load) = self.next().split_once('+').expect("an aid like 2+90s");
        AidCost { seats: seats.parse().unwrap(), load: span(load) }
    }

    /// `lift,low_step`
    pub(super) fn equipment(&mut self) -> EquipmentSet {
        self.next().split(',').map(|code| Equipment::of_code(code).unwrap()).collect()
    }

    pub(super) fn group(&mut self) -> VehicleGroupId {
        VehicleGroupId(self.next().strip_prefix('g').expect("a group like g1").parse().unwrap())
    }

    pub(super) fn closure(&mut self) -> ClosureId {
        ClosureId(self.next().strip_prefix('c').expect("a closure like c1").parse().unwrap())
    }

    pub(super) fn rider(&mut self) -> BookingId {
        BookingId(self.next().strip_prefix('r').expect("a rider like r1").parse().unwrap())
    }

    pub(super) fn vehicle(&mut self) -> VehicleId {
        VehicleId(self.next().strip_prefix('v').expect("a van like v1").parse().unwrap())
    }

    pub(super) fn place(&mut self, world: &World) -> Place {
        place(self.next(), world)
    }

    pub(super) fn ride(&mut self, world: &World) -> (Place, Place) {
        let (from, to) = self.next().split_once("->").expect("a ride like A->B");
        (place(from, world), place(to, world))
    }
}

/// A stop by its name, or metres east and north.
pub(super) fn place(word: &str, world: &World) -> Place {
    match word.split_once(',') {
        Some((east, north)) => spot(east.parse().unwrap(), north.parse().unwrap()),
        None => *world.stops.get(word).unwrap_or_else(|| panic!("no stop {word:?}")),
    }
}
