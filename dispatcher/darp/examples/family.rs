//! Draws instances in the manner of Cordeau (2006) and writes them for the table.
//!
//! `cargo run --release -p noriai-darp --example family -- FOLDER NAME NAME ...`, a name being a
//! family, vehicles, requests and a number, such as `a8-96-1`. Places are uniform in a square of 20
//! with the depot in the middle; half of the requests have a window of 15 at the drop-off, half at
//! the pickup. In family `a` a vehicle has three places, a ride takes 30 at most and everyone boards
//! alone; in `b` it has six places, a ride takes 45 and up to six board together.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

#[path = "../tests/random/mod.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "only the numbers are wanted")]
mod random;

use random::Numbers;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let folder = PathBuf::from(words.next().ok_or("which folder?")?);
    fs::create_dir_all(&folder)?;
    let mut known = String::from("instance,best_known_distance\n");
    for name in words {
        fs::write(folder.join(format!("{name}.txt")), drawn(&name)?)?;
        known += &format!("{name},NaN\n");
    }
    fs::write(folder.join("best_known.csv"), known)?;
    Ok(())
}

/// The instance of this name.
fn drawn(name: &str) -> Result<String, Box<dyn Error>> {
    let (family, sizes) = name.split_at_checked(1).ok_or("which family?")?;
    let sizes = sizes.split('-').map(str::parse).collect::<Result<Vec<u64>, _>>()?;
    let &[n_vehicles, n, number] = sizes.as_slice() else {
        return Err(format!("what is {name}?").into());
    };
    let is_b = match family {
        "a" => false,
        "b" => true,
        _ => return Err(format!("what is {name}?").into()),
    };
    let end = n / n_vehicles * 60;
    let mut numbers = Numbers(number * 1_000_000 + n * 1_000 + n_vehicles * 10 + u64::from(is_b));
    for _ in 0..20 {
        numbers.between(0, 1);
    }
    let day = end as i64;
    let rides: Vec<[i64; 2]> = (0..n)
        .map(|at| {
            let load = if is_b { numbers.between(1, 6) } else { 1 };
            let begin = if at < n / 2 { (60, day - 60) } else { (0, day - 120) };
            [load, numbers.between(begin.0, begin.1)]
        })
        .collect();
    let (places, ride) = if is_b { (6, 45) } else { (3, 30) };
    let mut text = format!("{n_vehicles} {n} {end} {places} {ride}\n0 0 0 0 0 0 {end}\n");
    for at in 0..2 * n {
        let [x, y] = [0, 1].map(|_| numbers.between(-10_000, 10_000) as f64 / 1_000.0);
        let [load, begin] = rides[(at % n) as usize];
        let service = if is_b { load } else { 3 };
        let is_outbound = at % n < n / 2;
        let has_window = is_outbound == (n <= at);
        let (earliest, latest) = if has_window { (begin, begin + 15) } else { (0, 1_440) };
        let load = if at < n { load } else { -load };
        text += &format!("{} {x} {y} {service} {load} {earliest} {latest}\n", at + 1);
    }
    Ok(text + &format!("{} 0 0 0 0 0 {end}\n", 2 * n + 1))
}
