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

/// One mile is 1.609344 km by definition.
const KM_PER_MILE: f64 = 1.609_344;

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

/// A length like `3`, `3.5 m` or the lower end of `3.0m〜5.5m`.
pub(super) fn metres(tags: &Tags, key: &str) -> Option<f64> {
    let (number, unit) = number(tag(tags, key)?)?;
    (unit.is_empty() || unit.starts_with('m')).then_some(number)
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
        assert_eq!(width("7'6\""), None);
    }
}
