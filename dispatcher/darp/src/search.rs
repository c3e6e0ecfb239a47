//! The search: simulated annealing over destroy and repair, and set partitioning over what it saw,
//! or over all tours there are.

mod combining;

use crate::destroy::destroy;
use crate::memo::Memo;
use crate::model::{Model, Request};
use crate::partition::Partition;
use crate::plan::Plan;
use crate::pool::{Pool, Seen};
use crate::repair::{Target, repair};
use crate::rng::Rng;
use crate::{Instance, Solution, TOLERANCE};

/// The temperature at the beginning and at the end, in parts of the mean direct ride.
const TEMPERATURES: [f64; 2] = [0.45, 0.025];
/// Between two looks at all tours the search begins at so many times the first temperature.
const WARM: f64 = 0.35;
/// Once all choices of known tours were tried in vain, the search is hot again, and cools in this
/// part of the budget.
const REHEATED: f64 = 0.3;
/// Tours are kept of plans that cost no more than so many times the best.
const KEPT_WORTH: f64 = 1.03;
/// A repair is given up once its plan is neither accepted nor within this many times the best.
const FINISHED_WORTH: f64 = 1.01;
/// After each such part of the budget, tours are combined. Where all tours can be looked at, the
/// temperature falls within it, again and again.
const PARTITION_EVERY: f64 = 0.08;
/// After known tours were combined, the search goes on for at least so many times as long.
const PARTITION_PAUSE: f64 = 1.5;

/// How much of the search's budget is used.
pub trait Limits {
    /// The used part after so many iterations: the search ends once it is 1 or more.
    ///
    /// It is asked at least once an iteration, and several times for the same number while tours
    /// are combined.
    fn used(&mut self, n_iterations: u64) -> f64;

    /// Hears of every plan better than all before: its distance, and how many requests it leaves
    /// out.
    fn better(&mut self, _distance: f64, _n_unserved: usize) {}
}

/// What the search did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The best solution seen.
    pub solution: Solution,
    /// How many times the plan was destroyed and repaired; combining tours counts for as many as
    /// would have taken as long, roughly.
    pub n_iterations: u64,
    /// The iteration that found the best solution.
    pub found_at: u64,
    /// No solution is shorter: all tours were looked at. The search ended when that was known.
    pub is_proven: bool,
}

/// Searches for tours of least distance until `limits` are reached, or none can be shorter.
///
/// The answer depends on nothing but the arguments: with limits that look at iterations alone, the
/// same seed gives the same solution. With limits that look at a clock it depends on how far the
/// machine comes.
#[must_use]
pub fn solve(instance: &Instance, seed: u64, limits: &mut dyn Limits) -> Report {
    let model = Model::new(instance);
    let mut search = Search::new(&model, seed);
    search.run(limits);
    Report {
        solution: search.best.solution(),
        n_iterations: search.n_iterations,
        found_at: search.found_at,
        is_proven: search.is_proven(),
    }
}

/// How the temperature falls.
struct Cooling {
    /// From which part of the budget ...
    begin: f64,
    /// ... to which.
    end: f64,
    /// Then and then.
    temperatures: [f64; 2],
}

impl Cooling {
    fn new(begin: f64, end: f64, temperatures: [f64; 2]) -> Self {
        Self { begin, end, temperatures }
    }

    fn temperature(&self, used: f64) -> f64 {
        let [first, last] = self.temperatures;
        let cooled = ((used - self.begin) / (self.end - self.begin)).min(1.0);
        first * (last / first).powf(cooled)
    }
}

struct Search<'a> {
    model: &'a Model,
    rng: Rng,
    memo: Memo,
    pool: Pool,
    current: Plan,
    /// The same as `current`, but for what an iteration is about to change.
    candidate: Plan,
    best: Plan,
    cost: f64,
    best_cost: f64,
    /// What it costs to leave a request out: more than any tour of its own.
    penalty: f64,
    n_iterations: u64,
    found_at: u64,
    order: Vec<Request>,
    partition: Partition<'a>,
}

