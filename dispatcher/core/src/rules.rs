//! What a plan must hold, a rule a file: what it says, why towns have it, and its test.
//!
//! | rule | what it says |
//! | --- | --- |
//! | [`capacity`] | no more aboard than the vehicle holds, on every leg |
//! | [`sharing`] | parties share a vehicle only where the policy has them share |
//! | [`wait`] | the vehicle is there within the promised window |
//! | [`arrival`] | the rider is at the goal by the promised time |
//! | [`ride`] | nobody sits in the vehicle longer than promised |
//! | [`breaks`] | the driver rests within the break's window, alone |
//! | [`shift`] | a vehicle drives within its shift, and is back by its end |
//! | [`reserve`] | some vehicles are kept for those who ask on the spot |
//! | [`rotation`] | of companies that could come at hardly more cost, the one behind its share does |
//! | [`zones`] | riders board where their zone lets them, and ride only between zones that are served |
//!
//! A rule is a pure function of few numbers; where it is asked, and in which order, is the
//! timetable's business (`planning/timetable.rs`). The checker knows the same rules by other code.

pub(crate) mod arrival;
pub(crate) mod breaks;
pub(crate) mod capacity;
pub(crate) mod reserve;
pub(crate) mod ride;
pub(crate) mod rotation;
pub(crate) mod sharing;
pub(crate) mod shift;
pub(crate) mod wait;
pub(crate) mod zones;
