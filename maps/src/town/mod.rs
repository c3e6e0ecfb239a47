//! A fictional Japanese town as a real OpenStreetMap file.
//!
//! It lies between a river and the hills: a station, shopping streets with one-way traffic, a
//! bypass with a roundabout, rice fields with farm roads, fourteen hamlets up winding roads. The
//! embedded default map is made of it, by the very import that reads any other extract. The town
//! and its names are invented; the seed bends its river and places its houses.

mod canvas;
mod facilities;
mod ground;
mod hamlets;
mod land;
mod lattice;
mod names;
mod plots;
mod random;
mod streets;
mod turns;

use canvas::{Canvas, name_tags, tag};
use ground::Ground;
use lattice::{Lattice, RAILSIDE_WEST};
use names::{Name, QUARTERS};
use streets::Streets;

use crate::{Extract, ImportError, pbf_writer};

/// The town of a seed as the bytes of a `.osm.pbf` file. The same seed gives the same bytes.
#[must_use]
pub fn generate(seed: u64) -> Vec<u8> {
    // Nothing the town draws lies off the earth, the one thing an extract refuses; if it did, the
    // file would hold no road and its import say so.
    pbf_writer::write(&draw(seed).unwrap_or_default())
}

/// The town of a seed as an extract.
fn draw(seed: u64) -> Result<Extract, ImportError> {
    let ground = Ground::new(seed);
    let lattice = Lattice::new(&ground, seed);
    let mut canvas = Canvas::new(seed);
    land::draw_landuse(&mut canvas, &lattice, seed);
    land::draw_river(&mut canvas, &ground);
    let drives = plots::draw(&mut canvas, &lattice, seed);
    let parted = turns::parted(&lattice);
    let streets = streets::draw(&mut canvas, &lattice, &drives, &parted);
    turns::draw(&mut canvas, &parted, &streets);
    land::draw_railway(&mut canvas, &ground, &streets);
    hamlets::draw(&mut canvas, &lattice, &streets, seed);
    draw_quarters(&mut canvas, &lattice, &streets);
    land::draw_border(&mut canvas);
    Extract::from_objects(canvas.nodes, canvas.ways, canvas.relations)
}

/// The quarters' names, a stop in each, and the stop in front of the station.
fn draw_quarters(canvas: &mut Canvas, lattice: &Lattice, streets: &Streets) {
    for (word, across, along) in QUARTERS {
        let name = Name::of(word);
        let middle = lattice.ground.bend(across, along);
        let mut tags = tag("place", "quarter");
        tags.extend(name_tags(&name));
        canvas.node(middle, tags);
        let crossings = streets.crossings.keys().map(|crossing| streets::spot(lattice, *crossing));
        let closest = crossings.min_by(|a, b| a.distance(middle).total_cmp(&b.distance(middle)));
        if let Some(corner) = closest {
            let mut tags = tag("highway", "bus_stop");
            tags.extend(name_tags(&name));
            canvas.node(corner.plus(-5.0, 12.0), tags);
        }
    }
    let station = Name::of(("雪野瀬駅前", "ゆきのせえきまえ", "Yukinose Station"));
    let mut tags = tag("highway", "bus_stop");
    tags.extend(name_tags(&station));
    canvas.node(lattice.ground.bend(RAILSIDE_WEST - 5.0, 12.0), tags);
}

#[cfg(test)]
mod tests;
