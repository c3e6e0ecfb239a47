//! A depth-first search for the cheapest choice of tours that serves each request once.

use super::GoOn;

/// Dead ends and branches, at most.
const NODES_MAX: usize = 100_000;
/// In which part of the gap to look first.
const GAP_FIRST: f64 = 0.125;
/// After so many it is asked whether to go on.
const NODES_ASKED: usize = 1_024;
/// Operations a node, roughly.
const NODE_OPERATIONS: usize = 4_000;

/// The search, over tours by increasing reduced cost.
pub(super) struct Cover {
    n_words: usize,
    n_requests: usize,
    n_vehicles: usize,
    /// The requests of each tour as bits.
    sets: Vec<u64>,
    reduced: Vec<f64>,
    /// The tours of each request.
    tours_of: Vec<Vec<u32>>,
    served: Vec<u64>,
    chosen: Vec<usize>,
    best: Option<Vec<usize>>,
    gap: f64,
    fleet: f64,
    n_nodes: usize,
    /// Some choices were not tried.
    pub(super) stopped: bool,
}

impl Cover {
    pub(super) fn new(n_requests: usize, n_vehicles: usize) -> Self {
        let n_words = n_requests.div_ceil(64);
        Self {
            n_words,
            n_requests,
            n_vehicles,
            sets: Vec::new(),
            reduced: Vec::new(),
            tours_of: vec![Vec::new(); n_requests],
            served: vec![0; n_words],
            chosen: Vec::new(),
            best: None,
            gap: 0.0,
            fleet: 0.0,
            n_nodes: 0,
            stopped: false,
        }
    }

    /// Adds a tour; they come by increasing reduced cost.
    pub(super) fn push(&mut self, rows: &[usize], reduced: f64) {
        let at = self.reduced.len();
        self.sets.resize((at + 1) * self.n_words, 0);
        for &row in rows {
            self.sets[at * self.n_words + row / 64] |= 1 << (row % 64);
            self.tours_of[row].push(at as u32);
        }
        self.reduced.push(reduced);
    }

    /// The best choice whose reduced costs, and `fleet` for each vehicle left over, are below `gap`.
    pub(super) fn search(&mut self, gap: f64, fleet: f64, go_on: GoOn<'_>) -> Option<Vec<usize>> {
        self.fleet = fleet;
        // Within a small gap few tours are left, and all their choices can be tried.
        let mut part = GAP_FIRST * gap;
        loop {
            self.gap = part.min(gap);
            self.descend(0.0, 0, go_on);
            if self.best.is_some() || self.stopped || gap <= part {
                return self.best.take();
            }
            part *= 2.0;
        }
    }

    fn fits(&self, tour: usize) -> bool {
        let set = &self.sets[tour * self.n_words..][..self.n_words];
        set.iter().zip(&self.served).all(|(set, served)| set & served < 1)
    }

    fn flip(&mut self, tour: usize) {
        let set = &self.sets[tour * self.n_words..][..self.n_words];
        for (served, set) in self.served.iter_mut().zip(set) {
            *served ^= set;
        }
    }

    fn descend(&mut self, cost: f64, n_served: usize, go_on: GoOn<'_>) {
        self.n_nodes += 1;
        let asks = self.n_nodes.is_multiple_of(NODES_ASKED);
        if NODES_MAX < self.n_nodes || (asks && !go_on(NODES_ASKED * NODE_OPERATIONS)) {
            self.stopped = true;
            return;
        }
        if self.n_requests <= n_served {
            let n_left = self.n_vehicles.saturating_sub(self.chosen.len());
            let total = cost + self.fleet * n_left as f64;
            if total < self.gap {
                self.gap = total;
                self.best = Some(self.chosen.clone());
            }
            return;
        }
        if self.n_vehicles <= self.chosen.len() {
            return;
        }
        let Some(row) = self.hardest(cost) else { return };
        for index in 0..self.tours_of[row].len() {
            let tour = self.tours_of[row][index] as usize;
            let with = cost + self.reduced[tour];
            if self.gap <= with {
                break;
            }
            if !self.fits(tour) {
                continue;
            }
            let size: u32 = self.sets[tour * self.n_words..][..self.n_words]
                .iter()
                .map(|w| w.count_ones())
                .sum();
            self.flip(tour);
            self.chosen.push(tour);
            self.descend(with, n_served + size as usize, go_on);
            self.chosen.pop();
            self.flip(tour);
            if self.stopped {
                return;
            }
        }
    }

    /// The unserved request with the fewest tours that fit; none if one has none.
    fn hardest(&self, cost: f64) -> Option<usize> {
        let mut best = None;
        let mut fewest = usize::MAX;
        for row in 0..self.n_requests {
            if 0 < (self.served[row / 64] >> (row % 64)) & 1 {
                continue;
            }
            let mut n_fitting = 0;
            for &tour in &self.tours_of[row] {
                if self.gap <= cost + self.reduced[tour as usize] {
                    break;
                }
                n_fitting += usize::from(self.fits(tour as usize));
                if fewest <= n_fitting {
                    break;
                }
            }
            if n_fitting < 1 {
                return None;
            }
            if n_fitting < fewest {
                (best, fewest) = (Some(row), n_fitting);
            }
        }
        best
    }
}
