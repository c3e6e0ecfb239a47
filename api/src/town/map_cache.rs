//! Maps that are imported once: an artefact for each extract, named by the extract's SHA-256.

use std::path::{Path, PathBuf};

use noriai_maps::artefact::Source;
use noriai_maps::{Artefact, town};

use super::map::{TownMap, file_name, import_bytes, read};
use crate::failure::Failure;
use crate::output::say;

/// Which map a town runs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MapChoice {
    /// The generated town.
    Generated,
    /// An artefact's folder, or an extract.
    Path(PathBuf),
}

/// The generated town's seed: everybody sees the same town.
const SEED: u64 = 1;
/// The generated town's name in the list of maps.
const GENERATED: &str = "yukinose";
/// Nobody surveyed it.
const GENERATED_ATTRIBUTION: &str = "雪野瀬市は架空の町です (a fictional town, generated)";

impl MapChoice {
    /// A short name for the folder of a demonstration's data.
    pub(crate) fn key(&self) -> String {
        let name = match self {
            Self::Generated => GENERATED.to_owned(),
            Self::Path(path) => file_name(path),
        };
        let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
        name.trim_end_matches(".pbf").trim_end_matches(".osm").chars().map(plain).collect()
    }

    /// Opens the map; an extract is imported into the cache below `maps` first, unless it was
    /// before.
    pub(crate) fn open(&self, maps: &Path) -> Result<TownMap, Failure> {
        match self {
            Self::Path(dir) if dir.is_dir() => TownMap::open(dir),
            Self::Path(file) => cached(maps, &read(file)?, &file_name(file), None, file),
            Self::Generated => {
                let bytes = town::generate(SEED);
                let name = format!("{GENERATED}.osm.pbf");
                cached(maps, &bytes, &name, Some(GENERATED_ATTRIBUTION), Path::new(&name))
            }
        }
    }
}

fn cached(
    maps: &Path,
    bytes: &[u8],
    name: &str,
    attribution: Option<&str>,
    path: &Path,
) -> Result<TownMap, Failure> {
    let digest = Source::new(name, bytes).sha256;
    let dir = maps.join(digest.get(..16).unwrap_or(&digest));
    if dir.is_dir() {
        match TownMap::open(&dir) {
            Ok(map) => return Ok(map),
            Err(fault) => say(&format!(
                "the imported map is of no use any more ({}); importing again",
                fault.code()
            )),
        }
        // Only what is an artefact is replaced; the import refuses anything else.
        if Artefact::open(&dir).is_err() {
            std::fs::remove_dir_all(&dir)
                .map_err(|fault| Failure::file("map_cache", &dir, &fault))?;
        }
    }
    std::fs::create_dir_all(maps).map_err(|fault| Failure::file("map_cache", maps, &fault))?;
    import_bytes(bytes, name, attribution, path, &dir)?;
    TownMap::open(&dir)
}
