//! Lines on the map, as the wire has them: longitude and latitude pairs.

use serde_json::{Value, json};

pub(crate) fn point(at: &Value) -> [f64; 2] {
    [at[0].as_f64().unwrap(), at[1].as_f64().unwrap()]
}

pub(crate) fn end_of(line: &[Value]) -> [f64; 2] {
    point(line.last().unwrap())
}

/// The middle of a line's middle piece.
pub(crate) fn midway(line: &[Value]) -> [f64; 2] {
    middle_of(line, line.len() / 2)
}

pub(crate) fn middle_of(line: &[Value], piece: usize) -> [f64; 2] {
    let (a, b) = (point(&line[piece - 1]), point(&line[piece]));
    [f64::midpoint(a[0], b[0]), f64::midpoint(a[1], b[1])]
}

/// True if a way leads along a stretch of road, in whichever direction.
pub(crate) fn drives(way: &[Value], road: &[Value]) -> bool {
    road.windows(2).any(|piece| {
        way.windows(2)
            .any(|driven| driven == piece || (driven[0] == piece[1] && driven[1] == piece[0]))
    })
}

/// The compass bearing in which a way leads along a stretch of road, at that one's middle.
pub(crate) fn driven_heading(way: &[Value], road: &[Value]) -> u16 {
    let piece = &road[road.len() / 2 - 1..=road.len() / 2];
    let same = way.windows(2).any(|driven| driven == piece);
    let (a, b) = if same { (&piece[0], &piece[1]) } else { (&piece[1], &piece[0]) };
    let (a, b) = (point(a), point(b));
    let east = (b[0] - a[0]) * a[1].to_radians().cos();
    let degrees = east.atan2(b[1] - a[1]).to_degrees().rem_euclid(360.0);
    degrees as u16 % 360
}

/// Metres between positions of the wire, as the crow flies.
pub(crate) fn metres(a: &Value, b: &Value) -> f64 {
    let [north, east] =
        ["lat", "lon"].map(|axis| a[axis].as_f64().unwrap() - b[axis].as_f64().unwrap());
    let shrink = a["lat"].as_f64().unwrap().to_radians().cos();
    (north * 111_320.0).hypot(east * 111_320.0 * shrink)
}

/// The corners of a square of twice that many metres around a point.
pub(crate) fn square([lon, lat]: [f64; 2], half: f64) -> Vec<Value> {
    let north = half / 111_320.0;
    let east = north / lat.to_radians().cos();
    let corners = [(-1.0, -1.0), (-1.0, 1.0), (1.0, 1.0), (1.0, -1.0)];
    corners.map(|(n, e)| json!({"lat": lat + north * n, "lon": lon + east * e})).to_vec()
}
