//! Hamlets in the hills and the winding roads that lead there.

use osmpbfreader::NodeId;

use super::canvas::{Canvas, Spot, TagList, name_tags, tag};
use super::lattice::Lattice;
use super::names::{self, HAMLETS, Name};
use super::random::{Noise, Random};
use super::streets::{Streets, spot};

/// Draws all hamlets with their roads, houses, fields and stops.
pub(super) fn draw(canvas: &mut Canvas, lattice: &Lattice, streets: &Streets, seed: u64) {
    for (index, (word, x, y)) in HAMLETS.into_iter().enumerate() {
        let mut hamlet = Hamlet {
            canvas,
            random: Random::new(seed, 100 + index as u64),
            bends: Noise::new(seed, 100 + index as u64),
            name: Name::of(word),
        };
        let centre = Spot::new(x, y);
        if let Some((node, from)) = edge_of_plain(lattice, streets, centre) {
            hamlet.draw(node, from, centre, index);
        }
    }
}

/// The crossing outside of the town that is closest to a hamlet.
fn edge_of_plain(lattice: &Lattice, streets: &Streets, hamlet: Spot) -> Option<(NodeId, Spot)> {
    let is_out = |(column, row): (usize, usize)| {
        let (across, along) = (lattice.columns[column].at, lattice.rows[row].at);
        let is_whole = lattice.columns[column].is_whole && lattice.rows[row].is_whole;
        is_whole && !lattice.ground.is_town(across, along)
    };
    let out = streets.crossings.iter().filter(|(crossing, _)| is_out(**crossing));
    let out = out.map(|(crossing, node)| (*node, spot(lattice, *crossing)));
    out.min_by(|a, b| a.1.distance(hamlet).total_cmp(&b.1.distance(hamlet)))
}

struct Hamlet<'a> {
    canvas: &'a mut Canvas,
    random: Random,
    bends: Noise,
    name: Name,
}

