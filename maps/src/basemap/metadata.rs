//! What an archive says about itself, in the JSON that PMTiles and TileJSON 3.0 lay down.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::feature::Layer;
use super::{Basemap, MAX_ZOOM, MIN_ZOOM};

/// An archive's description of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The map's name.
    #[serde(default)]
    pub name: String,
    /// Whose data it is; to be shown on every map.
    #[serde(default)]
    pub attribution: String,
    /// True if `land` is drawn and all else is sea; false if all is land.
    #[serde(default)]
    pub has_coast: bool,
    /// The layers, in the order they are drawn.
    #[serde(default)]
    pub vector_layers: Vec<LayerFields>,
}

/// A layer and its attributes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayerFields {
    /// The layer's name.
    pub id: String,
    /// Its attributes and their types, `String` or `Number`.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// The first zoom it is in.
    #[serde(default)]
    pub minzoom: u8,
    /// The last zoom it is in.
    #[serde(default)]
    pub maxzoom: u8,
}

impl Metadata {
    pub(super) fn of(basemap: &Basemap) -> Self {
        let layers = Layer::ALL.into_iter().filter_map(|layer| layer_fields(basemap, layer));
        Self {
            name: basemap.name.clone(),
            attribution: basemap.attribution.clone(),
            has_coast: basemap.has_coast,
            vector_layers: layers.collect(),
        }
    }

    pub(super) fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    pub(super) fn from_json(json: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(json)
    }
}

/// `None` for a layer that this map has nothing in.
fn layer_fields(basemap: &Basemap, layer: Layer) -> Option<LayerFields> {
    let of_layer = || basemap.features.iter().filter(|feature| feature.layer == layer);
    let minzoom = of_layer().map(|feature| feature.min_zoom).min()?.max(MIN_ZOOM);
    let attributes = of_layer().flat_map(|feature| &feature.attributes);
    let fields = attributes.map(|attribute| {
        let of_type = match attribute.value {
            super::feature::Value::Text(_) => "String",
            super::feature::Value::Whole(_) => "Number",
        };
        (attribute.key.to_owned(), of_type.to_owned())
    });
    Some(LayerFields {
        id: layer.name().to_owned(),
        fields: fields.collect(),
        minzoom,
        maxzoom: MAX_ZOOM,
    })
}
