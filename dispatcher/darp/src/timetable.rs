//! The times of a tour with the least total ride time.
//!
//! Each limit of a tour says that one stop begins no more than so long after another. To minimise
//! a sum of differences of begins under such limits is the dual of a minimum cost flow: each
//! drop-off sends a unit to some pickup over the limits as arcs. The flow is built by shortest
//! augmenting paths, and the distances left over are the times (Ahuja, Magnanti and Orlin 1993,
//! chapter 9). The eight-step evaluation of Cordeau and Laporte (2003) finds feasible times of
//! least duration, but not always those of least ride time.

use crate::{Instance, TOLERANCE};

/// A stop with its times.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Visit {
    /// The node.
    pub node: usize,
    /// When the vehicle is there.
    pub arrival: f64,
    /// When service begins; it leaves once service is over.
    pub begin: f64,
}

/// A tour's times.
#[derive(Clone, Debug, PartialEq)]
pub struct Timetable {
    /// All stops, with the depots.
    pub visits: Vec<Visit>,
    /// The sum over all riders of the time from the end of service at the pickup to its begin at
    /// the drop-off. No feasible times of this order of stops have less.
    pub ride_time: f64,
}

/// Stop `to` begins no more than `most` after stop `from`.
#[derive(Clone, Copy, Debug)]
struct Limit {
    from: usize,
    to: usize,
    most: f64,
    flow: u32,
}

impl Timetable {
    /// The times of least total ride time, and of those the latest; none if there are no feasible
    /// ones.
    #[must_use]
    pub fn of(instance: &Instance, tour: &[usize]) -> Option<Self> {
        let end = instance.end();
        let path: Vec<usize> = [0].iter().chain(tour).chain(&[end]).copied().collect();
        let rides = rides(instance, &path);
        let mut limits = limits(instance, &path, &rides)?;
        let midnight = path.len();
        let mut sends: Vec<usize> = rides.iter().map(|&(_, drop_off)| drop_off).collect();
        let mut takes: Vec<usize> = rides.iter().map(|&(pickup, _)| pickup).collect();
        while !sends.is_empty() {
            let (distances, by) = shortest(&limits, &sends, path.len() + 1)?;
            let nearest =
                |a: &usize, b: &usize| distances[takes[*a]].total_cmp(&distances[takes[*b]]);
            let mut at = takes.swap_remove((0..takes.len()).min_by(nearest)?);
            while let Some((limit, forward)) = by[at] {
                let limit = &mut limits[limit];
                if forward {
                    limit.flow += 1;
                    at = limit.from;
                } else {
                    limit.flow -= 1;
                    at = limit.to;
                }
            }
            sends.swap_remove(sends.iter().position(|&from| from == at)?);
        }
        let (begins, _) = shortest(&limits, &[midnight], path.len() + 1)?;
        Some(Self::from_begins(instance, &path, &begins, &rides))
    }

    fn from_begins(
        instance: &Instance,
        path: &[usize],
        begins: &[f64],
        rides: &[(usize, usize)],
    ) -> Self {
        let nodes = instance.nodes();
        let mut visits: Vec<Visit> = Vec::with_capacity(path.len());
        for (&node, &begin) in path.iter().zip(begins) {
            let arrival = visits.last().map_or(begin, |before| {
                before.begin + nodes[before.node].service + travel(instance, before.node, node)
            });
            // Nobody waits to be back at the depot.
            let begin =
                if node < instance.end() { begin } else { arrival.max(nodes[node].earliest) };
            visits.push(Visit { node, arrival, begin });
        }
        let ride = |&(up, down): &(usize, usize)| {
            visits[down].begin - visits[up].begin - nodes[visits[up].node].service
        };
        let ride_time = rides.iter().map(ride).sum();
        Self { visits, ride_time }
    }

    /// From leaving the depot to being back.
    #[must_use]
    pub fn duration(&self) -> f64 {
        match (self.visits.first(), self.visits.last()) {
            (Some(first), Some(last)) => last.begin - first.begin,
            _ => 0.0,
        }
    }
}

fn travel(instance: &Instance, a: usize, b: usize) -> f64 {
    let (a, b) = (instance.nodes()[a], instance.nodes()[b]);
    (a.x - b.x).hypot(a.y - b.y)
}

/// Where each rider of the tour boards and alights.
fn rides(instance: &Instance, path: &[usize]) -> Vec<(usize, usize)> {
    let n = instance.n_requests();
    let pickups = path.iter().enumerate().filter(|(_, node)| (1..=n).contains(*node));
    let ride = |(at, &pickup): (usize, &usize)| {
        let drop_off = path.iter().skip(at).position(|&node| node == pickup + n)?;
        Some((at, at + drop_off))
    };
    pickups.filter_map(ride).collect()
}

/// All limits; none if a node is unknown.
fn limits(instance: &Instance, path: &[usize], rides: &[(usize, usize)]) -> Option<Vec<Limit>> {
    let midnight = path.len();
    let mut limits = Vec::with_capacity(4 * path.len());
    let mut limit = |from, to, most| limits.push(Limit { from, to, most, flow: 0 });
    for (at, &node) in path.iter().enumerate() {
        let site = instance.nodes().get(node)?;
        limit(midnight, at, site.latest);
        limit(at, midnight, -site.earliest);
        if let Some(&next) = path.get(at + 1) {
            instance.nodes().get(next)?;
            limit(at + 1, at, -site.service - travel(instance, node, next));
        }
    }
    for &(up, down) in rides {
        limit(up, down, instance.ride_max() + instance.nodes()[path[up]].service);
    }
    limit(0, path.len() - 1, instance.duration_max());
    Some(limits)
}

/// By which limit, and in which direction, a stop is reached.
type By = Vec<Option<(usize, bool)>>;

/// Shortest distances from any of `from` over limits, and backwards over those with flow; none if
/// a cycle is negative.
fn shortest(limits: &[Limit], from: &[usize], n: usize) -> Option<(Vec<f64>, By)> {
    let mut distances = vec![f64::INFINITY; n];
    let mut by: By = vec![None; n];
    for &at in from {
        distances[at] = 0.0;
    }
    for _ in 0..=n {
        let mut settled = true;
        let mut relax = |a: usize, b: usize, most: f64, through| {
            if distances[a] + most + TOLERANCE < distances[b] {
                distances[b] = distances[a] + most;
                by[b] = Some(through);
                settled = false;
            }
        };
        for (index, limit) in limits.iter().enumerate() {
            relax(limit.from, limit.to, limit.most, (index, true));
            if 0 < limit.flow {
                relax(limit.to, limit.from, -limit.most, (index, false));
            }
        }
        if settled {
            return Some((distances, by));
        }
    }
    None
}
