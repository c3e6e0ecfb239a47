//! What requests pay, and what it costs to visit several of a kind.

use crate::model::Request;
use crate::partition::cuts::Cut;
use crate::partition::simplex::Prices;

/// More cuts than there are bits can't be told apart.
const CUTS_MAX: usize = 128;
/// A cut that costs less is left out.
const TOLL_MIN: f64 = 1e-9;

/// Prices as labels need them.
#[derive(Debug)]
pub(in crate::partition) struct Rates {
    /// What a vehicle is worth.
    pub(super) fleet: f64,
    /// By request, from 1 on.
    paid: Vec<f64>,
    /// The cuts of each request.
    cuts_of: Vec<u128>,
    tolls: Vec<f64>,
    members: Vec<[Request; 3]>,
}

impl Rates {
    /// The dearest cuts count if there are too many.
    pub(in crate::partition) fn new(prices: &Prices, cuts: &[Cut]) -> Self {
        let mut dear: Vec<(f64, &Cut)> = prices.cuts.iter().copied().zip(cuts).collect();
        dear.retain(|&(toll, _)| TOLL_MIN < toll);
        dear.sort_by(|a, b| b.0.total_cmp(&a.0));
        dear.truncate(CUTS_MAX);
        let mut cuts_of = vec![0; prices.requests.len() + 1];
        for (at, (_, cut)) in dear.iter().enumerate() {
            for row in cut.0 {
                cuts_of[row + 1] |= 1 << at;
            }
        }
        Self {
            fleet: prices.fleet,
            paid: std::iter::once(0.0).chain(prices.requests.iter().copied()).collect(),
            cuts_of,
            tolls: dear.iter().map(|(toll, _)| *toll).collect(),
            members: dear.iter().map(|(_, cut)| cut.0.map(|row| row as Request + 1)).collect(),
        }
    }

    /// What visiting a request adds to the cost. `odd` are the cuts with an odd number of visits.
    pub(super) fn visit(&self, odd: &mut u128, request: Request) -> f64 {
        let cuts = self.cuts_of[usize::from(request)];
        let second = *odd & cuts;
        *odd ^= cuts;
        self.toll(second) - self.paid[usize::from(request)]
    }

    /// What it costs to count once for each of these cuts.
    pub(super) fn toll(&self, cuts: u128) -> f64 {
        let mut sum = 0.0;
        let mut left = cuts;
        while 0 < left {
            sum += self.tolls[left.trailing_zeros() as usize];
            left &= left - 1;
        }
        sum
    }

    pub(super) fn members(&self, cut: usize) -> &[Request; 3] {
        &self.members[cut]
    }
}
