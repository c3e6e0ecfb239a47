//! Reads speed limits and widths out of tags.

use osmpbfreader::Tags;

use crate::extract::tag;

/// What a road's tags say of its speed limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Limit {
    /// In kilometres an hour.
    Kmh(f64),
    /// Derestricted: `none`, as on the open roads of the Isle of Man.
    Free,
}

/// One mile is 1.609344 km by definition, and one inch 25.4 mm.
const KM_PER_MILE: f64 = 1.609_344;
const METRES_PER_INCH: f64 = 0.025_4;

/// The limit in one direction (`forward` or `backward`), if any is tagged and can be read.
pub(super) fn speed(tags: &Tags, direction: &str) -> Option<Limit> {
    let own = tag(tags, &format!("maxspeed:{direction}"));
    own.or_else(|| tag(tags, "maxspeed")).and_then(parse_speed)
}

/// Several values, as where a limit changes along the way, are read as the lowest.
fn parse_speed(text: &str) -> Option<Limit> {
    let each = text.split(';').filter_map(parse_one);
    each.reduce(|a, b| match (a, b) {
        (Limit::Kmh(a), Limit::Kmh(b)) => Limit::Kmh(a.min(b)),
        (Limit::Free, other) | (other, Limit::Free) => other,
    })
}

fn parse_one(text: &str) -> Option<Limit> {
    match text.trim() {
        "none" | "no" => return Some(Limit::Free),
        "walk" => return Some(Limit::Kmh(6.0)),
        _ => {}
    }
    let (number, unit) = number(text)?;
    let kmh = match unit {
        "" | "km/h" | "kmh" | "kph" => number,
        "mph" => number * KM_PER_MILE,
        _ => return None,
    };
    (1.0..=200.0).contains(&kmh).then_some(Limit::Kmh(kmh))
}

/// A length like `3`, `3.5 m`, `7'6"` or the lower end of `3.0m〜5.5m`.
pub(super) fn metres(tags: &Tags, key: &str) -> Option<f64> {
    let text = tag(tags, key)?;
    let (number, unit) = number(text)?;
    if unit.starts_with('\'') {
        return feet(text);
    }
    (unit.is_empty() || unit.starts_with('m')).then_some(number)
}

/// Feet and inches, as they are signed on the Isle of Man.
fn feet(text: &str) -> Option<f64> {
    let (feet, inches) = text.trim().split_once('\'')?;
    let inches = inches.trim().trim_end_matches('"').trim();
    let inches = if inches.is_empty() { 0.0 } else { inches.parse::<f64>().ok()? };
    Some((feet.trim().parse::<f64>().ok()? * 12.0 + inches) * METRES_PER_INCH)
}

/// A weight like `3.5`, `3.5 t` or `32520 kg`, in tonnes.
pub(super) fn tonnes(tags: &Tags, key: &str) -> Option<f64> {
    match number(tag(tags, key)?)? {
        (number, "" | "t") => Some(number),
        (number, "kg") => Some(number / 1_000.0),
        _ => None,
    }
}

/// A leading number and what follows it.
fn number(text: &str) -> Option<(f64, &str)> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    Some((number.parse().ok()?, unit.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_in_both_units() {
        assert_eq!(parse_speed("50"), Some(Limit::Kmh(50.0)));
        assert_eq!(parse_speed("30 mph"), Some(Limit::Kmh(48.280_32)));
        assert_eq!(parse_speed("30mph"), Some(Limit::Kmh(48.280_32)));
        assert_eq!(parse_speed("80; 50"), Some(Limit::Kmh(50.0)));
        assert_eq!(parse_speed("none"), Some(Limit::Free));
        assert_eq!(parse_speed("none;60 mph"), Some(Limit::Kmh(96.560_64)));
    }

    #[test]
    fn nonsense_is_no_limit() {
        for text in ["", "fast", "JP:urban", "-5", "0", "9999999", "1e400", "50 knots"] {
            assert_eq!(parse_speed(text), None, "{text}");
        }
    }

    #[test]
    fn widths_are_read_with_and_without_unit() {
        let width =
            |text: &str| metres(&[("width".into(), text.into())].into_iter().collect(), "width");
        assert_eq!(width("4"), Some(4.0));
        assert_eq!(width("2.5 m"), Some(2.5));
        assert_eq!(width("3.0m〜5.5m"), Some(3.0));
        assert_eq!(width("7'6\""), Some(2.286));
        assert_eq!(width("28'"), Some(8.5344));
        assert_eq!(width("7'about"), None);
        assert_eq!(width("wide"), None);
    }

    #[test]
    fn weights_are_read_in_tonnes_and_kilograms() {
        let weight = |text: &str| {
            tonnes(&[("maxweight".into(), text.into())].into_iter().collect(), "maxweight")
        };
        assert_eq!(weight("3.5"), Some(3.5));
        assert_eq!(weight("3.5 t"), Some(3.5));
        assert_eq!(weight("32520 kg"), Some(32.52));
        assert_eq!(weight("12 st"), None);
    }
}
