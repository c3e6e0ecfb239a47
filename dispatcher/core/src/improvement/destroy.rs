//! Whom to take out: four ways (Ropke and Pisinger 2006; the related ones after Shaw 1998).

use noriai_units::Seconds;

use crate::booking::Booking;
use crate::planning::route::Ground;
use crate::rng::Rng;

use super::solution::Solution;

/// The ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Removal {
    /// Anybody.
    Random,
    /// Those without whom their route is cheapest.
    Worst,
    /// Those whose rides are alike in place and time: they can change places.
    Related,
    /// All of one route, or as many in a row as may be taken out.
    Route,
}

/// Draws from the best candidates by this power: the larger, the greedier.
const GREED: u32 = 4;
/// Positions are compared by the time a van takes at this speed.
const METRES_PER_SECOND: i64 = 8;

impl Removal {
    pub(super) const ALL: [Self; 4] = [Self::Random, Self::Worst, Self::Related, Self::Route];

    /// The numbers of at most `n` riders who are on a route.
    pub(super) fn choose<'a>(
        self,
        n: usize,
        solution: &Solution<'a>,
        riders: &[&'a Booking],
        rng: &mut Rng,
        ground: &mut Ground<'a>,
    ) -> Vec<usize> {
        let mut placed: Vec<usize> =
            (0..riders.len()).filter(|rider| solution.at[*rider].is_some()).collect();
        match self {
            Self::Random => (0..n).map_while(|_| draw(&mut placed, 1, rng)).collect(),
            Self::Worst => {
                placed.sort_by_cached_key(|rider| {
                    std::cmp::Reverse(saving(*rider, solution, riders, ground))
                });
                (0..n).map_while(|_| draw(&mut placed, GREED, rng)).collect()
            }
            Self::Related => related(n, placed, riders, rng),
            Self::Route => {
                let Some(first) = draw(&mut placed, 1, rng) else { return Vec::new() };
                placed.retain(|rider| solution.at[*rider] == solution.at[first]);
                let at = |rider: usize| riders[rider].promise.pickup_earliest;
                let away = |rider: &usize| (at(*rider) - at(first)).max(at(first) - at(*rider));
                placed.sort_by_key(away);
                std::iter::once(first).chain(placed).take(n).collect()
            }
        }
    }
}

/// Those like a first one, or like one of those chosen since.
fn related(n: usize, mut placed: Vec<usize>, riders: &[&Booking], rng: &mut Rng) -> Vec<usize> {
    let mut chosen: Vec<usize> = draw(&mut placed, 1, rng).into_iter().collect();
    while chosen.len() < n && !placed.is_empty() && !chosen.is_empty() {
        let like = chosen[rng.index(chosen.len())];
        placed.sort_by_cached_key(|other| (unlike(riders[like], riders[*other]), *other));
        chosen.extend(draw(&mut placed, GREED, rng));
    }
    chosen
}

/// One of the first, rather than of the last, by the power of `greed`.
fn draw(from: &mut Vec<usize>, greed: u32, rng: &mut Rng) -> Option<usize> {
    let index = (0..greed).map(|_| rng.index(from.len())).min()?;
    (index < from.len()).then(|| from.remove(index))
}

/// What the route would save without the rider.
fn saving<'a>(
    rider: usize,
    solution: &Solution<'a>,
    riders: &[&'a Booking],
    ground: &mut Ground<'a>,
) -> i64 {
    let Some(route) = solution.at[rider].map(|number| &solution.routes[number]) else { return 0 };
    route.without(&[riders[rider].id], ground).map_or(0, |less| route.cost - less.cost)
}

/// How far two rides are from each other in place and time.
fn unlike(one: &Booking, other: &Booking) -> Seconds {
    let apart = |a: crate::place::Place, b: crate::place::Place| {
        Seconds::from_millis(a.position.distance(b.position).decimetres() * 100 / METRES_PER_SECOND)
    };
    let (a, b) = (&one.request, &other.request);
    let (from, to) = (one.promise.pickup_earliest, other.promise.pickup_earliest);
    apart(a.from, b.from) + apart(a.to, b.to) + (from - to).max(to - from)
}
