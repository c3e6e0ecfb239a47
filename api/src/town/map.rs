//! The town's map: roads, places and tiles, imported once and kept as an artefact.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use noriai_maps::artefact::{Manifest, Parts, Source};
use noriai_maps::basemap::{Basemap, TileSource};
use noriai_maps::places::Places;
use noriai_maps::{Artefact, ArtefactError, Extract, ImportError, RoadImport, import_roads};
use noriai_router::Router;
use noriai_units::Bounds;
use serde::Serialize;

use crate::failure::Failure;
use crate::output::say;

/// Roads, places and tiles.
pub(crate) struct TownMap {
    /// Where it comes from and how it came about.
    pub(crate) manifest: Manifest,
    /// Travel times and ways.
    pub(crate) router: Arc<Router>,
    /// What people search for.
    pub(crate) places: Places,
    /// The map in the background.
    pub(crate) tiles: TileSource,
    /// The box around the roads.
    pub(crate) bounds: Bounds,
}

/// What an import found: the JSON of `map import` and `map info`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ImportSummary {
    /// The extract's file name.
    pub(crate) source: String,
    /// The SHA-256 of its bytes.
    pub(crate) sha256: String,
    /// Nodes of the road network.
    pub(crate) nodes: u64,
    /// Segments of the road network, each direction counted.
    pub(crate) segments: u64,
    /// Turn restriction relations found.
    pub(crate) turn_restrictions: u64,
    /// Distinct nodes that drivable ways refer to and the extract does not hold.
    pub(crate) dangling_references: u64,
    /// Parts of the road network that cannot be driven to and back from, left out.
    pub(crate) dropped_islands: u64,
    /// West, south, east, north in degrees.
    pub(crate) bbox: [f64; 4],
    /// Named places that can be searched for.
    pub(crate) places: usize,
    /// Vector tiles.
    pub(crate) tiles: u64,
    /// Everything else that the import counted.
    pub(crate) report: noriai_maps::ImportReport,
}

impl TownMap {
    /// Opens an artefact and makes it ready.
    pub(crate) fn open(dir: &Path) -> Result<Self, Failure> {
        let artefact = Artefact::open(dir).map_err(|fault| of_artefact(&fault))?;
        let network = Arc::new(artefact.network);
        let router = Router::from_parts(network, &artefact.hierarchy).map_err(|fault| {
            let cause = format!("{}: {fault}", dir.display());
            Failure::new(fault.code(), cause, "import the map again with `noriai map import`")
        })?;
        let tiles = TileSource::open(artefact.basemap).map_err(|fault| {
            let cause = format!("{}: {fault}", dir.display());
            Failure::new(fault.code(), cause, "import the map again with `noriai map import`")
        })?;
        let bounds = artefact.manifest.bounds().or_else(|| router.network().bounds());
        Ok(Self {
            bounds: bounds.unwrap_or_else(|| tiles.bounds()),
            manifest: artefact.manifest,
            router: Arc::new(router),
            places: artefact.places,
            tiles,
        })
    }

    /// West, south, east, north in degrees.
    pub(crate) fn bbox(&self) -> [f64; 4] {
        let (low, high) = (self.bounds.south_west, self.bounds.north_east);
        [low.lon(), low.lat(), high.lon(), high.lat()]
    }

    /// What the import found.
    pub(crate) fn summary(&self) -> ImportSummary {
        let report = &self.manifest.report;
        ImportSummary {
            source: self.manifest.source.name.clone(),
            sha256: self.manifest.source.sha256.clone(),
            nodes: report.nodes,
            segments: report.segments,
            turn_restrictions: report.turn_restrictions,
            dangling_references: report.dangling_references,
            dropped_islands: report.dropped_islands,
            bbox: self.bbox(),
            places: self.places.len(),
            tiles: self.tiles.n_tiles(),
            report: report.clone(),
        }
    }
}

