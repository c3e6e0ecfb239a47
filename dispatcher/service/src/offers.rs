//! Offers that wait to be accepted, in memory only: an offer binds nobody until it is booked.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use noriai_core::{Offer, OfferId};
use noriai_units::{Seconds, Timestamp};

/// A bounded number of offers. Expired ones stay a while, so that who accepts late is told that
/// the offer has expired, and not that there never was one.
#[derive(Debug)]
pub struct OfferBook {
    offers_max: usize,
    pages: Mutex<Pages>,
}

#[derive(Debug, Default)]
struct Pages {
    offers: BTreeMap<OfferId, Offer>,
    by_expiry: BTreeSet<(Timestamp, OfferId)>,
}

/// So many people are choosing that no further offer can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfferBookFull {
    /// The first offer that makes room does so then.
    pub until: Timestamp,
}

/// How long an expired offer is remembered.
const KEPT: Seconds = Seconds::from_minutes(10);

impl OfferBook {
    /// Room for so many.
    #[must_use]
    pub fn new(offers_max: usize) -> Self {
        Self { offers_max: offers_max.max(1), pages: Mutex::default() }
    }

    /// Keeps an offer until it expires, and a while longer if there is room.
    ///
    /// # Errors
    /// If the book is full of offers that are still good.
    pub fn put(&self, offer: Offer, now: Timestamp) -> Result<(), OfferBookFull> {
        let mut pages = self.pages();
        pages.forget_before(now - KEPT);
        pages.remove(offer.id);
        while self.offers_max <= pages.offers.len() {
            match pages.by_expiry.first() {
                Some((expires, id)) if *expires < now => {
                    let id = *id;
                    pages.remove(id);
                }
                first => {
                    let until = first.map_or(now, |(expires, _)| *expires);
                    return Err(OfferBookFull { until });
                }
            }
        }
        pages.by_expiry.insert((offer.expires, offer.id));
        pages.offers.insert(offer.id, offer);
        Ok(())
    }

    /// The offer, which may have expired; `None` if it is not known, or no longer.
    #[must_use]
    pub fn get(&self, id: OfferId) -> Option<Offer> {
        self.pages().offers.get(&id).copied()
    }

    /// How many offers it holds.
    #[must_use]
    pub fn n_offers(&self) -> usize {
        self.pages().offers.len()
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        // Should a panic have left the two orders unequal, an offer is lost, not a booking.
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Pages {
    fn remove(&mut self, id: OfferId) {
        if let Some(offer) = self.offers.remove(&id) {
            self.by_expiry.remove(&(offer.expires, id));
        }
    }

    fn forget_before(&mut self, time: Timestamp) {
        while let Some((_, id)) = self.by_expiry.first().filter(|(expires, _)| *expires < time) {
            let id = *id;
            self.by_expiry.pop_first();
            self.offers.remove(&id);
        }
    }
}

impl fmt::Display for OfferBookFull {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("too many offers are waiting to be accepted")
    }
}

impl std::error::Error for OfferBookFull {}
