//! A token bucket for each client address, so that one greedy client does not slow the others.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Tokens of each client: refilled steadily, spent one a request.
#[derive(Debug)]
pub(crate) struct RateLimit {
    burst: f64,
    per_second: f64,
    buckets: Mutex<BTreeMap<IpAddr, Bucket>>,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

/// More addresses than this at once: the buckets that are full again are forgotten, and if that
/// does not help, newcomers wait.
const ADDRESSES_MAX: usize = 10_000;

impl RateLimit {
    /// At most `burst` at once, and `per_second` in the long run.
    pub(crate) const fn new(burst: u32, per_second: f64) -> Self {
        Self { burst: burst as f64, per_second, buckets: Mutex::new(BTreeMap::new()) }
    }

    /// Spends a token.
    ///
    /// # Errors
    /// The seconds to wait for the next one.
    pub(crate) fn take(&self, address: IpAddr, now: Instant) -> Result<(), u32> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if ADDRESSES_MAX <= buckets.len() && !buckets.contains_key(&address) {
            buckets.retain(|_, bucket| self.refilled(*bucket, now) < self.burst);
            if ADDRESSES_MAX <= buckets.len() {
                return Err(1);
            }
        }
        let bucket =
            buckets.entry(network(address)).or_insert(Bucket { tokens: self.burst, at: now });
        let tokens = self.refilled(*bucket, now);
        let enough = 1.0 <= tokens;
        *bucket = Bucket { tokens: if enough { tokens - 1.0 } else { tokens }, at: now };
        let wait = ((1.0 - tokens) / self.per_second).ceil().clamp(1.0, 3_600.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped above"
        )]
        if enough { Ok(()) } else { Err(wait as u32) }
    }

    fn refilled(&self, bucket: Bucket, now: Instant) -> f64 {
        let passed = now.saturating_duration_since(bucket.at).as_secs_f64();
        (bucket.tokens + passed * self.per_second).min(self.burst)
    }
}

/// One household has one IPv4 address, or a /64 of IPv6 ones.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => {
            let [a, b, c, d, ..] = six.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_burst_passes_then_one_waits_and_others_do_not() {
        let limit = RateLimit::new(3, 0.5);
        let (now, one, other) =
            (Instant::now(), IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        assert!((0..3).all(|_| limit.take(one, now).is_ok()));
        assert_eq!(limit.take(one, now), Err(2));
        assert_eq!(limit.take(other, now), Ok(()));
        assert_eq!(limit.take(one, now + Duration::from_secs(2)), Ok(()));
        assert_eq!(limit.take(one, now + Duration::from_secs(2)), Err(2));
    }

    #[test]
    fn a_flood_of_addresses_does_not_grow_the_memory() {
        let limit = RateLimit::new(3, 0.5);
        let now = Instant::now();
        for address in 0..20_000_u32 {
            let _ = limit.take(IpAddr::from(address.to_be_bytes()), now);
        }
        assert!(limit.buckets.lock().unwrap().len() <= ADDRESSES_MAX);
    }
}
