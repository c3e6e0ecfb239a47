//! Imports an extract and prints the report and the time each step took:
//! `cargo run --release -p noriai-maps --example import -- FILE...`
#![expect(clippy::print_stdout, reason = "an example that prints")]

use std::time::Instant;

fn main() -> Result<(), noriai_maps::ImportError> {
    for path in std::env::args().skip(1) {
        let start = Instant::now();
        let extract = noriai_maps::Extract::open(&path)?;
        let read = start.elapsed();
        let import = noriai_maps::import_roads(&extract)?;
        println!("{path}: read in {read:?}, imported in {:?}", start.elapsed() - read);
        println!("{:#?}", import.report);
    }
    Ok(())
}
