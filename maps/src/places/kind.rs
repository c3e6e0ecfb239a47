//! What kinds of places riders ask for, and which tags mean them.

use osmpbfreader::Tags;

use crate::extract::tag;

/// What a place is. The order is that of importance in search results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    /// Railway station, tram stop, bus terminal, ferry terminal or airport.
    Station,
    /// Hospital.
    Hospital,
    /// Town hall or another public office.
    Hall,
    /// Doctor's or dentist's practice.
    Clinic,
    /// Pharmacy.
    Pharmacy,
    /// Day care and other welfare facilities.
    Welfare,
    /// Supermarket, department store or shopping centre.
    Supermarket,
    /// Community centre.
    CommunityCentre,
    /// Public bath or hot spring.
    Onsen,
    /// Post office.
    PostOffice,
    /// Bank.
    Bank,
    /// Library.
    Library,
    /// School, kindergarten, college or university.
    School,
    /// Any other shop.
    Shop,
    /// Restaurant, café or pub.
    Restaurant,
    /// Hotel or inn.
    Hotel,
    /// Park, garden or sports ground.
    Park,
    /// Museum, castle, shrine, temple, church, viewpoint.
    Sight,
    /// Town, village or quarter.
    District,
    /// Bus stop.
    Stop,
    /// Hamlet, neighbourhood or a single farm.
    Hamlet,
}

impl PlaceKind {
    /// All kinds in order of importance.
    pub const ALL: [Self; 21] = [
        Self::Station,
        Self::Hospital,
        Self::Hall,
        Self::Clinic,
        Self::Pharmacy,
        Self::Welfare,
        Self::Supermarket,
        Self::CommunityCentre,
        Self::Onsen,
        Self::PostOffice,
        Self::Bank,
        Self::Library,
        Self::School,
        Self::Shop,
        Self::Restaurant,
        Self::Hotel,
        Self::Park,
        Self::Sight,
        Self::District,
        Self::Stop,
        Self::Hamlet,
    ];

