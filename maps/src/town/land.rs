//! River, railway, fields, woods and the town's border.

use osmpbfreader::OsmId;

use super::canvas::{Canvas, Spot, TagList, name_tags, tag};
use super::ground::{EDGE, Ground, RAIL, RIVER, RIVER_HALF};
use super::lattice::{Lattice, Rank};
use super::names::{self, Name};
use super::random::Random;
use super::streets::Streets;

/// Draws the river as water and as a line.
pub(super) fn draw_river(canvas: &mut Canvas, ground: &Ground) {
    let name = Name::of(names::RIVER);
    let bank = |side: f64| steps(90.0).map(move |along| (RIVER + side * RIVER_HALF, along));
    let spots = bank(-1.0).chain(bank(1.0).collect::<Vec<_>>().into_iter().rev());
    let spots = spots.map(|(across, along)| ground.bend(across, along)).collect::<Vec<_>>();
    let mut tags = tag("natural", "water");
    tags.extend(tag("water", "river"));
    canvas.area(&spots, tags);
    let middle = steps(90.0).map(|along| ground.bend(RIVER, along)).collect::<Vec<_>>();
    let mut tags = tag("waterway", "river");
    tags.extend(name_tags(&name));
    // Drawn downstream, to the south.
    canvas.line(&middle.into_iter().rev().collect::<Vec<_>>(), tags);
}

/// Draws the railway through its level crossings, and the station.
pub(super) fn draw_railway(canvas: &mut Canvas, ground: &Ground, streets: &Streets) {
    let mut tags = tag("railway", "station");
    let name = Name::of(("雪野瀬駅", "ゆきのせえき", "Yukinose Station"));
    tags.extend(name_tags(&name));
    tags.extend(tag("public_transport", "station"));
    let station = canvas.node(ground.bend(RAIL, 0.0), tags);
    let mut nodes = streets.level_crossings.clone();
    nodes.push((0.0, station));
    let known = nodes.iter().map(|(along, _)| *along).collect::<Vec<_>>();
    for along in steps(120.0) {
        if known.iter().all(|known| 40.0 < (known - along).abs()) {
            nodes.push((along, canvas.point(ground.bend(RAIL, along))));
        }
    }
    nodes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut tags = tag("railway", "rail");
    tags.extend(tag("gauge", "1067"));
    tags.extend(name_tags(&Name::of(names::RAILWAY)));
    canvas.way(nodes.into_iter().map(|(_, node)| node).collect(), tags);
    let [west, east] = [-12.0, 12.0];
    let platform = [(west, -70.0), (west, 70.0), (west + 5.0, 70.0), (west + 5.0, -70.0)];
    draw_block(canvas, ground, &platform, tag("railway", "platform"));
    let hall = [(-34.0, -16.0), (-34.0, 16.0), (-20.0, 16.0), (-20.0, -16.0)];
    draw_block(canvas, ground, &hall, tag("building", "train_station"));
    draw_block(
        canvas,
        ground,
        &[(east, -20.0), (east, 20.0), (24.0, 20.0), (24.0, -20.0)],
        tag("building", "yes"),
    );
}

/// Draws rice fields on the plain, dwellings in the town, woods on the hills.
pub(super) fn draw_landuse(canvas: &mut Canvas, lattice: &Lattice, seed: u64) {
    let ground = lattice.ground;
    draw_woods(canvas, ground);
    let mut random = Random::new(seed, 20);
    let far = |line: &&super::lattice::Line| line.rank != Rank::Local;
    let columns = lattice.columns.iter().filter(far).map(|line| line.at).collect::<Vec<_>>();
    let rows = lattice.rows.iter().filter(far).map(|line| line.at).collect::<Vec<_>>();
    for column in columns.windows(2) {
        for row in rows.windows(2) {
            let (across, along) = ((column[0] + column[1]) / 2.0, (row[0] + row[1]) / 2.0);
            let is_river = RIVER - 70.0 < across && across < RIVER + 70.0;
            if is_river || !ground.is_plain(across, along) {
                continue;
            }
            let kind = match ground.is_town(across, along) {
                true if ground.is_core(across, along) => "commercial",
                true => "residential",
                false if random.chance(0.85) => "farmland",
                false => "orchard",
            };
            let (west, east) = (column[0] + 5.0, column[1] - 5.0);
            let (south, north) = (row[0] + 5.0, row[1] - 5.0);
            let corners = [(west, south), (west, north), (east, north), (east, south)];
            draw_block(canvas, ground, &corners, tag("landuse", kind));
        }
    }
}

/// The fields are drawn over the woods' edge. The woods go on where the town's roads end, so that
/// no screen is so wide that it shows the end of the world.
fn draw_woods(canvas: &mut Canvas, ground: &Ground) {
    let far = 4.0 * EDGE;
    let east = steps(200.0).map(|along| (ground.plain_east(along) - 100.0, along));
    let west = steps(200.0).map(|along| (ground.plain_west(along) + 100.0, along));
    for (wood, side) in [(east.collect::<Vec<_>>(), far), (west.collect(), -far)] {
        let pass = side.signum() * 0.25 * EDGE;
        let ends = [(pass, far), (side, far), (side, -far), (pass, -far)];
        let ring = wood.into_iter().chain(ends).collect::<Vec<_>>();
        draw_block(canvas, ground, &ring, tag("landuse", "forest"));
    }
}

/// Draws the municipality's border and its name.
pub(super) fn draw_border(canvas: &mut Canvas) {
    let corner = EDGE - 150.0;
    let cut = EDGE - 900.0;
    let ring = [
        (-corner, -cut),
        (-corner, cut),
        (-cut, corner),
        (cut, corner),
        (corner, cut),
        (corner, -cut),
        (cut, -corner),
        (-cut, -corner),
    ];
    let ring = ring.map(|(x, y)| Spot::new(x, y));
    let mut tags = tag("boundary", "administrative");
    tags.extend(tag("admin_level", "7"));
    let way = canvas.area(&ring, tags.clone());
    tags.extend(tag("type", "boundary"));
    tags.extend(name_tags(&Name::of(names::CITY)));
    canvas.relation(&[(OsmId::Way(way), "outer")], tags);
    let mut tags = tag("place", "city");
    tags.extend(name_tags(&Name::of(names::CITY)));
    tags.extend(tag("population", "28400"));
    canvas.node(Spot::new(-250.0, -60.0), tags);
}

/// An area with corners given on the sheet.
pub(super) fn draw_block(
    canvas: &mut Canvas,
    ground: &Ground,
    corners: &[(f64, f64)],
    tags: TagList,
) {
    let spots = corners.iter().map(|(across, along)| ground.bend(*across, *along));
    canvas.area(&spots.collect::<Vec<_>>(), tags);
}

/// Places along the map from south to north.
fn steps(step: f64) -> impl Iterator<Item = f64> {
    let n = (2.0 * EDGE / step) as usize;
    (0..=n).map(move |at| at as f64 * step - EDGE)
}
