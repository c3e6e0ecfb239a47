//! Spellings that mean the same become the same.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

/// The offset between a katakana and its hiragana in Unicode.
const KATAKANA_TO_HIRAGANA: u32 = 0x60;

/// The name in hiragana where it was in katakana of either width; all else unchanged.
///
/// ```text
/// ﾄﾔﾏ → とやま    ヴィラ → ゔぃら    富山 → 富山
/// ```
pub(super) fn to_hiragana(name: &str) -> String {
    name.nfkc().map(hiragana).filter(|c| !c.is_whitespace()).collect()
}

/// True if the name is kana alone.
pub(super) fn is_kana(name: &str) -> bool {
    !name.is_empty()
        && name.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ー' | '・' | 'ゝ' | 'ゞ'))
        && name.chars().any(|c| matches!(c, 'ぁ'..='ゖ'))
}

/// What the search compares: width, case, accents, katakana and small kana folded away; words
/// parted by single spaces.
pub(super) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.nfkc().flat_map(char::to_lowercase) {
        if is_part_of_word(c) {
            if !matches!(c, '\'' | '’' | '‘' | '`' | '´') {
                folded.push(large_kana(hiragana(without_accent(c))));
            }
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Drops the marks of long vowels from a folded text, so that とうきょう, とーきょー and ときょ
/// are the same.
pub(super) fn shorten(folded: &str) -> String {
    let mut short = String::with_capacity(folded.len());
    let mut vowel = None;
    for c in folded.chars() {
        let lengthens = match c {
            'ー' => true,
            'あ' => vowel == Some('a'),
            'い' => matches!(vowel, Some('i' | 'e')),
            'う' => matches!(vowel, Some('u' | 'o')),
            'え' => vowel == Some('e'),
            'お' => vowel == Some('o'),
            _ => false,
        };
        if !lengthens {
            short.push(c);
            vowel = vowel_of(c);
        }
    }
    short
}

fn is_part_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, 'ー' | '々' | '\'' | '’' | '‘' | '`' | '´')
}

fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - KATAKANA_TO_HIRAGANA).unwrap_or(c),
        _ => c,
    }
}

/// `ō` is typed `o`, `é` is typed `e`; kana keep their voicing marks.
fn without_accent(c: char) -> char {
    let mut base = c;
    let mut first = true;
    decompose_canonical(c, |part| {
        if first && part.is_ascii_alphabetic() {
            base = part;
        }
        first = false;
    });
    base
}

/// Small kana, rare kana and those that sound alike.
fn large_kana(c: char) -> char {
    match c {
        'ぁ' => 'あ',
        'ぃ' | 'ゐ' => 'い',
        'ぅ' => 'う',
        'ぇ' | 'ゑ' => 'え',
        'ぉ' | 'を' => 'お',
        'っ' => 'つ',
        'ゃ' => 'や',
        'ゅ' => 'ゆ',
        'ょ' => 'よ',
        'ゎ' => 'わ',
        'ゕ' => 'か',
        'ゖ' => 'け',
        'ぢ' => 'じ',
        'づ' => 'ず',
        'ゔ' => 'ぶ',
        _ => c,
    }
}

fn vowel_of(c: char) -> Option<char> {
    let rows = [
        ('a', "あかさたなはまやらわがざだばぱ"),
        ('i', "いきしちにひみりぎじびぴ"),
        ('u', "うくすつぬふむゆるぐずぶぷ"),
        ('e', "えけせてねへめれげぜでべぺ"),
        ('o', "おこそとのほもよろごぞどぼぽ"),
    ];
    rows.into_iter().find(|(_, row)| row.contains(c)).map(|(vowel, _)| vowel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_accents_fold() {
        assert_eq!(fold("ＪＲ　Ｔｏｙａｍａ"), "jr toyama");
        assert_eq!(fold("Tōyama-Eki"), "toyama eki");
        assert_eq!(fold("St John's"), "st johns");
        assert_eq!(fold("  (Port) Erin "), "port erin");
    }

    #[test]
    fn katakana_half_width_and_small_kana_fold() {
        for spelling in ["ビョウイン", "ﾋﾞｮｳｲﾝ", "びょういん", "びよういん"]
        {
            assert_eq!(fold(spelling), "びよういん");
        }
        assert_eq!(fold("ガッコウ"), "がつこう");
    }

    #[test]
    fn long_vowels_shorten_alike() {
        for spelling in ["とうきょう", "トーキョー", "ときょ", "とおきょお"] {
            assert_eq!(shorten(&fold(spelling)), "ときよ");
        }
        assert_eq!(shorten(&fold("せいぶ")), shorten(&fold("せーぶ")));
    }

    #[test]
    fn names_with_kanji_are_no_kana() {
        assert!(is_kana(&to_hiragana("コープ・ﾏｰﾄ")));
        assert!(!is_kana(&to_hiragana("ほほえみの湯")));
        assert!(!is_kana(""));
        assert!(!is_kana("ー"));
    }
}
