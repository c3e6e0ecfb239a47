//! Ids are indexes into the network's vectors; they hold for one import of one extract only.

use serde::{Deserialize, Serialize};

macro_rules! index_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub struct $name(pub u32);

        impl $name {
            /// As an index into a vector.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

index_id!(
    /// A junction or the end of a road.
    NodeId
);
index_id!(
    /// One direction of a stretch of road between two nodes.
    SegmentId
);
index_id!(
    /// A road's name.
    NameId
);
