//! The words that the town's names are made of. The town is fictional; so are its names.

/// A name as written, as read and in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) ja: String,
    pub(super) kana: String,
    pub(super) en: String,
}

/// A word: as written, as read, in latin letters.
pub(super) type Word = (&'static str, &'static str, &'static str);

impl Name {
    pub(super) fn of((ja, kana, en): Word) -> Self {
        Self { ja: ja.to_owned(), kana: kana.to_owned(), en: en.to_owned() }
    }

    /// A word with what follows it; the English form is joined by `joint`.
    pub(super) fn with(&self, joint: &str, (ja, kana, en): Word) -> Self {
        Self {
            ja: format!("{}{ja}", self.ja),
            kana: format!("{}{kana}", self.kana),
            en: format!("{}{joint}{en}", self.en),
        }
    }
}

/// The town itself.
pub(super) const CITY: Word = ("雪野瀬市", "ゆきのせし", "Yukinose");
/// Its river.
pub(super) const RIVER: Word = ("雪野瀬川", "ゆきのせがわ", "Yukinose River");
/// Its railway.
pub(super) const RAILWAY: Word = ("雪野線", "ゆきのせん", "Yukino Line");
/// Its bypass.
pub(super) const BYPASS: Word = ("雪野瀬バイパス", "ゆきのせばいぱす", "Yukinose Bypass");
/// The old road through it.
pub(super) const OLD_ROAD: Word = ("雪野街道", "ゆきのかいどう", "Yukino Kaido");
/// The street that leads from the station to the river.
pub(super) const STATION_STREET: Word = ("停車場通り", "ていしゃばどおり", "Teishaba-dori");

/// What a street is called after.
pub(super) const STREETS: [Word; 24] = [
    ("本町", "ほんちょう", "Honcho"),
    ("大手", "おおて", "Ote"),
    ("桜", "さくら", "Sakura"),
    ("銀杏", "いちょう", "Icho"),
    ("川端", "かわばた", "Kawabata"),
    ("欅", "けやき", "Keyaki"),
    ("寺町", "てらまち", "Teramachi"),
    ("若宮", "わかみや", "Wakamiya"),
    ("鍛冶町", "かじまち", "Kajimachi"),
    ("紺屋町", "こんやまち", "Kon'yamachi"),
    ("栄", "さかえ", "Sakae"),
    ("旭", "あさひ", "Asahi"),
    ("城山", "しろやま", "Shiroyama"),
    ("椿", "つばき", "Tsubaki"),
    ("学校", "がっこう", "Gakko"),
    ("松葉", "まつば", "Matsuba"),
    ("千歳", "ちとせ", "Chitose"),
    ("弥生", "やよい", "Yayoi"),
    ("曙", "あけぼの", "Akebono"),
    ("朝日", "あさひ", "Asahi"),
    ("柳", "やなぎ", "Yanagi"),
    ("横町", "よこまち", "Yokomachi"),
    ("泉", "いずみ", "Izumi"),
    ("花園", "はなぞの", "Hanazono"),
];

/// The ending of a street's name.
pub(super) const STREET: Word = ("通り", "どおり", "dori");

/// Quarters of the town and where they lie, in metres across (from the river's bend to the
/// railway at 0 and on to the east) and along.
pub(super) const QUARTERS: [(Word, f64, f64); 18] = [
    (("本町", "ほんちょう", "Honcho"), -450.0, 60.0),
    (("停車場", "ていしゃば", "Teishaba"), -130.0, 20.0),
    (("大手", "おおて", "Ote"), -470.0, 330.0),
    (("栄町", "さかえちょう", "Sakaecho"), -150.0, 420.0),
    (("寺町", "てらまち", "Teramachi"), -480.0, -330.0),
    (("仲町", "なかまち", "Nakamachi"), -170.0, -420.0),
    (("旭町", "あさひちょう", "Asahicho"), 300.0, 260.0),
    (("東原", "ひがしはら", "Higashihara"), 640.0, -60.0),
    (("若宮", "わかみや", "Wakamiya"), 350.0, -420.0),
    (("桜木", "さくらぎ", "Sakuragi"), 720.0, 560.0),
    (("千歳", "ちとせ", "Chitose"), 300.0, 800.0),
    (("緑町", "みどりちょう", "Midoricho"), 780.0, -640.0),
    (("新町", "しんまち", "Shinmachi"), 260.0, -900.0),
    (("上町", "かみまち", "Kamimachi"), -380.0, 820.0),
    (("下町", "しもまち", "Shimomachi"), -380.0, -800.0),
    (("川西", "かわにし", "Kawanishi"), -960.0, 150.0),
    (("西裏", "にしうら", "Nishiura"), -930.0, -330.0),
    (("泉", "いずみ", "Izumi"), -950.0, 560.0),
];

/// Hamlets and where they lie, in metres east and north of the station.
pub(super) const HAMLETS: [(Word, f64, f64); 14] = [
    (("栃窪", "とちくぼ", "Tochikubo"), 3900.0, 2700.0),
    (("日向", "ひなた", "Hinata"), 4500.0, 1300.0),
    (("沢入", "さわいり", "Sawairi"), 3700.0, 150.0),
    (("桐平", "きりだいら", "Kiridaira"), 4600.0, -900.0),
    (("芋川", "いもかわ", "Imokawa"), 3800.0, -2200.0),
    (("小滝", "おたき", "Otaki"), 3300.0, -3700.0),
    (("平沢", "ひらさわ", "Hirasawa"), 1900.0, -4700.0),
    (("板倉", "いたくら", "Itakura"), -2500.0, -4200.0),
    (("滝ノ入", "たきのいり", "Takinoiri"), -4000.0, -2500.0),
    (("朴木", "ほおのき", "Honoki"), -4700.0, -900.0),
    (("大峰", "おおみね", "Omine"), -4200.0, 700.0),
    (("小谷場", "こやば", "Koyaba"), -4300.0, 2400.0),
    (("菅原", "すがわら", "Sugawara"), -2500.0, 4100.0),
    (("舟場", "ふなば", "Funaba"), 2000.0, 4400.0),
];

/// Where the people of a hamlet meet, and the shared taxi stops.
pub(super) const MEETING_HALL: Word = ("集会所", "しゅうかいじょ", "Community Hall");
/// A stop in front of something.
pub(super) const FRONT: Word = ("前", "まえ", "");
