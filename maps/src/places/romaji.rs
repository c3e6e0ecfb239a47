//! Latin letters to hiragana, as typed: Hepburn, Kunrei and what input methods accept.

use unicode_normalization::UnicodeNormalization;

/// One row a consonant: its kana with a, i, u, e, o; `_` where no kana is written so.
const ROWS: [(&str, [&str; 5]); 39] = [
    ("", ["あ", "い", "う", "え", "お"]),
    ("k", ["か", "き", "く", "け", "こ"]),
    ("s", ["さ", "し", "す", "せ", "そ"]),
    ("t", ["た", "ち", "つ", "て", "と"]),
    ("n", ["な", "に", "ぬ", "ね", "の"]),
    ("h", ["は", "ひ", "ふ", "へ", "ほ"]),
    ("m", ["ま", "み", "む", "め", "も"]),
    ("y", ["や", "い", "ゆ", "いぇ", "よ"]),
    ("r", ["ら", "り", "る", "れ", "ろ"]),
    ("w", ["わ", "うぃ", "う", "うぇ", "を"]),
    ("g", ["が", "ぎ", "ぐ", "げ", "ご"]),
    ("z", ["ざ", "じ", "ず", "ぜ", "ぞ"]),
    ("d", ["だ", "ぢ", "づ", "で", "ど"]),
    ("b", ["ば", "び", "ぶ", "べ", "ぼ"]),
    ("p", ["ぱ", "ぴ", "ぷ", "ぺ", "ぽ"]),
    ("f", ["ふぁ", "ふぃ", "ふ", "ふぇ", "ふぉ"]),
    ("j", ["じゃ", "じ", "じゅ", "じぇ", "じょ"]),
    ("v", ["ゔぁ", "ゔぃ", "ゔ", "ゔぇ", "ゔぉ"]),
    ("ky", ["きゃ", "_", "きゅ", "きぇ", "きょ"]),
    ("sy", ["しゃ", "_", "しゅ", "しぇ", "しょ"]),
    ("ty", ["ちゃ", "_", "ちゅ", "ちぇ", "ちょ"]),
    ("ny", ["にゃ", "_", "にゅ", "にぇ", "にょ"]),
    ("hy", ["ひゃ", "_", "ひゅ", "ひぇ", "ひょ"]),
    ("my", ["みゃ", "_", "みゅ", "みぇ", "みょ"]),
    ("ry", ["りゃ", "_", "りゅ", "りぇ", "りょ"]),
    ("gy", ["ぎゃ", "_", "ぎゅ", "ぎぇ", "ぎょ"]),
    ("zy", ["じゃ", "_", "じゅ", "じぇ", "じょ"]),
    ("jy", ["じゃ", "_", "じゅ", "じぇ", "じょ"]),
    ("dy", ["ぢゃ", "_", "ぢゅ", "ぢぇ", "ぢょ"]),
    ("by", ["びゃ", "_", "びゅ", "びぇ", "びょ"]),
    ("py", ["ぴゃ", "_", "ぴゅ", "ぴぇ", "ぴょ"]),
    ("cy", ["ちゃ", "_", "ちゅ", "ちぇ", "ちょ"]),
    ("sh", ["しゃ", "し", "しゅ", "しぇ", "しょ"]),
    ("ch", ["ちゃ", "ち", "ちゅ", "ちぇ", "ちょ"]),
    ("ts", ["つぁ", "つぃ", "つ", "つぇ", "つぉ"]),
    ("th", ["_", "てぃ", "てゅ", "_", "_"]),
    ("dh", ["_", "でぃ", "でゅ", "_", "_"]),
    ("kw", ["くぁ", "くぃ", "_", "くぇ", "くぉ"]),
    ("gw", ["ぐぁ", "_", "_", "_", "_"]),
];

/// The whole text in hiragana; `None` if any of it is no romaji.
pub(super) fn to_hiragana(latin: &str) -> Option<String> {
    let (kana, rest) = convert(latin)?;
    rest.is_empty().then_some(kana)
}

/// What is typed so far in hiragana; an unfinished syllable at the end is left away.
///
/// ```text
/// byoui → びょうい    toy → と    hospital → None
/// ```
pub(super) fn typed_to_hiragana(latin: &str) -> Option<String> {
    let (kana, rest) = convert(latin)?;
    let unfinished = matches!(rest.len(), 0..=2) || rest == "tch";
    (unfinished && !kana.is_empty()).then_some(kana)
}

