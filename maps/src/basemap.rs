//! The map in the background: vector tiles cut from the extract.
//!
//! [`Basemap::from_extract`] gathers what is drawn, [`Basemap::write_pmtiles`] cuts it into tiles
//! of zooms 6 to 14 and packs them as a PMTiles archive, [`TileSource`] reads such an archive.
//! Layers, attributes and zooms are listed in `docs/basemap.md`.

mod archive;
mod classify;
mod clip;
mod coast;
mod collect;
mod cut;
mod feature;
mod mercator;
mod metadata;
mod mvt;
mod polygons;
mod rings;
mod simplify;
mod source;

use noriai_units::Bounds;

use crate::Extract;
use feature::Feature;

pub use metadata::{LayerFields, Metadata};
pub use source::{TileSource, TileSourceError};

/// The smallest zoom that tiles are cut for: a prefecture on a screen.
pub const MIN_ZOOM: u8 = 6;
/// The largest zoom that tiles are cut for; clients magnify beyond it.
pub const MAX_ZOOM: u8 = 14;
/// What every map made from OpenStreetMap must show.
pub const OSM_ATTRIBUTION: &str = "© OpenStreetMap contributors";

/// Everything of an extract that the map shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basemap {
    name: String,
    attribution: String,
    features: Vec<Feature>,
    bounds: Option<Bounds>,
    has_coast: bool,
    report: BasemapReport,
}

/// What was drawn and what could not be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BasemapReport {
    /// How many things are drawn.
    pub features: usize,
    /// Rings of multipolygons that lack a way, as at a clipped edge; they are not drawn.
    pub incomplete_rings: usize,
    /// Coastlines that run out of the extract and could not be closed.
    pub open_coastlines: usize,
}

/// Why no archive could be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BasemapError {
    /// There is nothing on the map.
    #[error("basemap_empty: the extract holds nothing to draw: choose one with roads")]
    Empty,
    /// The map's box is wider than any town's: mostly for one node that is misplaced.
    #[error(
        "basemap_too_wide: the map spans {columns} x {rows} tiles, a town some hundred: mend the \
         road that leads far away, or cut the extract to the service area"
    )]
    TooWide {
        /// Its width in tiles of the largest zoom, some 2 km each.
        columns: u64,
        /// Its height.
        rows: u64,
    },
    /// The archive's writer failed.
    #[error("basemap_archive: the tiles could not be packed: report this as a fault")]
    Archive(#[source] pmtiles::PmtError),
    /// The archive's description could not be written.
    #[error("basemap_metadata: the tiles could not be described: report this as a fault")]
    Metadata(#[source] serde_json::Error),
}

impl BasemapError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "basemap_empty",
            Self::TooWide { .. } => "basemap_too_wide",
            Self::Archive(_) => "basemap_archive",
            Self::Metadata(_) => "basemap_metadata",
        }
    }
}

/// What was gathered from an extract.
#[derive(Default)]
struct Collected {
    features: Vec<Feature>,
    has_coast: bool,
    report: BasemapReport,
}

impl Basemap {
    /// Gathers what is drawn of an extract of OpenStreetMap.
    #[must_use]
    pub fn from_extract(extract: &Extract) -> Self {
        let Collected { features, has_coast, report } = collect::collect(extract);
        Self {
            name: String::new(),
            attribution: OSM_ATTRIBUTION.to_owned(),
            bounds: collect::bounds(extract),
            has_coast,
            report: BasemapReport { features: features.len(), ..report },
            features,
        }
    }

    /// Names the map.
    #[must_use]
    pub fn with_name(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// Says whose data it is, where that is not OpenStreetMap's, as for a generated town.
    #[must_use]
    pub fn with_attribution(mut self, attribution: &str) -> Self {
        attribution.clone_into(&mut self.attribution);
        self
    }

    /// Draws as far as the extract has anything to draw, not only as far as its roads: for a town
    /// that comes with its surroundings whole. (Of a clipped extract only shreds lie out there.)
    #[must_use]
    pub fn with_surroundings(mut self, extract: &Extract) -> Self {
        self.bounds = collect::whole_bounds(extract);
        self
    }

    /// Cuts and packs the tiles. The same extract gives the same bytes.
    ///
    /// # Errors
    /// If there is nothing on the map, or if it is wider than a map can be; or if the packer fails,
    /// which no input makes it do.
    pub fn write_pmtiles(&self) -> Result<Vec<u8>, BasemapError> {
        archive::write(self)
    }

    /// True if the land is drawn and all else is sea.
    #[must_use]
    pub const fn has_coast(&self) -> bool {
        self.has_coast
    }

    /// The box around the roads, or around everything where there are none.
    #[must_use]
    pub const fn bounds(&self) -> Option<Bounds> {
        self.bounds
    }

    /// What was drawn and what could not be.
    #[must_use]
    pub const fn report(&self) -> BasemapReport {
        self.report
    }
}
