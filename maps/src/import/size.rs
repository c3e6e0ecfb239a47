//! How large a vehicle fits through, by the tags of a way or a node.

use noriai_network::Limits;
use osmpbfreader::Tags;

use super::limit::{metres, tonnes};

/// Room that a vehicle leaves on both sides together, in metres: what the Vehicle Restriction Order
/// of Japan (article 5) asks for on a road that is driven one at a time.
const SIDE_ROOM_M: f64 = 0.5;

// What is larger than any vehicle of such a service is not kept: else roads would be parted wherever
// a number changes that no vehicle feels.
const WIDTH_M: f64 = 2.5;
const HEIGHT_M: f64 = 4.0;
const LENGTH_M: f64 = 12.5;
const WEIGHT_T: f64 = 15.0;

/// The limits that tags state.
pub(super) fn limits(tags: &Tags) -> Limits {
    let lowest = |keys: &[&str], most: f64, read: fn(&Tags, &str) -> Option<f64>| {
        let values = keys.iter().filter_map(|key| read(tags, key));
        values.filter(|value| *value < most).reduce(f64::min)
    };
    let signed = lowest(&["maxwidth", "maxwidth:physical"], WIDTH_M, metres);
    let carriageway = lowest(&["width", "est_width", "yh:WIDTH"], WIDTH_M + SIDE_ROOM_M, metres);
    let carriageway = carriageway.map(|width| (width - SIDE_ROOM_M).max(0.0));
    let height = lowest(&["maxheight", "maxheight:physical"], HEIGHT_M, metres);
    let length = lowest(&["maxlength"], LENGTH_M, metres);
    let weight = lowest(&["maxweight", "maxweightrating"], WEIGHT_T, tonnes);
    // All below the bounds above, so the casts hold.
    let hundredths = |value: f64| (value * 100.0).round() as u32;
    let mut limits = Limits::NONE;
    for width in [signed, carriageway].into_iter().flatten() {
        limits = limits.with_width_cm(hundredths(width));
    }
    limits = height.map_or(limits, |height| limits.with_height_cm(hundredths(height)));
    limits = length.map_or(limits, |length| limits.with_length_cm(hundredths(length)));
    weight.map_or(limits, |weight| limits.with_weight_kg((weight * 1_000.0).round() as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(tags: &[(&str, &str)]) -> Limits {
        limits(&tags.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect())
    }

    #[test]
    fn the_narrower_of_sign_and_road_counts() {
        assert_eq!(of(&[("maxwidth", "2.2")]).width_cm(), Some(220));
        assert_eq!(of(&[("width", "2.6")]).width_cm(), Some(210));
        assert_eq!(of(&[("width", "2.6"), ("maxwidth", "2")]).width_cm(), Some(200));
        assert_eq!(of(&[("yh:WIDTH", "1.5m〜3.0m")]).width_cm(), Some(100));
        assert_eq!(of(&[("yh:WIDTH", "3.0m〜5.5m")]).width_cm(), None);
    }

    #[test]
    fn what_no_vehicle_of_ours_feels_is_not_kept() {
        assert_eq!(
            of(&[("width", "5.5"), ("maxheight", "4.5"), ("maxweight", "17.5")]),
            Limits::NONE
        );
        assert_eq!(of(&[("maxheight", "none"), ("maxweight", "unsigned")]), Limits::NONE);
    }

    #[test]
    fn heights_lengths_and_weights_are_read() {
        assert_eq!(of(&[("maxheight", "9'6\"")]).height_cm(), Some(290));
        assert_eq!(of(&[("maxlength", "28'")]).length_cm(), Some(850));
        assert_eq!(of(&[("maxweight", "3.5 t")]).weight_kg(), Some(3_500));
        assert_eq!(of(&[("maxweight", "7.5"), ("maxweightrating", "4")]).weight_kg(), Some(4_000));
    }
}