    /// The word for it in tiles, in answers and in the index.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Station => "station",
            Self::Hospital => "hospital",
            Self::Hall => "hall",
            Self::Clinic => "clinic",
            Self::Pharmacy => "pharmacy",
            Self::Welfare => "welfare",
            Self::Supermarket => "supermarket",
            Self::CommunityCentre => "community_centre",
            Self::Onsen => "onsen",
            Self::PostOffice => "post_office",
            Self::Bank => "bank",
            Self::Library => "library",
            Self::School => "school",
            Self::Shop => "shop",
            Self::Restaurant => "restaurant",
            Self::Hotel => "hotel",
            Self::Park => "park",
            Self::Sight => "sight",
            Self::Stop => "stop",
            Self::District => "district",
            Self::Hamlet => "hamlet",
        }
    }

    /// The kind of that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// What an object with these tags is; `None` if riders do not ask for its like.
    ///
    /// An object with several meanings is the most important of them.
    pub(crate) fn from_tags(tags: &Tags) -> Option<Self> {
        tags.iter().filter_map(|(key, value)| Self::from_tag(key, value, tags)).min()
    }

    fn from_tag(key: &str, value: &str, tags: &Tags) -> Option<Self> {
        match key {
            "railway" => match value {
                "station" | "halt" | "tram_stop" => Some(Self::Station),
                _ => None,
            },
            "public_transport" => match value {
                "station" => Some(Self::Station),
                "platform" if !of_rails(tags) => Some(Self::Stop),
                _ => None,
            },
            "aeroway" => matches!(value, "aerodrome" | "terminal").then_some(Self::Station),
            "highway" => (value == "bus_stop").then_some(Self::Stop),
            "amenity" => Self::from_amenity(value),
            "healthcare" => Self::from_healthcare(value),
            "shop" => Self::from_shop(value),
            "tourism" => Self::from_tourism(value),
            "leisure" => Self::from_leisure(value),
            "historic" => matches!(value, "castle" | "monument").then_some(Self::Sight),
            "natural" => (value == "hot_spring").then_some(Self::Onsen),
            "office" => (value == "government").then_some(Self::Hall),
            "place" => Self::from_place(value),
            _ => None,
        }
    }

    fn from_amenity(value: &str) -> Option<Self> {
        Some(match value {
            "bus_station" | "ferry_terminal" => Self::Station,
            "hospital" => Self::Hospital,
            "townhall" | "courthouse" | "public_building" => Self::Hall,
            "clinic" | "doctors" | "dentist" => Self::Clinic,
            "pharmacy" => Self::Pharmacy,
            "social_facility" | "nursing_home" => Self::Welfare,
            "community_centre" | "community_hall" | "social_centre" => Self::CommunityCentre,
            "public_bath" => Self::Onsen,
            "post_office" => Self::PostOffice,
            "bank" => Self::Bank,
            "library" => Self::Library,
            "school" | "kindergarten" | "college" | "university" => Self::School,
            "marketplace" => Self::Shop,
            "restaurant" | "cafe" | "fast_food" | "pub" | "bar" => Self::Restaurant,
            "place_of_worship" | "theatre" | "arts_centre" | "cinema" => Self::Sight,
            _ => return None,
        })
    }

    fn from_healthcare(value: &str) -> Option<Self> {
        match value {
            "hospital" => Some(Self::Hospital),
            "clinic" | "doctor" | "dentist" | "centre" | "physiotherapist" => Some(Self::Clinic),
            "pharmacy" => Some(Self::Pharmacy),
            _ => None,
        }
    }

    fn from_shop(value: &str) -> Option<Self> {
        match value {
            "supermarket" | "mall" | "department_store" => Some(Self::Supermarket),
            "vacant" | "no" => None,
            _ => Some(Self::Shop),
        }
    }

    fn from_tourism(value: &str) -> Option<Self> {
        match value {
            "hotel" | "guest_house" | "hostel" | "motel" => Some(Self::Hotel),
            "attraction" | "museum" | "gallery" | "viewpoint" | "zoo" | "aquarium"
            | "theme_park" => Some(Self::Sight),
            _ => None,
        }
    }

    fn from_leisure(value: &str) -> Option<Self> {
        match value {
            "park" | "garden" | "sports_centre" | "stadium" | "golf_course" | "nature_reserve" => {
                Some(Self::Park)
            }
            _ => None,
        }
    }

    fn from_place(value: &str) -> Option<Self> {
        match value {
            "city" | "town" | "village" | "suburb" | "quarter" => Some(Self::District),
            "hamlet" | "neighbourhood" | "isolated_dwelling" | "farm" => Some(Self::Hamlet),
            _ => None,
        }
    }
}

/// True for a platform beside rails: its riders look for the station.
fn of_rails(tags: &Tags) -> bool {
    tags.contains_key("railway")
        || ["train", "tram", "light_rail", "subway"].iter().any(|key| tag(tags, key) == Some("yes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(tags: &[(&str, &str)]) -> Option<PlaceKind> {
        let tags: Tags = tags.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect();
        PlaceKind::from_tags(&tags)
    }

    #[test]
    fn every_kind_is_found_again_by_its_word() {
        for each in PlaceKind::ALL {
            assert_eq!(PlaceKind::from_word(each.as_str()), Some(each));
        }
        assert!(PlaceKind::ALL.is_sorted());
        assert_eq!(PlaceKind::from_word("castle in the air"), None);
    }

    #[test]
    fn the_most_important_meaning_wins() {
        assert_eq!(
            kind(&[("amenity", "hospital"), ("shop", "convenience")]),
            Some(PlaceKind::Hospital)
        );
        assert_eq!(kind(&[("highway", "residential")]), None);
        assert_eq!(kind(&[("shop", "vacant")]), None);
    }

    #[test]
    fn a_platform_is_a_stop_unless_it_lies_beside_rails() {
        let platform = ("public_transport", "platform");
        assert_eq!(kind(&[platform, ("bus", "yes")]), Some(PlaceKind::Stop));
        assert_eq!(kind(&[platform, ("tram", "yes")]), None);
        assert_eq!(kind(&[platform, ("railway", "platform")]), None);
    }
}
