//! The way that fits a track best.

use noriai_core::travel::Leg;
use noriai_network::SegmentId;
use noriai_units::{Metres, Position, Seconds, Timestamp};

use crate::geometry::length_m;
use crate::router::Router;
use crate::spot::Spot;

/// A recorded position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fix {
    /// When it was recorded.
    pub at: Timestamp,
    /// Where, with the error of its receiver.
    pub position: Position,
}

/// Where on the roads a vehicle was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Followed {
    /// When.
    pub at: Timestamp,
    /// Where, in the direction that it drove in.
    pub spot: Spot,
}

/// The error of positions in metres, one standard deviation. Newson and Krumm measured 4 in a car
/// with a good view of the sky; a tablet between houses does worse.
const SIGMA_M: f64 = 10.0;
/// By how many metres, in the mean, a drive between two fixes differs from the straight line.
const BETA_M: f64 = 20.0;
/// Nobody records a position further off the road than this.
const RADIUS: Metres = Metres::new(50);
/// So many roads near a fix are looked at, both directions counted.
const CANDIDATES_MAX: usize = 12;
/// A drive that is longer than the straight line by more than this is none.
const EXTRA_M_MAX: f64 = 2_000.0;
/// No vehicle of a town's service is faster (metres a second).
const SPEED_MAX: f64 = 40.0;
/// A vehicle that seems to go back by less than this on its road stands; in decimetres.
const BACK_DM_MAX: u32 = 300;

/// A road near a fix.
struct Candidate {
    spot: Spot,
    /// Logarithm of how likely the best way is that ends here, up to a constant.
    score: f64,
    before: Option<usize>,
}

/// The roads near one fix.
struct Layer {
    fix: Fix,
    candidates: Vec<Candidate>,
}

impl Router {
    /// The ways that a vehicle most likely took, in pieces: a new one begins where no drive joins
    /// two fixes in the time between them. Fixes nearer to the last one than twice the error say
    /// nothing new and are left out.
    ///
    /// The most likely sequence of a hidden Markov model (Viterbi): a fix is the likelier the
    /// nearer it is to the road, a drive the nearer its length is to the straight line's (Newson,
    /// Krumm: *Hidden Markov Map Matching Through Noise and Sparseness*, ACM SIGSPATIAL GIS 2009).
    #[must_use]
    pub fn follow(&self, track: &[Fix]) -> Vec<Vec<Followed>> {
        let (mut pieces, mut layers): (Vec<Vec<Followed>>, Vec<Layer>) = (Vec::new(), Vec::new());
        let mut last: Option<Position> = None;
        for fix in track {
            if last.is_some_and(|last| length_m(last, fix.position) < 2.0 * SIGMA_M) {
                continue;
            }
            last = Some(fix.position);
            let mut layer = self.layer(*fix);
            if layer.candidates.is_empty() {
                continue;
            }
            if let Some(before) = layers.last()
                && !self.join(before, &mut layer)
            {
                pieces.push(best(&layers));
                layers.clear();
            }
            layers.push(layer);
        }
        pieces.push(best(&layers));
        pieces.retain(|piece| 2 <= piece.len());
        pieces
    }

    /// The drive between two spots of a followed way; where the vehicle seems to have gone back a
    /// little, less than nothing of its road.
    pub(super) fn between(&self, from: Spot, to: Spot) -> Option<(Leg, Vec<SegmentId>)> {
        if is_standing(from, to) {
            let leg = self.leg(self.road_point(to), self.road_point(from))?;
            let back = Leg { time: Seconds::ZERO - leg.time, distance: leg.distance };
            return Some((back, vec![from.segment]));
        }
        let path = self.path(self.road_point(from), self.road_point(to))?;
        Some((path.leg, path.segments))
    }

    fn layer(&self, fix: Fix) -> Layer {
        let mut near = self.ground.snap_index.near(&self.network, fix.position, RADIUS);
        near.sort_unstable();
        let each = near.into_iter().flat_map(|(distance_dm, place)| {
            let ways = place.directions(&self.network);
            ways.map(move |(segment, offset_dm)| (distance_dm, segment, offset_dm))
        });
        let open = each.filter(|(_, segment, _)| self.is_served(*segment)).take(CANDIDATES_MAX);
        let candidates = open.map(|(distance_dm, segment, offset_dm)| {
            let errors = distance_dm as f64 / 10.0 / SIGMA_M;
            let spot = Spot::heading(&self.network, segment, offset_dm);
            Candidate { spot, score: -errors * errors / 2.0, before: None }
        });
        Layer { fix, candidates: candidates.collect() }
    }

    /// Gives each candidate the best one before it; drops those without. False if none is left, and
    /// then all stay as they were.
    fn join(&self, before: &Layer, layer: &mut Layer) -> bool {
        let straight = length_m(before.fix.position, layer.fix.position);
        let seconds = (layer.fix.at - before.fix.at).millis() as f64 / 1_000.0;
        let longest = (straight + EXTRA_M_MAX).min(SPEED_MAX * seconds + 4.0 * SIGMA_M);
        let from_each = |to: Spot| {
            let ways = before.candidates.iter().enumerate().filter_map(|(place, candidate)| {
                let driven = self.driven_m(candidate.spot, to)?;
                let score = candidate.score - (driven - straight).abs() / BETA_M;
                (driven <= longest).then_some((score, place))
            });
            ways.max_by(|a, b| a.0.total_cmp(&b.0))
        };
        let ways: Vec<_> = layer.candidates.iter().map(|it| from_each(it.spot)).collect();
        if ways.iter().all(Option::is_none) {
            return false;
        }
        let mut ways = ways.into_iter();
        layer.candidates.retain_mut(|candidate| {
            let Some((score, place)) = ways.next().flatten() else { return false };
            candidate.score += score;
            candidate.before = Some(place);
            true
        });
        true
    }

    fn driven_m(&self, from: Spot, to: Spot) -> Option<f64> {
        if is_standing(from, to) {
            return Some(0.0);
        }
        let leg = self.leg(self.road_point(from), self.road_point(to))?;
        Some(leg.distance.decimetres() as f64 / 10.0)
    }
}

fn is_standing(from: Spot, to: Spot) -> bool {
    from.segment == to.segment
        && to.offset_dm <= from.offset_dm
        && from.offset_dm - to.offset_dm <= BACK_DM_MAX
}

/// The likeliest way through the layers.
fn best(layers: &[Layer]) -> Vec<Followed> {
    let mut way = Vec::new();
    let last = layers.last().map_or(&[][..], |layer| &layer.candidates);
    let ends = last.iter().enumerate();
    let mut place = ends.max_by(|a, b| a.1.score.total_cmp(&b.1.score)).map(|(place, _)| place);
    for layer in layers.iter().rev() {
        let Some(candidate) = place.and_then(|place| layer.candidates.get(place)) else { break };
        way.push(Followed { at: layer.fix.at, spot: candidate.spot });
        place = candidate.before;
    }
    way.reverse();
    way
}
