//! The map of the rides.

use noriai_units::Bounds;
use serde_json::{Value, json};

use super::line::Frame;
use crate::outcome::{Fate, Outcome, PolicyOutcome};

/// Road lines, and for each policy tracks, pickups, drop-offs and refused; null without roads.
pub(super) fn map(outcome: &Outcome) -> Value {
    let lines = &outcome.world.picture.lines;
    let points = lines.iter().flat_map(|line| line.points.iter().copied());
    let Some(bounds) = Bounds::around(points) else { return Value::Null };
    let frame = Frame::around(bounds);
    let roads = |major: bool| {
        let lines = lines.iter().filter(|line| line.major == major);
        let lines = lines.map(|line| frame.line(&line.points)).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>()
    };
    let policies: Vec<Value> =
        outcome.policies.iter().map(|policy| of_policy(outcome, policy, &frame)).collect();
    json!({
        "width": frame.width,
        "height": frame.height,
        "roads": { "major": roads(true), "minor": roads(false) },
        "policies": policies,
    })
}

fn of_policy(outcome: &Outcome, policy: &PolicyOutcome, frame: &Frame) -> Value {
    let ends = |of: fn(Fate) -> bool, to: bool| {
        let rides = policy.day.rides.iter().filter(|ride| of(ride.fate));
        let points = rides.filter_map(|ride| {
            let request = outcome.requests.get(ride.request)?;
            let end = if to { &request.to } else { &request.from };
            Some(frame.point(end.position))
        });
        points.collect::<Vec<_>>()
    };
    let served = |fate| fate == Fate::Served;
    let refused = |fate| matches!(fate, Fate::Rejected(_));
    let tracks = policy.day.tracks.iter().map(|(vehicle, drives)| {
        let lines = drives.iter().map(|drive| frame.line(drive));
        let lines: Vec<Vec<i64>> = lines.filter(|line| !line.is_empty()).collect();
        json!({ "vehicle": vehicle.to_string(), "lines": lines })
    });
    json!({
        "name": policy.setting.name,
        "tracks": tracks.collect::<Vec<_>>(),
        "pickups": ends(served, false),
        "dropoffs": ends(served, true),
        "refused": ends(refused, false),
    })
}