/// Imports an extract's bytes into an artefact at `dir`.
pub(crate) fn import_bytes(
    bytes: &[u8],
    name: &str,
    attribution: Option<&str>,
    path: &Path,
    dir: &Path,
) -> Result<(), Failure> {
    let of_import = |fault: ImportError| {
        let fault = fault.in_file(path);
        Failure::new(fault.code(), fault.cause(), fault.remedy())
    };
    say(&format!("reading {name}"));
    let extract = Extract::read(bytes).map_err(of_import)?;
    let RoadImport { network, report } = import_roads(&extract).map_err(of_import)?;
    if 0 < report.dangling_references {
        say(&format!(
            "  {} references lead out of the extract and were left out: it is clipped there",
            report.dangling_references
        ));
    }
    say(&format!("  {} junctions, {} road segments", report.nodes, report.segments));
    let places = Places::from_extract(&extract);
    let mut basemap = Basemap::from_extract(&extract).with_name(name);
    // A town of our own making ends in woods that go on; only an extract is cut off.
    if let Some(attribution) = attribution {
        basemap = basemap.with_attribution(attribution).with_surroundings(&extract);
    }
    say(&format!("  {} places, {} things to draw", places.len(), basemap.report().features));
    let tiles = basemap.write_pmtiles().map_err(|fault| {
        Failure::new(fault.code(), format!("{}: {fault}", path.display()), "use another extract")
    })?;
    say("  preparing travel times");
    let network = Arc::new(network);
    let router = Router::prepare(Arc::clone(&network)).map_err(|fault| {
        Failure::new(fault.code(), format!("{}: {fault}", path.display()), "use another extract")
    })?;
    let source = Source::new(name, bytes);
    let parts = Parts {
        source: &source,
        report: &report,
        network: &network,
        places: &places,
        basemap: &tiles,
        hierarchy: &router.hierarchy_bytes(),
    };
    Artefact::write(dir, &parts).map_err(|fault| of_artefact(&fault)).map(drop)
}

/// Imports a file into an artefact at `out`.
pub(crate) fn import_file(file: &Path, out: &Path) -> Result<ImportSummary, Failure> {
    import_bytes(&read(file)?, &file_name(file), None, file, out)?;
    map_info(out)
}

/// What an artefact, or an extract that was not imported yet, holds.
pub(crate) fn map_info(path: &Path) -> Result<ImportSummary, Failure> {
    let (dir, _temporary) = as_artefact(path)?;
    Ok(TownMap::open(&dir)?.summary())
}

/// A map for a single question; an extract is imported into a folder that goes away with it.
pub(crate) fn open_for_routing(path: &Path) -> Result<TownMap, Failure> {
    let (dir, _temporary) = as_artefact(path)?;
    TownMap::open(&dir)
}

fn as_artefact(path: &Path) -> Result<(PathBuf, Option<TemporaryFolder>), Failure> {
    if path.is_dir() {
        return Ok((path.to_owned(), None));
    }
    let bytes = read(path)?;
    let folder = TemporaryFolder::new()?;
    let dir = folder.0.join("map");
    import_bytes(&bytes, &file_name(path), None, path, &dir)?;
    Ok((dir, Some(folder)))
}

/// Reads a map file whole.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|fault| {
        let fault = ImportError::from(fault).in_file(path);
        Failure::new(fault.code(), fault.cause(), fault.remedy())
    })
}

/// A file's name without its folder.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn of_artefact(fault: &ArtefactError) -> Failure {
    Failure::new(fault.code(), fault.cause(), fault.remedy())
}

/// A folder that is removed when it is let go.
struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    fn new() -> Result<Self, Failure> {
        let path = std::env::temp_dir().join(format!("noriai-{}", std::process::id()));
        std::fs::create_dir_all(&path)
            .map_err(|fault| Failure::file("temporary_folder", &path, &fault))?;
        Ok(Self(path))
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        // What stays behind is the system's to clean up.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
