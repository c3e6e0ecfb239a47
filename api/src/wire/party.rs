//! Who travels together.

use noriai_core::Party;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::errors::Problem;

/// More people than any vehicle holds.
const PEOPLE_MAX: u16 = 60;

/// Who travels together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = Party)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct PartyBody {
    /// Riders who pay the full fare.
    #[schema(maximum = 60, example = 1)]
    pub(crate) adults: u16,
    /// Riders who pay the child's fare.
    #[schema(maximum = 60)]
    pub(crate) children: u16,
    /// Riders on an adult's lap.
    #[schema(maximum = 60)]
    pub(crate) infants: u16,
    /// Riders who stay in their wheelchair.
    #[schema(maximum = 60)]
    pub(crate) wheelchairs: u16,
    /// Riders with a disability certificate, and their attendants.
    #[schema(maximum = 60)]
    pub(crate) disabled: u16,
    /// Large pieces of luggage.
    #[schema(maximum = 60)]
    pub(crate) luggage: u16,
    /// Walking frames.
    #[schema(maximum = 60)]
    pub(crate) walkers: u16,
    /// Prams.
    #[schema(maximum = 60)]
    pub(crate) prams: u16,
    /// Child seats wanted, for children or infants; an infant in one takes a seat.
    #[schema(maximum = 60)]
    pub(crate) child_seats: u16,
}

impl PartyBody {
    /// As the dispatcher counts them.
    pub(crate) fn party(self) -> Result<Party, Problem> {
        let counts = [
            ("party.adults", self.adults),
            ("party.children", self.children),
            ("party.infants", self.infants),
            ("party.wheelchairs", self.wheelchairs),
            ("party.disabled", self.disabled),
            ("party.luggage", self.luggage),
            ("party.walkers", self.walkers),
            ("party.prams", self.prams),
            ("party.child_seats", self.child_seats),
        ];
        if let Some((field, _)) = counts.iter().find(|(_, count)| PEOPLE_MAX < *count) {
            return Err(Problem::invalid(field, format!("at most {PEOPLE_MAX}")));
        }
        if self.children + self.infants < self.child_seats {
            return Err(Problem::invalid("party.child_seats", "more than children and infants"));
        }
        Ok(Party {
            adults: self.adults,
            children: self.children,
            infants: self.infants,
            reduced: self.disabled,
            wheelchairs: self.wheelchairs,
            luggage: self.luggage,
            walkers: self.walkers,
            prams: self.prams,
            child_seats: self.child_seats,
        })
    }
}

impl From<Party> for PartyBody {
    fn from(party: Party) -> Self {
        Self {
            adults: party.adults,
            children: party.children,
            infants: party.infants,
            wheelchairs: party.wheelchairs,
            disabled: party.reduced,
            luggage: party.luggage,
            walkers: party.walkers,
            prams: party.prams,
            child_seats: party.child_seats,
        }
    }
}
