//! The generated town, and shapes on it.

use std::sync::{Arc, LazyLock};

use noriai_core::Place;
use noriai_maps::{Extract, import_roads, town};
use noriai_network::SegmentId;
use noriai_router::Router;
use noriai_simulator::rng::Rng;
use noriai_units::{Metres, Position};

pub(super) static TOWN: LazyLock<Arc<Router>> = LazyLock::new(|| {
    let extract = Extract::read(town::generate(1).as_slice()).unwrap();
    Arc::new(Router::prepare(Arc::new(import_roads(&extract).unwrap().network)).unwrap())
});

pub(super) fn somewhere(router: &Router, rng: &mut Rng) -> Place {
    let network = router.network();
    let n = rng.below(network.n_segments() as u64) as usize;
    let (position, _) = router.middle(network.segment_ids().nth(n).unwrap());
    let snap = router.snap(position, Metres::new(500)).unwrap();
    Place { position: snap.position, road: snap.point, stop: None }
}

pub(super) fn both(router: &Router, segment: SegmentId) -> Vec<SegmentId> {
    std::iter::once(segment).chain(router.network().segment(segment).twin).collect()
}

pub(super) fn square(middle: Position, half_m: i64) -> Vec<Position> {
    let lat = half_m as f64 / 111_320.0;
    let lon = lat / middle.lat().to_radians().cos();
    let corners = [(-1.0, -1.0), (-1.0, 1.0), (1.0, 1.0), (1.0, -1.0)];
    let corner =
        |(n, e)| Position::from_degrees(middle.lat() + lat * n, middle.lon() + lon * e).unwrap();
    corners.map(corner).to_vec()
}
