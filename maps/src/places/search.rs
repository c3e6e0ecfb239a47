//! Matching what was typed against names, and the order of the answers.

use super::{PlaceEntry, fold, romaji};

/// How many characters of a query count; no name in use is as long.
pub const QUERY_CHARS_MAX: usize = 64;

/// What is compared, folded once when the index is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Keys {
    exact: Vec<Key>,
    /// The same with long vowels shortened, where that changes them.
    short: Vec<Key>,
}

/// One spelling of a place's name, words joined.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Key {
    joined: String,
    /// Where words begin, the first one left out.
    words: Vec<usize>,
}

/// How well a query fits. The smaller the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Beginning,
    WordBeginning,
    Middle,
}

impl Keys {
    /// `guessed` is a reading for an entry that has none.
    pub(super) fn of(entry: &PlaceEntry, guessed: Option<String>) -> Self {
        let spellings = [&entry.name, &entry.name_kana, &entry.name_en];
        let spellings = spellings.into_iter().chain(&guessed);
        let mut folded: Vec<String> = spellings.map(|name| fold::fold(name)).collect();
        folded.retain(|name| !name.is_empty());
        let short = folded.iter().map(|name| fold::shorten(name)).collect::<Vec<_>>();
        let shortened = short.iter().map(|name| Key::of(name)).collect();
        Self { exact: folded.iter().map(|name| Key::of(name)).collect(), short: shortened }
    }
}

impl Key {
    fn of(folded: &str) -> Self {
        let mut key = Self { joined: String::with_capacity(folded.len()), words: Vec::new() };
        for word in folded.split(' ') {
            if !key.joined.is_empty() {
                key.words.push(key.joined.len());
            }
            key.joined.push_str(word);
        }
        key
    }

    fn fit(&self, query: &str) -> Option<Fit> {
        let begins_word =
            |at: &usize| self.joined.get(*at..).is_some_and(|rest| rest.starts_with(query));
        if self.joined == query {
            Some(Fit::Whole)
        } else if self.joined.starts_with(query) {
            Some(Fit::Beginning)
        } else if self.words.iter().any(begins_word) {
            Some(Fit::WordBeginning)
        } else if self.joined.contains(query) {
            Some(Fit::Middle)
        } else {
            None
        }
    }
}

/// The readings of one query.
struct Query {
    /// As typed; and, if it can be romaji, in kana.
    exact: Vec<String>,
    /// With long vowels shortened.
    short: Vec<String>,
}

impl Query {
    fn new(typed: &str) -> Self {
        let typed: String = typed.chars().take(QUERY_CHARS_MAX).collect();
        let join = |text: &str| fold::fold(text).replace(' ', "");
        let kana = romaji::typed_to_hiragana(&typed).map(|kana| join(&kana));
        let mut exact: Vec<String> = [join(&typed)].into_iter().chain(kana).collect();
        exact.retain(|text| !text.is_empty());
        let mut short: Vec<String> = exact.iter().map(|text| fold::shorten(text)).collect();
        // A single kana that is left of two would match half of the index.
        short.retain(|text| 2 <= text.chars().count());
        Self { exact, short }
    }

    /// Exact spellings come before those with another length of vowels.
    fn fit(&self, keys: &Keys) -> Option<(bool, Fit)> {
        let best = |queries: &[String], keys: &[Key]| {
            let fits =
                queries.iter().flat_map(|query| keys.iter().filter_map(|key| key.fit(query)));
            fits.min()
        };
        match best(&self.exact, &keys.exact) {
            Some(fit) => Some((false, fit)),
            None => best(&self.short, &keys.short).map(|fit| (true, fit)),
        }
    }
}

/// `entries` are in order of kind and name. Of equal fits and kinds the shorter name comes first:
/// more of it was typed.
pub(super) fn search<'a>(
    entries: &'a [PlaceEntry],
    keys: &[Keys],
    typed: &str,
    limit: usize,
) -> Vec<&'a PlaceEntry> {
    let query = Query::new(typed);
    let mut found: Vec<((bool, Fit), &PlaceEntry)> = entries
        .iter()
        .zip(keys)
        .filter_map(|(entry, keys)| Some((query.fit(keys)?, entry)))
        .collect();
    found.sort_by_cached_key(|(fit, entry)| (*fit, entry.kind, entry.name.chars().count()));
    found.into_iter().take(limit).map(|(_, entry)| entry).collect()
}

