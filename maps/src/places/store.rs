//! The index as bytes.

use noriai_units::Position;
use serde::{Deserialize, Serialize};

use super::{PlaceEntry, PlaceKind};

/// Raised whenever the shape of [`StoredPlace`] or the folding of names changes.
const VERSION: u32 = 1;

/// Why bytes are no index of places.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PlacesError {
    /// The bytes cannot be read, or the index cannot be written.
    #[error("places_damaged: the index of places is damaged: import the map again")]
    Damaged(#[source] postcard::Error),
    /// The index was written by another version of the program.
    #[error("places_version: the index of places has version {found}: import the map again")]
    Version {
        /// Its version.
        found: u32,
    },
    /// An entry says what no extract can say.
    #[error("places_entry: place {index} of the index {what}: import the map again")]
    Entry {
        /// Which entry, counted from 0.
        index: usize,
        /// What is wrong with it.
        what: &'static str,
    },
}

impl PlacesError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Damaged(_) => "places_damaged",
            Self::Version { .. } => "places_version",
            Self::Entry { .. } => "places_entry",
        }
    }
}

/// An entry as stored: kinds by their words, so that their order may change.
#[derive(Serialize, Deserialize)]
struct StoredPlace {
    kind: String,
    name: String,
    name_kana: String,
    name_en: String,
    lat_e7: i32,
    lon_e7: i32,
}

pub(super) fn to_bytes(entries: &[PlaceEntry]) -> Result<Vec<u8>, PlacesError> {
    let stored: Vec<StoredPlace> = entries.iter().map(store).collect();
    postcard::to_stdvec(&(VERSION, stored)).map_err(PlacesError::Damaged)
}

pub(super) fn from_bytes(bytes: &[u8]) -> Result<Vec<PlaceEntry>, PlacesError> {
    let (found, rest) = postcard::take_from_bytes::<u32>(bytes).map_err(PlacesError::Damaged)?;
    if found != VERSION {
        return Err(PlacesError::Version { found });
    }
    let (stored, rest) =
        postcard::take_from_bytes::<Vec<StoredPlace>>(rest).map_err(PlacesError::Damaged)?;
    if !rest.is_empty() {
        return Err(PlacesError::Damaged(postcard::Error::DeserializeBadEncoding));
    }
    let entries = stored.into_iter().enumerate();
    entries
        .map(|(index, place)| load(place).map_err(|what| PlacesError::Entry { index, what }))
        .collect()
}

fn store(entry: &PlaceEntry) -> StoredPlace {
    StoredPlace {
        kind: entry.kind.as_str().to_owned(),
        name: entry.name.clone(),
        name_kana: entry.name_kana.clone(),
        name_en: entry.name_en.clone(),
        lat_e7: entry.position.lat_e7(),
        lon_e7: entry.position.lon_e7(),
    }
}

fn load(stored: StoredPlace) -> Result<PlaceEntry, &'static str> {
    Ok(PlaceEntry {
        kind: PlaceKind::from_word(&stored.kind).ok_or("is of an unknown kind")?,
        name: stored.name,
        name_kana: stored.name_kana,
        name_en: stored.name_en,
        position: Position::from_e7(stored.lat_e7, stored.lon_e7).ok_or("is off the earth")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> PlaceEntry {
        PlaceEntry {
            kind: PlaceKind::Station,
            name: "富山駅".into(),
            name_kana: "とやまえき".into(),
            name_en: "Toyama Station".into(),
            position: Position::from_degrees(36.7, 137.2).unwrap(),
        }
    }

    #[test]
    fn what_was_written_is_read_back() {
        let entries = vec![entry()];
        assert_eq!(from_bytes(&to_bytes(&entries).unwrap()).unwrap(), entries);
    }

    #[test]
    fn damaged_bytes_are_refused_wherever_they_are_cut() {
        let bytes = to_bytes(&[entry()]).unwrap();
        for end in 0..bytes.len() {
            assert!(from_bytes(&bytes[..end]).is_err(), "{end} of {} bytes", bytes.len());
        }
        assert!(from_bytes(&[bytes.as_slice(), &[0]].concat()).is_err());
    }

    #[test]
    fn another_version_is_named() {
        let mut bytes = to_bytes(&[entry()]).unwrap();
        bytes[0] = 9;
        assert_eq!(from_bytes(&bytes).unwrap_err().code(), "places_version");
    }

    #[test]
    fn a_place_off_the_earth_is_refused() {
        let mut stored = store(&entry());
        stored.lat_e7 = i32::MAX;
        let bytes = postcard::to_stdvec(&(VERSION, vec![stored])).unwrap();
        assert_eq!(from_bytes(&bytes).unwrap_err().code(), "places_entry");
    }
}
