//! Ids and wide numbers in their text form, and times.

use std::fmt;
use std::str::FromStr;

use noriai_core::{
    BookingId, CallId, ClosureId, CompanyId, OfferId, RiderId, ShiftId, StopId, VehicleGroupId,
    VehicleId, ZoneId,
};
use noriai_units::Timestamp;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

/// Anything that has a text form of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<T>(pub(super) T);

pub(super) type BookingText = Text<BookingId>;
pub(super) type CallText = Text<CallId>;
pub(super) type CompanyText = Text<CompanyId>;
pub(super) type ClosureText = Text<ClosureId>;
pub(super) type OfferText = Text<OfferId>;
pub(super) type RiderText = Text<RiderId>;
pub(super) type ShiftText = Text<ShiftId>;
pub(super) type StopText = Text<StopId>;
pub(super) type VehicleGroupText = Text<VehicleGroupId>;
pub(super) type VehicleText = Text<VehicleId>;
pub(super) type ZoneText = Text<ZoneId>;
pub(super) type HexText = Text<Hex64>;

/// 64 bits as 16 hex digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hex64(pub(super) u64);

/// The point in time of a `_ms` field.
pub(super) const fn time(ms: i64) -> Timestamp {
    Timestamp::from_unix_millis(ms)
}

impl fmt::Display for Hex64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for Hex64 {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = text.len() == 16
            && text.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        let number = u64::from_str_radix(text, 16).ok().filter(|_| plain);
        number.map(Self).ok_or("expected 16 hex digits")
    }
}

impl<T: fmt::Display> Serialize for Text<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de, T: FromStr<Err: fmt::Display>> Deserialize<'de> for Text<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Parse<T>(std::marker::PhantomData<T>);
        impl<T: FromStr<Err: fmt::Display>> Visitor<'_> for Parse<T> {
            type Value = T;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Parse(std::marker::PhantomData)).map(Self)
    }
}
