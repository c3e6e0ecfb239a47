//! Who asks, as told by the key that comes along.

use actix_web::HttpRequest;
use actix_web::http::header;
use noriai_core::{RiderId, VehicleId};
use sha2::{Digest, Sha256};

use crate::errors::Problem;
use crate::keys::Keys;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Caller {
    /// Nobody in particular: no key came along.
    Public,
    /// Whoever holds a rider's key.
    Rider(RiderId),
    /// The driver of a vehicle.
    Driver(VehicleId),
    /// The control room.
    Operator,
}

/// What a rider's key begins with; 64 hexadecimal digits follow.
const RIDER_PREFIX: &str = "rider_";
const KEY_DIGITS: usize = 64;

impl Caller {
    /// Reads the Authorization header.
    pub(crate) fn of(request: &HttpRequest, keys: &Keys) -> Result<Self, Problem> {
        let Some(value) = request.headers().get(header::AUTHORIZATION) else {
            return Ok(Self::Public);
        };
        let text = value.to_str().unwrap_or_default();
        let (scheme, key) = text.split_once(' ').unwrap_or_default();
        let key = key.trim();
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(Problem::new("key_unknown"));
        }
        let rider = rider_of_key(key).map(Self::Rider);
        rider.or_else(|| keys.caller(key)).ok_or_else(|| Problem::new("key_unknown"))
    }
}

/// The rider of a key: a digest, so that the journal can't be turned back into keys. `None` if the
/// text is no rider's key.
fn rider_of_key(key: &str) -> Option<RiderId> {
    let digits = key.strip_prefix(RIDER_PREFIX)?;
    let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if digits.len() != KEY_DIGITS || !digits.bytes().all(is_hex) {
        return None;
    }
    let digest = Sha256::digest(key.as_bytes());
    let first = digest.iter().take(16).fold(0_u128, |sum, byte| (sum << 8) | u128::from(*byte));
    Some(RiderId(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_riders_key_is_64_lower_hexadecimal_digits() {
        let key = format!("rider_{}", "0f".repeat(32));
        assert!(rider_of_key(&key).is_some());
        assert_ne!(rider_of_key(&key), rider_of_key(&format!("rider_{}", "1f".repeat(32))));
        for wrong in [
            "",
            "rider_",
            &key.replacen('0', "", 1),
            &format!("{key}0"),
            &key.to_uppercase(),
            &key.replace('f', "g"),
        ] {
            assert_eq!(rider_of_key(wrong), None, "{wrong}");
        }
    }
}
