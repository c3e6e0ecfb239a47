//! What goes wrong in a storm, and how often.
//!
//! Swarm testing (Groce, Zhang, Eide, Chen and Regehr 2012): each storm has some kinds of trouble
//! and none at all of others, since a kind that is always there hides what happens without it.

use noriai_core::rng::Rng;

macro_rules! troubles {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// A kind of trouble.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Trouble { $($(#[$doc])* $name,)* }

        impl Trouble {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its name in reports.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

troubles! {
    /// An offer of a while ago is accepted.
    StaleOffer = "stale offer",
    /// A booking id is used again for another offer or rider.
    StolenId = "stolen id",
    /// The same command at once again.
    DoubleTap = "double tap",
    /// A booking is called off, at any stage.
    Cancel = "cancel",
    /// A booking is called off before, or the moment after, it is confirmed, and confirmed again.
    CancelWhileConfirming = "cancel while confirming",
    /// A wish that makes no sense.
    AbsurdWish = "absurd wish",
    /// A driver comes late.
    Late = "late driver",
    /// A driver comes early.
    Early = "early driver",
    /// A tablet says nothing for up to an hour, then everything at once.
    SilentTablet = "silent tablet",
    /// A driver forgets to say that he has arrived.
    SkippedArrival = "skipped arrival",
    /// A driver serves who is not next.
    WrongOrder = "wrong order",
    /// A tablet repeats itself.
    RepeatedReport = "repeated report",
    /// A tablet's clock is wrong.
    TabletClock = "tablet clock",
    /// A rider is not there.
    NoShow = "no-show",
    /// A vehicle stands where it is for a long time.
    Breakdown = "breakdown",
    /// A report that no tablet sends.
    ForgedReport = "forged report",
    /// A position report from somewhere else, or some other time.
    StraySighting = "stray sighting",
    /// Roads are closed.
    ClosedRoad = "closed road",
    /// Roads are slow.
    SlowRoad = "slow road",
    /// Roads are opened again.
    Reopening = "reopening",
    /// The map is imported anew: every point has another name.
    NewImport = "new import",
    /// Another policy.
    Policy = "policy change",
    /// Somebody tries to cut a shift short, or to extend it.
    ShiftChange = "shift change",
    /// The control room has a shift end at another time.
    ShiftEnd = "shift end changed",
    /// The control room ends a shift whose van can't go on.
    TakenOver = "breakdown reported",
    /// Another shift, behind, beside or across the others.
    MoreShifts = "more shifts",
    /// The clock jumps ahead.
    ClockForward = "clock forward",
    /// The clock is set back.
    ClockBack = "clock back",
    /// No tick for a long time.
    MissingTicks = "missing ticks",
    /// A better plan is looked for and taken over.
    Improvement = "improvement",
    /// A plan that was made for another state, or tampered with, is proposed.
    StaleImprovement = "stale improvement",
    /// Other rules for a rider: alone, attended, kept apart from others.
    RiderRules = "rider rules",
}

/// How often each kind happens, of 1,000 occasions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weather {
    rates: Vec<u32>,
}

impl Weather {
    /// Draws the weather of a storm.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        let mut rng = Rng::stream(seed, "weather", 0);
        let n_kinds = Trouble::ALL.len();
        let mut rates = vec![0; n_kinds];
        if rng.chance(125) {
            // Calm in all respects but one.
            rates[rng.index(n_kinds)] = 400;
            return Self { rates };
        }
        for rate in &mut rates {
            if rng.chance(500) {
                *rate = u32::try_from(rng.between(30, 350)).unwrap_or(0);
            }
        }
        Self { rates }
    }

    /// Of 1,000.
    #[must_use]
    pub fn rate(&self, trouble: Trouble) -> u32 {
        self.rates.get(trouble as usize).copied().unwrap_or(0)
    }
}
