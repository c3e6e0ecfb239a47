//! Writing tiles as a PMTiles archive (version 3), which any map viewer opens.

use std::io::Cursor;

use pmtiles::{PmTilesWriter, TileCoord, TileId, TileType};

use super::cut::cut;
use super::mercator::{Extent, WORLD_BITS};
use super::metadata::Metadata;
use super::{Basemap, BasemapError, MAX_ZOOM, MIN_ZOOM};

/// As many tiles of the largest zoom as cover a million square kilometres at Japan's latitude, more
/// than all of Japan. One misplaced node would ask for ten times as many.
const TILES_MAX: u64 = 1 << 18;

/// All tiles of a basemap. The same basemap gives the same bytes.
pub(super) fn write(basemap: &Basemap) -> Result<Vec<u8>, BasemapError> {
    let bounds = basemap.bounds.ok_or(BasemapError::Empty)?;
    check_width(Extent::of(bounds))?;
    let (low, high, centre) = (bounds.south_west, bounds.north_east, bounds.centre());
    let metadata = Metadata::of(basemap).to_json().map_err(BasemapError::Metadata)?;
    let mut bytes = Cursor::new(Vec::new());
    let mut archive = PmTilesWriter::new(TileType::Mvt)
        .min_zoom(MIN_ZOOM)
        .max_zoom(MAX_ZOOM)
        .bounds(low.lon(), low.lat(), high.lon(), high.lat())
        .center(centre.lon(), centre.lat())
        .center_zoom(12)
        .metadata(metadata)
        .create(&mut bytes)
        .map_err(BasemapError::Archive)?;
    for zoom in MIN_ZOOM..=MAX_ZOOM {
        let tiles = cut(&basemap.features, zoom, zoom == MAX_ZOOM, Extent::of(bounds));
        let mut numbered = Vec::with_capacity(tiles.len());
        for ((column, row), tile) in tiles {
            let coord = TileCoord::new(zoom, column, row).map_err(BasemapError::Archive)?;
            numbered.push((TileId::from(coord), coord, tile));
        }
        // An archive in the order of its index is read with fewer seeks.
        numbered.sort_by_key(|(id, ..)| *id);
        for (_, coord, tile) in numbered {
            archive.add_tile(coord, &tile).map_err(BasemapError::Archive)?;
        }
    }
    archive.finalize().map_err(BasemapError::Archive)?;
    Ok(bytes.into_inner())
}

fn check_width(extent: Extent) -> Result<(), BasemapError> {
    let tile_bits = WORLD_BITS - u32::from(MAX_ZOOM);
    let span = |low: i32, high: i32| u64::from((high >> tile_bits).abs_diff(low >> tile_bits)) + 1;
    let columns = span(extent.low.x, extent.high.x);
    let rows = span(extent.low.y, extent.high.y);
    if TILES_MAX < columns * rows { Err(BasemapError::TooWide { columns, rows }) } else { Ok(()) }
}
