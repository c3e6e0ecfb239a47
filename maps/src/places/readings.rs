//! Readings of names whose reading nobody has entered.
//!
//! Of Toyama's hospitals two in three have no kana in OpenStreetMap. What kind of place it is can
//! be read all the same, and the names of quarters and stations teach how the town's own names are
//! read: 奥田中学校 is おくだちゅうがっこう because 奥田 is おくだ. Such a reading may be wrong, so it
//! is searched and never shown.

use std::collections::BTreeMap;

use super::{PlaceEntry, fold, romaji};

/// Words that names of places are made of, and their usual readings.
const WORDS: [(&str, &str); 92] = [
    ("病院", "びょういん"),
    ("医院", "いいん"),
    ("診療所", "しんりょうじょ"),
    ("歯科", "しか"),
    ("眼科", "がんか"),
    ("内科", "ないか"),
    ("外科", "げか"),
    ("小児科", "しょうにか"),
    ("耳鼻咽喉科", "じびいんこうか"),
    ("皮膚科", "ひふか"),
    ("産婦人科", "さんふじんか"),
    ("整形", "せいけい"),
    ("医療", "いりょう"),
    ("保健", "ほけん"),
    ("福祉", "ふくし"),
    ("介護", "かいご"),
    ("総合", "そうごう"),
    ("中央", "ちゅうおう"),
    ("市民", "しみん"),
    ("町民", "ちょうみん"),
    ("村民", "そんみん"),
    ("県立", "けんりつ"),
    ("市立", "しりつ"),
    ("町立", "ちょうりつ"),
    ("国立", "こくりつ"),
    ("薬局", "やっきょく"),
    ("薬品", "やくひん"),
    ("市役所", "しやくしょ"),
    ("区役所", "くやくしょ"),
    ("町役場", "まちやくば"),
    ("村役場", "むらやくば"),
    ("役場", "やくば"),
    ("県庁", "けんちょう"),
    ("支所", "ししょ"),
    ("出張所", "しゅっちょうじょ"),
    ("公民館", "こうみんかん"),
    ("集会所", "しゅうかいじょ"),
    ("会館", "かいかん"),
    ("文化", "ぶんか"),
    ("図書館", "としょかん"),
    ("体育館", "たいいくかん"),
    ("美術館", "びじゅつかん"),
    ("博物館", "はくぶつかん"),
    ("資料館", "しりょうかん"),
    ("郵便局", "ゆうびんきょく"),
    ("銀行", "ぎんこう"),
    ("信用金庫", "しんようきんこ"),
    ("農協", "のうきょう"),
    ("警察署", "けいさつしょ"),
    ("交番", "こうばん"),
    ("駐在所", "ちゅうざいしょ"),
    ("消防署", "しょうぼうしょ"),
    ("裁判所", "さいばんしょ"),
    ("小学校", "しょうがっこう"),
    ("中学校", "ちゅうがっこう"),
    ("高等学校", "こうとうがっこう"),
    ("高校", "こうこう"),
    ("学校", "がっこう"),
    ("学園", "がくえん"),
    ("大学", "だいがく"),
    ("幼稚園", "ようちえん"),
    ("保育園", "ほいくえん"),
    ("保育所", "ほいくしょ"),
    ("公園", "こうえん"),
    ("緑地", "りょくち"),
    ("広場", "ひろば"),
    ("運動場", "うんどうじょう"),
    ("球場", "きゅうじょう"),
    ("競技場", "きょうぎじょう"),
    ("動物園", "どうぶつえん"),
    ("植物園", "しょくぶつえん"),
    ("神社", "じんじゃ"),
    ("神宮", "じんぐう"),
    ("八幡宮", "はちまんぐう"),
    ("温泉", "おんせん"),
    ("の湯", "のゆ"),
    ("商店街", "しょうてんがい"),
    ("市場", "いちば"),
    ("食堂", "しょくどう"),
    ("旅館", "りょかん"),
    ("空港", "くうこう"),
    ("停留所", "ていりゅうじょ"),
    ("団地", "だんち"),
    ("本店", "ほんてん"),
    ("支店", "してん"),
    ("本町", "ほんまち"),
    ("新町", "しんまち"),
    ("駅前", "えきまえ"),
    ("駅", "えき"),
    ("前", "まえ"),
    ("口", "ぐち"),
    ("店", "てん"),
];

/// Longer runs of letters are no word of the list and no name of a quarter.
const WORD_CHARS_MAX: usize = 12;