#[cfg(test)]
mod tests {
    use noriai_units::Position;

    use super::*;
    use crate::places::{PlaceKind, Places};

    fn town() -> Places {
        let rows = [
            (PlaceKind::Station, "富山駅", "とやまえき", "Toyama Station"),
            (PlaceKind::Station, "富山大学前", "とやまだいがくまえ", ""),
            (PlaceKind::Hospital, "富山市民病院", "とやましみんびょういん", "Toyama City Hospital"),
            (PlaceKind::Hall, "市民プラザ", "しみんぷらざ", ""),
            (PlaceKind::Park, "城址公園", "じょうしこうえん", "Castle Park"),
            (PlaceKind::Shop, "とうきょう屋", "とうきょうや", ""),
            (PlaceKind::Stop, "ガッコウ前", "がっこうまえ", ""),
            (PlaceKind::Stop, "市民病院", "しみんびょういん", ""),
            (PlaceKind::Shop, "Port Erin Shop", "", ""),
            (PlaceKind::District, "Port Erin", "", ""),
            (PlaceKind::Hamlet, "Erin", "", ""),
        ];
        let entry = |(kind, name, kana, en): (PlaceKind, &str, &str, &str)| PlaceEntry {
            kind,
            name: name.into(),
            name_kana: kana.into(),
            name_en: en.into(),
            position: Position::default(),
        };
        Places::new(rows.map(entry).into())
    }

    fn found(query: &str) -> Vec<String> {
        town().search(query, 8).into_iter().map(|entry| entry.name.clone()).collect()
    }

    #[test]
    fn kanji_kana_and_latin_letters_find_the_same_hospital() {
        for query in
            ["富山市民", "とやましみん", "トヤマシミン", "ﾄﾔﾏｼﾐﾝ", "toyamashi", "toyama city"]
        {
            assert_eq!(found(query)[0], "富山市民病院", "{query}");
        }
    }

    #[test]
    fn romaji_in_either_school_finds_by_kana() {
        for query in ["byouin", "byoin", "びょういん", "びよういん", "ビョーイン"] {
            assert_eq!(found(query), ["富山市民病院", "市民病院"], "{query}");
        }
        assert_eq!(found("zyousi"), ["城址公園"]);
        assert_eq!(found("joshi"), ["城址公園"]);
        assert_eq!(found("gakko"), ["ガッコウ前"]);
        assert_eq!(found("がつこう"), ["ガッコウ前"]);
    }

    #[test]
    fn whole_then_beginning_then_word_then_middle() {
        assert_eq!(found("erin"), ["Erin", "Port Erin Shop", "Port Erin"]);
        assert_eq!(found("しみん"), ["市民プラザ", "市民病院", "富山市民病院"]);
        assert_eq!(found("port erin"), ["Port Erin", "Port Erin Shop"]);
        assert_eq!(found("rin"), ["Port Erin Shop", "Port Erin", "Erin"]);
    }

    #[test]
    fn of_equal_fits_the_station_comes_first_and_then_the_shorter_name() {
        assert_eq!(found("toyama"), ["富山駅", "富山大学前", "富山市民病院"]);
    }

    #[test]
    fn letters_of_an_unfinished_syllable_do_not_empty_the_list() {
        for typed in ["t", "to", "toy", "toya", "toyam", "toyama", "toyamas", "toyamash"] {
            assert!(found(typed).contains(&"富山市民病院".to_owned()), "{typed}");
        }
    }

    #[test]
    fn an_empty_or_endless_query_is_answered() {
        assert!(found("").is_empty());
        assert!(found("　 ・").is_empty());
        assert!(found(&"あ".repeat(1_000_000)).is_empty());
        assert!(town().search("erin", 0).is_empty());
    }
}
