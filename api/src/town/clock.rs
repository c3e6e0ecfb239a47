//! The town's time: the world's, or that of a demonstration.

use std::sync::Arc;

use noriai_service::{Clock, ScaledClock, SystemClock};
use noriai_units::Timestamp;

use crate::wire::ClockBody;

/// The town's time.
#[derive(Clone)]
pub(crate) enum TownClock {
    /// The machine's.
    Real(Arc<SystemClock>),
    /// One that starts anywhere and may run faster.
    Scaled(Arc<ScaledClock>),
}

impl TownClock {
    /// The machine's clock.
    pub(crate) fn real() -> Self {
        Self::Real(Arc::new(SystemClock::default()))
    }

    /// A clock that shows `start` now and runs `speed` times as fast as the world.
    pub(crate) fn scaled(start: Timestamp, speed: u32) -> Self {
        Self::Scaled(Arc::new(ScaledClock::new(start, speed)))
    }

    /// As the area wants it.
    pub(crate) fn shared(&self) -> Arc<dyn Clock> {
        match self {
            Self::Real(clock) => Arc::clone(clock) as Arc<dyn Clock>,
            Self::Scaled(clock) => Arc::clone(clock) as Arc<dyn Clock>,
        }
    }

    /// Now.
    pub(crate) fn now(&self) -> Timestamp {
        match self {
            Self::Real(clock) => clock.now(),
            Self::Scaled(clock) => clock.now(),
        }
    }

    /// Town seconds per second.
    pub(crate) fn speed(&self) -> u32 {
        match self {
            Self::Real(_) => 1,
            Self::Scaled(clock) => clock.speed(),
        }
    }

    /// Goes on to a later time; a real clock does not.
    pub(crate) fn go_on_to(&self, at: Timestamp) {
        if let Self::Scaled(clock) = self {
            // It may have got there by itself meanwhile.
            let _ = clock.jump_to(at);
        }
    }

    /// What pages are told.
    pub(crate) fn body(&self) -> ClockBody {
        ClockBody { now: self.now().into(), speed: self.speed() }
    }
}
