//! Which tags are drawn, in which layer, from which zoom on.

mod area;
mod line;

use osmpbfreader::Tags;

use super::feature::{Attribute, Layer};
use crate::extract::tag;

pub(super) use area::area;
pub(super) use line::{boundary, line};

/// How an object is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Drawn {
    pub(super) layer: Layer,
    pub(super) min_zoom: u8,
    pub(super) order: u8,
    pub(super) attributes: Vec<Attribute>,
}

/// How a settlement's name is drawn.
pub(super) fn place(tags: &Tags) -> Option<Drawn> {
    let (kind, min_zoom) = match tag(tags, "place")? {
        "city" => ("city", 6),
        "town" => ("town", 7),
        "village" => ("village", 9),
        "island" => ("island", 9),
        "suburb" => ("suburb", 11),
        "hamlet" => ("hamlet", 11),
        "quarter" => ("quarter", 12),
        "neighbourhood" => ("neighbourhood", 13),
        "isolated_dwelling" | "farm" => ("isolated_dwelling", 14),
        "locality" | "islet" => ("locality", 14),
        _ => return None,
    };
    let mut attributes = vec![Attribute::text("kind", kind, 0)];
    attributes.extend(names(tags, 0)?);
    Some(Drawn { layer: Layer::Place, min_zoom, order: min_zoom, attributes })
}

/// The names, each where it says something the local name does not; `None` without a local name.
fn names(tags: &Tags, min_zoom: u8) -> Option<Vec<Attribute>> {
    let local = tag(tags, "name").filter(|name| !name.trim().is_empty())?;
    let mut names = vec![Attribute::text("name", local, min_zoom)];
    for (key, tagged) in [("name_ja", "name:ja"), ("name_en", "name:en")] {
        if let Some(name) = tag(tags, tagged).filter(|name| *name != local) {
            names.push(Attribute::text(key, name, min_zoom));
        }
    }
    Some(names)
}