/// Converts from the front; returns the letters at the end that make no syllable yet. `None` if
/// something in the middle is no romaji.
fn convert(latin: &str) -> Option<(String, String)> {
    let letters = spell_out(latin)?;
    let mut kana = String::new();
    let mut rest = letters.as_str();
    while !rest.is_empty() {
        let (syllable, n_letters) = match syllable(rest) {
            Some(found) => found,
            None if rest.chars().all(|c| !is_vowel(c)) => break,
            None => return None,
        };
        kana.push_str(syllable);
        rest = rest.get(n_letters..)?;
    }
    Some((kana, rest.to_owned()))
}

/// Lower case, `ō` as `ou`, words joined; `None` if there is anything but latin letters.
fn spell_out(latin: &str) -> Option<String> {
    let mut letters = String::with_capacity(latin.len());
    for c in latin.nfkc().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '\'' => letters.push(c),
            '’' => letters.push('\''),
            'ā' | 'â' => letters.push_str("aa"),
            'ī' | 'î' => letters.push_str("ii"),
            'ū' | 'û' => letters.push_str("uu"),
            'ē' | 'ê' => letters.push_str("ei"),
            'ō' | 'ô' => letters.push_str("ou"),
            '-' | '・' => {}
            _ if c.is_whitespace() => {}
            _ => return None,
        }
    }
    Some(letters)
}

/// The first syllable's kana and how many letters it took.
fn syllable(letters: &str) -> Option<(&'static str, usize)> {
    let bytes = letters.as_bytes();
    let (first, second) = (*bytes.first()?, bytes.get(1).copied());
    match (first, second) {
        (b'n', Some(b'\'')) => return Some(("ん", 2)),
        (b'n', Some(b'n')) => {
            // `konna` is こんな; `nn` before another consonant or at the end is one ん.
            let third = bytes.get(2).copied().map(char::from);
            let before_vowel = third.is_some_and(|c| is_vowel(c) || c == 'y');
            return Some(("ん", if before_vowel { 1 } else { 2 }));
        }
        (b'n', Some(next)) if !is_vowel(char::from(next)) && next != b'y' => {
            return Some(("ん", 1));
        }
        (b'n', None) => return Some(("ん", 1)),
        (b'm', Some(b'b' | b'm' | b'p')) => return Some(("ん", 1)),
        (b't', Some(b'c')) => return Some(("っ", 1)),
        (one, Some(two)) if one == two && !is_vowel(char::from(one)) => return Some(("っ", 1)),
        _ => {}
    }
    let n_consonants = letters.chars().take_while(|c| !is_vowel(*c)).count();
    let vowel = "aiueo".find(char::from(*bytes.get(n_consonants)?))?;
    let consonants = letters.get(..n_consonants)?;
    let (_, row) = ROWS.iter().find(|(written, _)| *written == consonants)?;
    row.get(vowel).filter(|kana| **kana != "_").map(|kana| (*kana, n_consonants + 1))
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'i' | 'u' | 'e' | 'o')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hepburn_and_kunrei_read_alike() {
        let pairs = [
            ("byouin", "byouin", "びょういん"),
            ("shimin", "simin", "しみん"),
            ("chuuou", "tyuuou", "ちゅうおう"),
            ("tsubaki", "tubaki", "つばき"),
            ("fuji", "huzi", "ふじ"),
            ("jinja", "zinzya", "じんじゃ"),
        ];
        for (hepburn, kunrei, kana) in pairs {
            assert_eq!(to_hiragana(hepburn).as_deref(), Some(kana));
            assert_eq!(to_hiragana(kunrei).as_deref(), Some(kana));
        }
    }

    #[test]
    fn n_and_double_consonants_are_read_in_their_place() {
        let pairs = [
            ("shinmachi", "しんまち"),
            ("shimmachi", "しんまち"),
            ("kon'ya", "こんや"),
            ("konna", "こんな"),
            ("onsenn", "おんせん"),
            ("gakkou", "がっこう"),
            ("matchi", "まっち"),
            ("Tōyama-eki", "とうやまえき"),
        ];
        for (latin, kana) in pairs {
            assert_eq!(to_hiragana(latin).as_deref(), Some(kana), "{latin}");
        }
    }

    #[test]
    fn an_unfinished_syllable_waits_for_its_vowel() {
        assert_eq!(typed_to_hiragana("byoui").as_deref(), Some("びょうい"));
        assert_eq!(typed_to_hiragana("toy").as_deref(), Some("と"));
        assert_eq!(typed_to_hiragana("gakk").as_deref(), Some("がっ"));
        assert_eq!(typed_to_hiragana("k"), None);
        assert_eq!(to_hiragana("toy"), None);
    }

    #[test]
    fn english_words_are_no_romaji() {
        for word in ["hospital", "castle", "Douglas", "富山", "a1"] {
            assert_eq!(to_hiragana(word), None, "{word}");
        }
    }
}
