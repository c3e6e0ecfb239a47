//! Identifiers. In text each kind has its own prefix, so that one kind is never read as another.

use std::fmt;
use std::str::FromStr;

/// A text that is not an id of the kind asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdError {
    /// What was expected, as an example.
    pub expected: &'static str,
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an id of this kind; expected something like {}", self.expected)
    }
}

impl std::error::Error for IdError {}

/// A number counted up by whoever configures the area: few, short, spoken on the radio.
macro_rules! counted_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                let expected = IdError { expected: concat!($prefix, "12") };
                let digits = text.strip_prefix($prefix).ok_or_else(|| expected.clone())?;
                let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
                let number = digits.parse().ok().filter(|_| plain);
                number.map(Self).ok_or(expected)
            }
        }
    };
}

/// 128 random or hashed bits: made by a client, or hard to guess by design.
macro_rules! wide_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u128);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "{:032x}"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                let expected =
                    IdError { expected: concat!($prefix, "0123456789abcdef0123456789abcdef") };
                let digits = text.strip_prefix($prefix).ok_or_else(|| expected.clone())?;
                let plain = digits.len() == 32
                    && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
                let number = u128::from_str_radix(digits, 16).ok().filter(|_| plain);
                number.map(Self).ok_or(expected)
            }
        }
    };
}

wide_id!(
    /// A booking; made by the client before it asks, so that a retry is recognised.
    BookingId,
    "bkg_"
);
wide_id!(
    /// A closure of roads; made by the client, so that a retry is recognised.
    ClosureId,
    "cls_"
);
wide_id!(
    /// An offer.
    OfferId,
    "off_"
);
wide_id!(
    /// A rider without any personal data: a digest that only the rider's own key produces.
    RiderId,
    "rdr_"
);
counted_id!(
    /// A call on a tour; stays with the call when the tour is re-planned.
    CallId,
    "call_"
);
counted_id!(
    /// A company that sends drivers and vehicles.
    CompanyId,
    "com_"
);
counted_id!(
    /// A shift of a driver with a vehicle.
    ShiftId,
    "shf_"
);
counted_id!(
    /// A designated stop (乗降場所).
    StopId,
    "stp_"
);
counted_id!(
    /// A group of vehicles that some trips are for.
    VehicleGroupId,
    "grp_"
);
counted_id!(
    /// A vehicle.
    VehicleId,
    "veh_"
);
counted_id!(
    /// A zone of the service area.
    ZoneId,
    "zon_"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_survive_the_way_through_text() {
        let booking = BookingId(0xfeed_0000_0000_0001);
        assert_eq!(booking.to_string().parse(), Ok(booking));
        assert_eq!(VehicleId(12).to_string(), "veh_12");
        assert_eq!("veh_12".parse(), Ok(VehicleId(12)));
    }

    #[test]
    fn the_wrong_kind_is_refused() {
        assert!("veh_12".parse::<ShiftId>().is_err());
        assert!("veh_+12".parse::<VehicleId>().is_err());
        assert!("veh_".parse::<VehicleId>().is_err());
        assert!("veh_99999999999".parse::<VehicleId>().is_err());
        assert!("bkg_12".parse::<BookingId>().is_err());
        assert!(BookingId(7).to_string().to_uppercase().parse::<BookingId>().is_err());
    }
}
