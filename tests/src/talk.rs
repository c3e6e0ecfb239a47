//! What a rider's device makes.

/// A booking's id; each number is another.
#[must_use]
pub fn booking_id(number: u128) -> String {
    format!("bkg_{number:032x}")
}

/// A rider's key; each number is another rider.
#[must_use]
pub fn rider_key(number: u128) -> String {
    format!("rider_{number:064x}")
}
