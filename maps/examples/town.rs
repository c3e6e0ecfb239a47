//! Writes the generated town: `cargo run --release -p noriai-maps --example town -- SEED FILE`

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let seed = arguments.next().unwrap_or_default().parse().unwrap_or(1);
    let path = arguments.next().unwrap_or_else(|| "town.osm.pbf".to_owned());
    std::fs::write(path, noriai_maps::town::generate(seed))?;
    Ok(())
}
