//! The places of an extract that people ask to be driven to, and the search by their names.
//!
//! Stations, hospitals, shops, halls, stops and hamlets, found by name, by kana or by latin
//! letters. A town has a few thousand: the search walks over all of them.

mod collect;
mod fold;
mod kind;
mod merge;
mod names;
mod readings;
mod romaji;
mod search;
mod store;

use noriai_units::Position;

use crate::Extract;
use readings::Readings;
use search::Keys;

pub use kind::PlaceKind;
pub use search::QUERY_CHARS_MAX;
pub use store::PlacesError;

/// All named places of an extract, ready to be searched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// In order of kind, then name, then position; so that lists are stable.
    entries: Vec<PlaceEntry>,
    /// What the search compares, one for each entry.
    keys: Vec<Keys>,
}

/// One place that has a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlaceEntry {
    /// What it is.
    pub kind: PlaceKind,
    /// As signed on the spot.
    pub name: String,
    /// Its reading in hiragana; empty where the extract has none and the name is no kana itself.
    pub name_kana: String,
    /// In latin letters, English first; empty where the extract has none.
    pub name_en: String,
    /// Where it is: the node, or the middle of the building or the grounds.
    pub position: Position,
}

impl Places {
    /// Collects the places of an extract; the same place drawn twice is taken once.
    #[must_use]
    pub fn from_extract(extract: &Extract) -> Self {
        Self::new(merge::merge(collect::collect(extract)))
    }

    /// Makes an index of entries, such as an area's own list of stops.
    #[must_use]
    pub fn new(mut entries: Vec<PlaceEntry>) -> Self {
        entries.sort();
        entries.dedup();
        let readings = Readings::learn(&entries);
        let keys = entries.iter().map(|entry| Keys::of(entry, readings.guess(entry))).collect();
        Self { entries, keys }
    }

    /// The places whose name, reading or latin name matches what was typed, best first, at most
    /// `limit`.
    ///
    /// Whole name before beginning before beginning of a word before middle; then by kind
    /// ([`PlaceKind`]'s order); then the shorter name; then by name. Only the first [`QUERY_CHARS_MAX`] characters of
    /// the query count. An empty query finds nothing.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<&PlaceEntry> {
        search::search(&self.entries, &self.keys, query, limit)
    }

    /// The bus stops, by name.
    pub fn stops(&self) -> impl Iterator<Item = &PlaceEntry> {
        self.entries.iter().filter(|entry| entry.kind == PlaceKind::Stop)
    }

    /// All places: by kind, then by name.
    #[must_use]
    pub fn entries(&self) -> &[PlaceEntry] {
        &self.entries
    }

    /// How many places there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True if the extract names nothing, as extracts of roads alone do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The index as bytes, for the artefact.
    ///
    /// # Errors
    /// Never for an index made by this module; the serialiser's own word otherwise.
    pub fn to_bytes(&self) -> Result<Vec<u8>, PlacesError> {
        store::to_bytes(&self.entries)
    }

    /// Reads what [`Places::to_bytes`] wrote.
    ///
    /// # Errors
    /// If the bytes are of another version, damaged, or name a place off the earth.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PlacesError> {
        store::from_bytes(bytes).map(Self::new)
    }
}
