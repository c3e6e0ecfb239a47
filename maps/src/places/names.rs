//! An object's names: as signed, in kana, in latin letters.

use osmpbfreader::Tags;

use super::{fold, romaji};
use crate::extract::tag;

/// The names of one object; empty where the extract has none.
pub(super) struct Names {
    pub(super) local: String,
    /// In hiragana.
    pub(super) kana: String,
    pub(super) en: String,
}

/// `None` for an object without a name.
pub(super) fn of(tags: &Tags) -> Option<Names> {
    let local = first(tags, &["name", "name:ja", "name:en"])?;
    let english = first(tags, &["name:en", "name:ja-Latn", "name:ja_rm", "int_name"]);
    Some(Names {
        kana: kana(tags, local).unwrap_or_default(),
        en: english.unwrap_or_default().to_owned(),
        local: local.to_owned(),
    })
}

/// The reading: tagged, or the name itself if that is written in kana alone, or transliterated
/// from the tagged latin spelling.
fn kana(tags: &Tags, local: &str) -> Option<String> {
    let tagged = ["name:ja-Hira", "name:ja_kana", "name:ja-Hrkt", "name:ja-Kana"];
    let tagged = tagged.iter().filter_map(|key| tag(tags, key));
    let written = tagged.chain([local]).map(fold::to_hiragana).find(|name| fold::is_kana(name));
    written.or_else(|| {
        let latin = first(tags, &["name:ja_rm", "name:ja-Latn"])?;
        romaji::to_hiragana(latin)
    })
}

fn first<'a>(tags: &'a Tags, keys: &[&str]) -> Option<&'a str> {
    keys.iter().filter_map(|key| tag(tags, key)).map(str::trim).find(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kana_of(tags: &[(&str, &str)]) -> String {
        let tags: Tags = tags.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect();
        of(&tags).unwrap().kana
    }

    #[test]
    fn a_reading_is_taken_from_any_of_its_tags() {
        for key in ["name:ja-Hira", "name:ja_kana", "name:ja-Hrkt"] {
            assert_eq!(kana_of(&[("name", "富山駅"), (key, "トヤマエキ")]), "とやまえき");
        }
        assert_eq!(kana_of(&[("name", "富山駅"), ("name:ja_rm", "Toyama eki")]), "とやまえき");
    }

    #[test]
    fn a_name_in_kana_is_its_own_reading() {
        assert_eq!(kana_of(&[("name", "ほほえみの湯")]), "");
        assert_eq!(kana_of(&[("name", "コープ")]), "こーぷ");
        assert_eq!(kana_of(&[("name", "ｺｰﾌﾟ")]), "こーぷ");
    }

    #[test]
    fn an_object_without_a_name_is_no_place() {
        assert!(of(&Tags::new()).is_none());
    }
}
