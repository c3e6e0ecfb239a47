//! Where a vehicle stands.

use crate::moment::Deciseconds;
use crate::roads::ArcId;

/// An arc with what is asked of it all the time, so that no look into the network is needed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spot {
    pub(crate) arc: ArcId,
    /// The node where it begins: whoever comes gets there first.
    pub(crate) tail: u32,
    /// The node where it ends: whoever leaves is there.
    pub(crate) head: u32,
    /// From the one to the other.
    pub(crate) entry: Deciseconds,
}

/// The arc says it all.
impl PartialEq for Spot {
    fn eq(&self, other: &Self) -> bool {
        self.arc == other.arc
    }
}

impl Eq for Spot {}
