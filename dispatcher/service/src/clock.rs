//! The time: the only place of this crate that reads a clock.

use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use noriai_units::{Seconds, Timestamp};

/// Tells an area the time. Never goes back.
pub trait Clock: Send + Sync {
    /// The time.
    fn now(&self) -> Timestamp;

    /// How long to wait in reality until this clock shows `at`, at its present speed.
    fn real_until(&self, at: Timestamp) -> Duration;
}

/// The machine's clock. If that is set back, this one stands until it has caught up.
#[derive(Debug, Default)]
pub struct SystemClock {
    latest_ms: AtomicI64,
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let wall_ms = wall_ms();
        let before_ms = self.latest_ms.fetch_max(wall_ms, Ordering::Relaxed);
        Timestamp::from_unix_millis(before_ms.max(wall_ms))
    }

    fn real_until(&self, at: Timestamp) -> Duration {
        millis(at - self.now())
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the shell's clock")]
fn wall_ms() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX / 4)
}

/// A clock that starts anywhere and runs faster than the world: for a town that lives through a
/// day while one looks on. The machine's clock being set does not move it.
#[derive(Debug)]
pub struct ScaledClock {
    pace: Mutex<Pace>,
}

#[derive(Clone, Copy, Debug)]
struct Pace {
    /// What the clock showed ...
    at: Timestamp,
    /// ... at this moment.
    since: Instant,
    speed: u32,
}

/// A speed that is not offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpeedOutOfRange;

/// A jump into the past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackwardJump;

impl ScaledClock {
    /// The fastest: a day in a minute and a half.
    pub const SPEED_MAX: u32 = 1_000;

    /// Shows `start` now and runs at `speed` times the world's pace; a speed out of range counts
    /// as the nearest.
    #[must_use]
    pub fn new(start: Timestamp, speed: u32) -> Self {
        let speed = speed.clamp(1, Self::SPEED_MAX);
        Self { pace: Mutex::new(Pace { at: start, since: Instant::now(), speed }) }
    }

    /// How many times faster than the world it runs.
    #[must_use]
    pub fn speed(&self) -> u32 {
        self.pace().speed
    }

    /// Runs at another speed from now on; what it shows does not jump.
    ///
    /// # Errors
    /// Below 1 and above [`ScaledClock::SPEED_MAX`].
    pub fn set_speed(&self, speed: u32) -> Result<(), SpeedOutOfRange> {
        if !(1..=Self::SPEED_MAX).contains(&speed) {
            return Err(SpeedOutOfRange);
        }
        let mut pace = self.pace();
        let since = Instant::now();
        *pace = Pace { at: pace.shows(since), since, speed };
        Ok(())
    }

    /// Shows `at` from now on.
    ///
    /// # Errors
    /// If that is in the past.
    pub fn jump_to(&self, at: Timestamp) -> Result<(), BackwardJump> {
        let mut pace = self.pace();
        let since = Instant::now();
        if at < pace.shows(since) {
            return Err(BackwardJump);
        }
        *pace = Pace { at, since, ..*pace };
        Ok(())
    }

    fn pace(&self) -> MutexGuard<'_, Pace> {
        // A pace is replaced as a whole, so that a panic elsewhere leaves no half.
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for ScaledClock {
    fn now(&self) -> Timestamp {
        self.pace().shows(Instant::now())
    }

    fn real_until(&self, at: Timestamp) -> Duration {
        let pace = *self.pace();
        millis(at - pace.shows(Instant::now())) / pace.speed
    }
}

impl Pace {
    fn shows(&self, now: Instant) -> Timestamp {
        let real_ms = now.saturating_duration_since(self.since).as_millis();
        let real_ms = i64::try_from(real_ms).unwrap_or(i64::MAX / 4);
        self.at + Seconds::from_millis(real_ms.saturating_mul(i64::from(self.speed)))
    }
}

/// Measures how long something takes, for figures and for how long to search: nothing that the
/// journal holds is computed from it.
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

fn millis(span: Seconds) -> Duration {
    Duration::from_millis(u64::try_from(span.millis()).unwrap_or(0))
}

impl fmt::Display for SpeedOutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the clock runs at 1 to {} times the world's pace", ScaledClock::SPEED_MAX)
    }
}

impl fmt::Display for BackwardJump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the clock can't be set back: what has happened would lie in the future")
    }
}

impl std::error::Error for SpeedOutOfRange {}
impl std::error::Error for BackwardJump {}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(speed: u32) -> Pace {
        Pace { at: Timestamp::from_unix_millis(1_000_000), since: Instant::now(), speed }
    }

    #[test]
    fn a_scaled_clock_runs_so_many_times_faster() {
        let pace = pace(30);
        let later = pace.since + Duration::from_millis(1_500);
        assert_eq!(pace.shows(later) - pace.at, Seconds::new(45));
        assert_eq!(pace.shows(pace.since), pace.at);
    }

    #[test]
    fn a_change_of_speed_or_a_jump_never_takes_a_clock_back() {
        let clock = ScaledClock::new(Timestamp::from_unix_millis(1_000_000), 1_000);
        let mut before = clock.now();
        for speed in [1, 1_000, 8, 30] {
            clock.set_speed(speed).unwrap();
            assert!(before <= clock.now());
            before = clock.now();
        }
        assert_eq!(clock.jump_to(before - Seconds::new(1)), Err(BackwardJump));
        let noon = before + Seconds::from_minutes(60);
        clock.jump_to(noon).unwrap();
        assert!(noon <= clock.now());
        assert_eq!(clock.set_speed(0), Err(SpeedOutOfRange));
        assert_eq!(clock.set_speed(1_001), Err(SpeedOutOfRange));
        assert_eq!(clock.speed(), 30);
    }

    #[test]
    fn the_wait_for_a_time_shrinks_with_the_speed() {
        let clock = ScaledClock::new(Timestamp::from_unix_millis(0), 1_000);
        let wait = clock.real_until(clock.now() + Seconds::new(3_600));
        assert!(wait <= Duration::from_millis(3_600));
        assert_eq!(clock.real_until(Timestamp::from_unix_millis(-1)), Duration::ZERO);
    }

    #[test]
    fn the_system_clock_never_goes_back() {
        let clock = SystemClock::default();
        let future = clock.now() + Seconds::new(3_600);
        clock.latest_ms.store(future.unix_millis(), Ordering::Relaxed);
        assert_eq!(clock.now(), future);
    }
}
