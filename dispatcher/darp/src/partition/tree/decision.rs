//! Which road to decide next.

use super::branch::Branch;
use super::{DETERRENT, Tree};
use crate::model::NodeId;
use crate::partition::{GoOn, Stopped};

/// So many roads are tried before one is decided.
const TRIED_MAX: usize = 4;
/// A road that raises the bound by less in one of its branches is judged by the other.
const RISE_MIN: f64 = 1e-3;

impl Tree<'_> {
    /// The road of which a decision raises the bound most; none if all are decided.
    pub(super) fn decide(
        &self,
        branch: &Branch,
        shares: &[(f64, usize)],
        least: f64,
        bound: f64,
        go_on: GoOn<'_>,
    ) -> Result<Option<(NodeId, NodeId)>, Stopped> {
        let roads = self.known.undecided(self.model, shares, TRIED_MAX);
        let mut best = roads.first().copied();
        let mut most = 0.0;
        for road in roads {
            let mut worth = 1.0;
            for mut part in branch.clone().part(&self.known, road) {
                let prices = part.simplex.solve(DETERRENT * bound, go_on)?;
                worth *= (prices.bound.min(bound) - least).max(RISE_MIN);
            }
            if most < worth {
                (best, most) = (Some(road), worth);
            }
        }
        Ok(best)
    }
}