/// How names are read in one town.
pub(super) struct Readings {
    known: BTreeMap<String, String>,
}

impl Readings {
    /// The common words, and what the readings that are entered teach.
    pub(super) fn learn(entries: &[PlaceEntry]) -> Self {
        let common = WORDS.map(|(word, kana)| (word.to_owned(), kana.to_owned()));
        let mut known = BTreeMap::from(common);
        let entered = entries.iter().filter(|entry| !entry.name_kana.is_empty());
        for entry in entered {
            let (stem, kana) = without_word(&entry.name, &entry.name_kana);
            let n_chars = stem.chars().count();
            if (2..=WORD_CHARS_MAX).contains(&n_chars) && !kana.is_empty() {
                known.entry(stem.to_owned()).or_insert_with(|| kana.to_owned());
            }
        }
        Self { known }
    }

    /// A name with all that is known of it in kana, for one that has no reading of its own;
    /// `None` if nothing of it is known.
    pub(super) fn guess(&self, entry: &PlaceEntry) -> Option<String> {
        if !entry.name_kana.is_empty() {
            return None;
        }
        romaji::to_hiragana(&entry.name_en)
            .filter(|kana| fold::is_kana(kana))
            .or_else(|| self.read(&entry.name))
    }

    /// From the front, always the longest word that is known.
    fn read(&self, name: &str) -> Option<String> {
        let mut kana = String::with_capacity(name.len());
        let mut rest = name;
        let mut is_read = false;
        while let Some(next) = rest.chars().next() {
            if let Some((reading, after)) = self.longest_word(rest) {
                kana.push_str(reading);
                rest = after;
                is_read = true;
            } else {
                kana.push(next);
                rest = rest.get(next.len_utf8()..)?;
            }
        }
        is_read.then_some(kana)
    }

    fn longest_word<'a>(&self, text: &'a str) -> Option<(&str, &'a str)> {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(WORD_CHARS_MAX);
        let ends: Vec<usize> = ends.collect();
        ends.into_iter().rev().find_map(|end| {
            let (word, after) = text.split_at_checked(end)?;
            self.known.get(word).map(|reading| (reading.as_str(), after))
        })
    }
}

/// A name and its reading without the common word both end with.
fn without_word<'a>(name: &'a str, kana: &'a str) -> (&'a str, &'a str) {
    let strip = |(word, reading): &(&str, &str)| {
        Some((name.strip_suffix(*word)?, kana.strip_suffix(*reading)?))
    };
    WORDS.iter().filter_map(strip).min_by_key(|(stem, _)| stem.len()).unwrap_or((name, kana))
}

#[cfg(test)]
mod tests {
    use noriai_units::Position;

    use super::*;
    use crate::places::PlaceKind;

    fn place(name: &str, kana: &str, en: &str) -> PlaceEntry {
        PlaceEntry {
            kind: PlaceKind::Sight,
            name: name.into(),
            name_kana: kana.into(),
            name_en: en.into(),
            position: Position::default(),
        }
    }

    #[test]
    fn what_is_common_is_read_and_the_rest_left() {
        let readings = Readings::learn(&[]);
        let guess = |name| readings.guess(&place(name, "", ""));
        assert_eq!(guess("富山市民病院").as_deref(), Some("富山しみんびょういん"));
        assert_eq!(guess("ほほえみの湯").as_deref(), Some("ほほえみのゆ"));
        assert_eq!(guess("松川"), None);
    }

    #[test]
    fn a_quarter_teaches_how_its_school_is_read() {
        let readings =
            Readings::learn(&[place("奥田", "おくだ", ""), place("富山駅", "とやまえき", "")]);
        let guess = |name| readings.guess(&place(name, "", ""));
        assert_eq!(guess("奥田中学校").as_deref(), Some("おくだちゅうがっこう"));
        assert_eq!(guess("富山大学前").as_deref(), Some("とやまだいがくまえ"));
    }

    #[test]
    fn a_name_in_romaji_is_read_and_an_english_one_is_not() {
        let readings = Readings::learn(&[]);
        let romaji = place("丸の内", "", "Marunouchi");
        assert_eq!(readings.guess(&romaji).as_deref(), Some("まるのうち"));
        assert_eq!(readings.guess(&place("丸の内", "", "Inner Circle")), None);
    }

    #[test]
    fn a_reading_that_was_entered_is_not_guessed_again() {
        assert_eq!(Readings::learn(&[]).guess(&place("市場", "しじょう", "")), None);
    }
}