impl Hamlet<'_> {
    fn draw(&mut self, node: NodeId, from: Spot, centre: Spot, index: usize) {
        self.draw_fields(centre);
        let highway = if index.is_multiple_of(3) { "tertiary" } else { "unclassified" };
        let end = self.draw_road(node, from, centre, highway);
        let ahead = unit(from, centre);
        let mut stem = end;
        let mut spot = centre;
        // The village street goes on through the hamlet; lanes leave it to both sides.
        for step in 0..6 {
            let bend = self.bends.at(f64::from(step) * 0.7 + 40.0) * 0.8;
            let turned = Spot::new(ahead.x - ahead.y * bend, ahead.y + ahead.x * bend);
            let next = spot.plus(turned.x * 70.0, turned.y * 70.0);
            let after = self.canvas.point(next);
            self.canvas.way(vec![stem, after], self.lane("unclassified"));
            for side in [-1.0, 1.0] {
                if self.random.chance(0.75) {
                    self.draw_lane(after, next, turned, side);
                }
                self.draw_house(spot.toward(next, 0.5), turned, side);
            }
            (stem, spot) = (after, next);
        }
        self.draw_names(centre, ahead);
    }

    /// The road up from the plain: it winds, more so in the middle of the climb.
    fn draw_road(&mut self, node: NodeId, from: Spot, to: Spot, highway: &str) -> NodeId {
        let length = from.distance(to);
        let ahead = unit(from, to);
        let n_points = (length / 42.0) as usize + 2;
        let swing = (length * 0.12).min(170.0);
        let mut nodes = vec![node];
        for point in 1..n_points {
            let share = point as f64 / n_points as f64;
            let at = share * length;
            let envelope = 4.0 * share * (1.0 - share);
            let wide = swing * self.bends.at(at / 330.0);
            let tight = 46.0 * self.bends.at(at / 95.0 + 500.0);
            let aside = envelope * (wide + tight);
            let on = from.toward(to, share);
            nodes.push(self.canvas.point(on.plus(-ahead.y * aside, ahead.x * aside)));
        }
        let end = self.canvas.point(to);
        nodes.push(end);
        let mut tags = tag("highway", highway);
        if highway == "unclassified" {
            tags.extend(tag("width", "4"));
        } else {
            let road = self.name.with("-", ("線", "せん", "sen"));
            tags.extend(name_tags(&road));
        }
        self.canvas.way(nodes, tags);
        end
    }

    /// A lane to one side, with a drive or two to houses.
    fn draw_lane(&mut self, stem: NodeId, from: Spot, ahead: Spot, side: f64) {
        let across = Spot::new(-ahead.y * side, ahead.x * side);
        let lean = self.random.between(-0.4, 0.4);
        let way = Spot::new(across.x + ahead.x * lean, across.y + ahead.y * lean);
        let mut nodes = vec![stem];
        let mut spot = from;
        let n_steps = 1 + (self.random.unit() * 3.0) as usize;
        for step in 0..n_steps {
            let sway = self.random.between(-9.0, 9.0);
            spot = spot.plus(way.x * 45.0 + ahead.x * sway, way.y * 45.0 + ahead.y * sway);
            let node = self.canvas.point(spot);
            nodes.push(node);
            let facing = if step % 2 == 0 { 1.0 } else { -1.0 };
            self.draw_house(spot, way, -facing);
            if self.random.chance(0.55) {
                self.draw_drive(node, spot, way, facing);
            }
        }
        self.canvas.way(nodes, self.lane("residential"));
    }

    /// A private drive to a house off the lane.
    fn draw_drive(&mut self, node: NodeId, from: Spot, along: Spot, side: f64) {
        let across = Spot::new(-along.y * side, along.x * side);
        let reach = self.random.between(22.0, 40.0);
        let end = self.canvas.point(from.plus(across.x * reach, across.y * reach));
        let mut tags = tag("highway", "service");
        tags.extend(tag("service", "driveway"));
        tags.extend(tag("access", "private"));
        self.canvas.way(vec![node, end], tags);
        self.draw_house(from.plus(across.x * reach, across.y * reach), along, side);
    }

    fn draw_house(&mut self, beside: Spot, along: Spot, side: f64) {
        let (long, deep) = (self.random.between(5.0, 8.0), self.random.between(8.0, 12.0));
        let corner = |forth: f64, out: f64| {
            beside.plus(
                along.x * forth - along.y * side * out,
                along.y * forth + along.x * side * out,
            )
        };
        let corners = [(-long, 7.0), (long, 7.0), (long, 7.0 + deep), (-long, 7.0 + deep)];
        let corners = corners.map(|(forth, out)| corner(forth, out));
        self.canvas.area(&corners, tag("building", "house"));
    }

    /// Terraced fields around the houses, with an uneven border.
    fn draw_fields(&mut self, centre: Spot) {
        // A ring of twelve directions, written out so that no machine's sine takes part.
        const RING: [(f64, f64); 12] = [
            (1.0, 0.0),
            (0.866, 0.5),
            (0.5, 0.866),
            (0.0, 1.0),
            (-0.5, 0.866),
            (-0.866, 0.5),
            (-1.0, 0.0),
            (-0.866, -0.5),
            (-0.5, -0.866),
            (0.0, -1.0),
            (0.5, -0.866),
            (0.866, -0.5),
        ];
        let corners = RING.map(|(x, y)| {
            let reach = self.random.between(330.0, 480.0);
            centre.plus(x * reach, y * reach)
        });
        self.canvas.area(&corners, tag("landuse", "farmland"));
    }

    fn draw_names(&mut self, centre: Spot, ahead: Spot) {
        let mut tags = tag("place", "hamlet");
        tags.extend(name_tags(&self.name));
        self.canvas.node(centre.plus(ahead.x * 200.0, ahead.y * 200.0), tags);
        let hall = self.name.with(" ", names::MEETING_HALL);
        let at = centre.plus(-ahead.y * 22.0, ahead.x * 22.0);
        let mut tags = tag("amenity", "community_centre");
        tags.extend(name_tags(&hall));
        tags.extend(tag("building", "yes"));
        let corners = [(-8.0, -6.0), (8.0, -6.0), (8.0, 6.0), (-8.0, 6.0)];
        let corners = corners.map(|(x, y)| at.plus(x, y));
        self.canvas.area(&corners, tags);
        let mut tags = tag("highway", "bus_stop");
        tags.extend(name_tags(&hall));
        self.canvas.node(centre.plus(-ahead.y * 5.0, ahead.x * 5.0), tags);
    }

    fn lane<'t>(&self, highway: &str) -> TagList<'t> {
        let mut tags = tag("highway", highway);
        tags.extend(tag("width", "3.5"));
        tags
    }
}

fn unit(from: Spot, to: Spot) -> Spot {
    let length = from.distance(to).max(1.0);
    Spot::new((to.x - from.x) / length, (to.y - from.y) / length)
}

/// How the ground is used by the hamlets' roads is up to them: they lie beyond the plain.
#[cfg(test)]
pub(super) fn lie_beyond_the_plain(ground: &super::ground::Ground) -> bool {
    HAMLETS.iter().all(|(_, x, y)| !ground.is_plain(*x, *y))
}
