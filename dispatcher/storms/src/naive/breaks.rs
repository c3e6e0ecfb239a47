//! Breaks at any place among the riders.

use noriai_core::Duty;

use super::order::Stop;

/// All orders that differ in nothing but where the breaks are, the first of them followed by the
/// second and so on; locked stops stay.
pub(super) fn anywhere(stops: &[Stop], n_locked: usize) -> Vec<Vec<Stop>> {
    let (locked, free) = stops.split_at(n_locked.min(stops.len()));
    let is_break = |stop: &&Stop| matches!(stop.duty, Duty::Break(_));
    let breaks: Vec<Stop> = free.iter().filter(is_break).copied().collect();
    let riders: Vec<Stop> = free.iter().filter(|stop| !is_break(stop)).copied().collect();
    merged(&riders, &breaks)
        .into_iter()
        .map(|mut tail| {
            let mut order = locked.to_vec();
            order.append(&mut tail);
            order
        })
        .collect()
}

/// All ways to merge two lists, each in its own order; the last rider's stop, the return, is last.
fn merged(riders: &[Stop], breaks: &[Stop]) -> Vec<Vec<Stop>> {
    let first = |stop: Stop, rest: Vec<Vec<Stop>>| {
        rest.into_iter().map(move |rest| [vec![stop], rest].concat())
    };
    match (riders, breaks) {
        (_, []) => vec![riders.to_vec()],
        ([], _) => Vec::new(),
        ([rider, more_riders @ ..], [own, more_breaks @ ..]) => {
            first(*own, merged(riders, more_breaks))
                .chain(first(*rider, merged(more_riders, breaks)))
                .collect()
        }
    }
}
