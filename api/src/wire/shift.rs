//! What the control room says of a shift.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{PositionBody, Time};

/// A vehicle can't go on.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[schema(as = Breakdown)]
#[serde(deny_unknown_fields)]
pub(crate) struct BreakdownBody {
    /// Where it stands; where it was last seen, if left out.
    pub(crate) at: Option<PositionBody>,
}

/// A shift ends at another time.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[schema(as = ShiftEnd)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShiftEndBody {
    /// The vehicle is back by this; a time ahead.
    pub(crate) end: Time,
}

/// A shift as it is now.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ShiftReport)]
pub(crate) struct ShiftReportBody {
    /// Its id.
    #[schema(example = "shf_1")]
    pub(crate) id: String,
    /// Whose.
    pub(crate) vehicle: String,
    /// The depot is left no earlier.
    pub(crate) start: Time,
    /// The vehicle is back by this.
    pub(crate) end: Time,
    /// True once the vehicle is back for good, or has broken down.
    pub(crate) is_over: bool,
    /// Riders of the whole area who were promised a ride and whom no vehicle can get to now; the
    /// control room calls them.
    pub(crate) n_cut_off: usize,
}