impl<'a> Search<'a> {
    fn new(model: &'a Model, seed: u64) -> Self {
        let own_tour = |request| {
            let drop_off = model.drop_off(request);
            model.travel(0, request) + model.travel(request, drop_off) + model.travel(drop_off, 0)
        };
        let mut rng = Rng::new(seed);
        let mut memo = Memo::new();
        let mut first = Plan::new(model);
        let target = Target { most: f64::INFINITY, penalty: 0.0 };
        repair(model, &mut first, &mut memo, &mut rng, target);
        first.changed.clear();
        let partition = Partition::new(model, first.distance());
        let mut search = Self {
            model,
            rng,
            memo,
            pool: Pool::new(),
            current: first.clone(),
            candidate: first.clone(),
            best: first,
            cost: 0.0,
            best_cost: 0.0,
            penalty: 4.0 * model.requests().map(own_tour).fold(1.0, f64::max),
            n_iterations: 0,
            found_at: 0,
            order: Vec::new(),
            partition,
        };
        search.cost = search.worth(&search.current);
        search.best_cost = search.cost;
        search
    }

    fn worth(&self, plan: &Plan) -> f64 {
        plan.distance() + self.penalty * plan.absent.len() as f64
    }

    /// Is no plan better than the best one?
    fn is_proven(&self) -> bool {
        self.partition.is_proven && self.best.absent.is_empty()
    }

    fn run(&mut self, limits: &mut dyn Limits) {
        let hot = TEMPERATURES.map(|part| part * self.model.mean_ride());
        let warm = [WARM * hot[0], hot[1]];
        let looks_at_all = self.partition.looks_at_all();
        let mut cooling = Cooling::new(0.0, if looks_at_all { PARTITION_EVERY } else { 1.0 }, hot);
        let mut next_partition = PARTITION_EVERY;
        loop {
            let used = limits.used(self.n_iterations);
            if 1.0 <= used || self.is_proven() {
                return;
            }
            if next_partition <= used {
                let looked_at_all = self.partition.looks_at_all();
                self.combine(limits);
                let after = limits.used(self.n_iterations);
                next_partition = after + PARTITION_EVERY.max(PARTITION_PAUSE * (after - used));
                if self.partition.looks_at_all() {
                    next_partition = after + PARTITION_EVERY;
                    cooling = Cooling::new(after, next_partition, warm);
                } else if looked_at_all {
                    cooling = Cooling::new(after, 1.0, hot);
                } else if self.partition.is_exhausted
                    && (1.0 <= cooling.end || cooling.end <= after)
                {
                    cooling = Cooling::new(after, after + REHEATED, hot);
                }
                continue;
            }
            self.step(cooling.temperature(used), limits);
        }
    }

    /// Destroys, repairs, and accepts or undoes.
    fn step(&mut self, temperature: f64, limits: &mut dyn Limits) {
        self.n_iterations += 1;
        let accepted = self.cost - temperature * (1.0 - self.rng.unit()).ln();
        let most = accepted.max(self.best_cost * FINISHED_WORTH);
        let target = Target { most, penalty: self.penalty };
        let Self { model, candidate, memo, rng, .. } = self;
        destroy(model, candidate, rng, &mut self.order);
        if !repair(model, candidate, memo, rng, target) {
            self.candidate.restore(&self.current);
            return;
        }
        self.recall();
        let cost = self.worth(&self.candidate);
        if cost < self.best_cost * KEPT_WORTH {
            for &at in &self.candidate.changed {
                self.pool.keep(&self.candidate.routes[at], cost);
            }
        }
        if cost < accepted {
            self.cost = cost;
            self.current.follow(&self.candidate);
            self.candidate.changed.clear();
            self.note_best(limits);
        } else {
            self.candidate.restore(&self.current);
        }
    }

    /// Changed tours whose requests were once served in a shorter order take that order again.
    fn recall(&mut self) {
        for index in 0..self.candidate.changed.len() {
            let at = self.candidate.changed[index];
            if let Seen::Shorter(nodes) = self.pool.look_up(&self.candidate.routes[at]) {
                self.candidate.reorder(self.model, at, nodes);
            }
        }
    }

    /// Keeps the current plan if it is the best so far.
    fn note_best(&mut self, limits: &mut dyn Limits) {
        if self.cost + TOLERANCE < self.best_cost {
            self.best_cost = self.cost;
            self.best = self.current.clone();
            self.found_at = self.n_iterations;
            limits.better(self.best.distance(), self.best.absent.len());
            for route in &self.best.routes {
                self.pool.keep(route, self.best_cost);
            }
        }
    }
}
