//! Random instances and tours.

use noriai_darp::Instance;

/// A multiplicative generator; any seed will do.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    /// From `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        low + ((self.0 >> 33) % (high - low + 1) as u64) as i64
    }
}

/// Places with one decimal in a square of 20, windows of 15 on either end of a ride.
pub(crate) fn instance(
    numbers: &mut Numbers,
    n: usize,
    n_vehicles: usize,
    capacity: usize,
) -> Instance {
    for _ in 0..20 {
        numbers.between(0, 1);
    }
    let mut place = |_| {
        let [x, y] = [0, 1].map(|_| numbers.between(-100, 100) as f64 / 10.0);
        let begin = numbers.between(10, 100);
        let inbound = numbers.between(0, 1) < 1;
        (x, y, begin, inbound)
    };
    let places: Vec<_> = (0..2 * n).map(&mut place).collect();
    let ride = numbers.between(15, 30);
    let mut text = format!(
        "{n_vehicles} {n} {} {capacity} {ride}\n0 0 0 0 0 0 300\n",
        numbers.between(70, 240)
    );
    for (at, &(x, y, begin, _)) in places.iter().enumerate() {
        let pickup = at < n;
        let inbound = places[at % n].3;
        let (earliest, latest) = if inbound == pickup { (begin, begin + 15) } else { (0, 300) };
        let load = (1 + (at % n) % 2) as i64 * if pickup { 1 } else { -1 };
        text += &format!("{} {x} {y} 2 {load} {earliest} {latest}\n", at + 1);
    }
    text += &format!("{} 0 0 0 0 0 300\n", 2 * n + 1);
    Instance::parse(&text).unwrap()
}

/// Places on a line and short windows: all times are whole.
#[allow(dead_code, reason = "not every test file wants it")]
pub(crate) fn on_a_line(numbers: &mut Numbers, n: usize) -> Instance {
    let mut text =
        format!("1 {n} {} 9 {}\n0 0 0 0 0 0 40\n", numbers.between(30, 55), numbers.between(6, 16));
    for at in 1..=2 * n {
        let load = if at <= n { 1 } else { -1 };
        let earliest = numbers.between(0, 24);
        let (x, service) = (numbers.between(0, 4), numbers.between(0, 2));
        text += &format!(
            "{at} {x} 0 {service} {load} {earliest} {}\n",
            earliest + numbers.between(6, 18)
        );
    }
    text += &format!("{} 0 0 0 0 0 60\n", 2 * n + 1);
    Instance::parse(&text).unwrap()
}

/// A random order of all pickups and drop-offs, each drop-off after its pickup.
#[allow(dead_code, reason = "not every test file wants it")]
pub(crate) fn tour(numbers: &mut Numbers, n: usize) -> Vec<usize> {
    let mut due: Vec<usize> = (1..=n).collect();
    let mut tour = Vec::new();
    while !due.is_empty() {
        let node = due.remove(numbers.between(0, due.len() as i64 - 1) as usize);
        tour.push(node);
        if node <= n {
            due.push(node + n);
        }
    }
    tour
}
