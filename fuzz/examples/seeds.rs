//! Writes each target's seeds, for libFuzzer to begin with:
//! `cargo run --release -p noriai-fuzz --example seeds -- fuzz/libfuzzer/corpus`

use std::path::PathBuf;

use noriai_fuzz::targets;

fn main() -> std::io::Result<()> {
    let root = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| ".".to_owned()));
    for target in targets::ALL {
        let folder = root.join(target.name);
        std::fs::create_dir_all(&folder)?;
        for (number, seed) in (target.seeds)().into_iter().enumerate() {
            std::fs::write(folder.join(format!("seed-{number}")), seed)?;
        }
    }
    Ok(())
}
