//! What riders go to: hospital, shops, schools, hot spring. Each takes a plot between the streets,
//! has a drive from the street and a stop beside it.

use super::names::Word;

/// Something that riders go to.
pub(super) struct Facility {
    pub(super) name: Word,
    pub(super) key: &'static str,
    pub(super) value: &'static str,
    /// Where it should stand, across and along.
    pub(super) across: f64,
    pub(super) along: f64,
    /// Has a stop of its own.
    pub(super) has_stop: bool,
}

const fn place(
    name: Word,
    key: &'static str,
    value: &'static str,
    across: f64,
    along: f64,
    has_stop: bool,
) -> Facility {
    Facility { name, key, value, across, along, has_stop }
}

/// All of them.
#[rustfmt::skip]
pub(super) const FACILITIES: [Facility; 39] = [
    place(("雪野瀬総合病院", "ゆきのせそうごうびょういん", "Yukinose General Hospital"), "amenity", "hospital", 700.0, 330.0, true),
    place(("雪野瀬市役所", "ゆきのせしやくしょ", "Yukinose City Hall"), "amenity", "townhall", -240.0, -190.0, true),
    place(("市役所川西支所", "しやくしょかわにしししょ", "City Hall Kawanishi Branch"), "amenity", "townhall", -960.0, 240.0, true),
    place(("市立図書館", "しりつとしょかん", "City Library"), "amenity", "library", -230.0, -340.0, true),
    place(("雪野瀬文化会館", "ゆきのせぶんかかいかん", "Yukinose Culture Hall"), "amenity", "arts_centre", -540.0, 260.0, true),
    place(("中央公民館", "ちゅうおうこうみんかん", "Central Community Centre"), "amenity", "community_centre", -520.0, -130.0, true),
    place(("小林内科医院", "こばやしないかいいん", "Kobayashi Clinic"), "amenity", "clinic", -150.0, 180.0, true),
    place(("宮下整形外科", "みやしたせいけいげか", "Miyashita Orthopaedic Clinic"), "amenity", "clinic", 300.0, -260.0, true),
    place(("あおば小児科", "あおばしょうにか", "Aoba Children's Clinic"), "amenity", "doctors", 520.0, 620.0, true),
    place(("関眼科", "せきがんか", "Seki Eye Clinic"), "amenity", "doctors", -420.0, 180.0, true),
    place(("高橋歯科医院", "たかはししかいいん", "Takahashi Dental Clinic"), "amenity", "dentist", -130.0, -260.0, false),
    place(("川西診療所", "かわにししんりょうじょ", "Kawanishi Clinic"), "amenity", "clinic", -1050.0, -60.0, true),
    place(("くすりの雪野堂", "くすりのゆきのどう", "Yukinodo Pharmacy"), "amenity", "pharmacy", 780.0, 240.0, false),
    place(("ゆき薬局", "ゆきやっきょく", "Yuki Pharmacy"), "amenity", "pharmacy", -200.0, 240.0, false),
    place(("スーパーゆきつばき本町店", "すーぱーゆきつばきほんちょうてん", "Yukitsubaki Supermarket Honcho"), "shop", "supermarket", -430.0, -40.0, true),
    place(("スーパーゆきつばき東原店", "すーぱーゆきつばきひがしはらてん", "Yukitsubaki Supermarket Higashihara"), "shop", "supermarket", 820.0, -180.0, true),
    place(("生鮮市場かわにし", "せいせんいちばかわにし", "Kawanishi Fresh Market"), "shop", "supermarket", -880.0, -200.0, true),
    place(("ショッピングセンターベルタ", "しょっぴんぐせんたーべるた", "Berta Shopping Centre"), "shop", "mall", 1150.0, 560.0, true),
    place(("ホームセンター雪国", "ほーむせんたーゆきぐに", "Yukiguni Home Centre"), "shop", "doityourself", 1150.0, -420.0, true),
    place(("田中書店", "たなかしょてん", "Tanaka Books"), "shop", "books", -260.0, 60.0, false),
    place(("和菓子の花月", "わがしのかげつ", "Kagetsu Sweets"), "shop", "confectionery", -400.0, 60.0, false),
    place(("雪野瀬郵便局", "ゆきのせゆうびんきょく", "Yukinose Post Office"), "amenity", "post_office", -170.0, -90.0, true),
    place(("東原郵便局", "ひがしはらゆうびんきょく", "Higashihara Post Office"), "amenity", "post_office", 600.0, -300.0, false),
    place(("雪野信用金庫本店", "ゆきのしんようきんこほんてん", "Yukino Shinkin Bank"), "amenity", "bank", -220.0, -40.0, true),
    place(("雪野瀬小学校", "ゆきのせしょうがっこう", "Yukinose Elementary School"), "amenity", "school", -480.0, 480.0, true),
    place(("東小学校", "ひがししょうがっこう", "Higashi Elementary School"), "amenity", "school", 560.0, -560.0, true),
    place(("雪野瀬中学校", "ゆきのせちゅうがっこう", "Yukinose Junior High School"), "amenity", "school", 380.0, 960.0, true),
    place(("雪野瀬高等学校", "ゆきのせこうとうがっこう", "Yukinose High School"), "amenity", "school", -170.0, 960.0, true),
    place(("わかば保育園", "わかばほいくえん", "Wakaba Nursery"), "amenity", "kindergarten", 240.0, 520.0, false),
    place(("総合福祉センター", "そうごうふくしせんたー", "Welfare Centre"), "amenity", "social_facility", 420.0, 140.0, true),
    place(("特別養護老人ホームほほえみの郷", "とくべつようごろうじんほーむほほえみのさと", "Hohoemi Nursing Home"), "amenity", "nursing_home", 180.0, -1020.0, true),
    place(("デイサービスこもれび", "でいさーびすこもれび", "Komorebi Day Care"), "amenity", "social_facility", -920.0, 680.0, true),
    place(("ゆきのせ温泉湯の里", "ゆきのせおんせんゆのさと", "Yukinose Hot Spring"), "amenity", "public_bath", -1350.0, 200.0, true),
    place(("道の駅雪野の里", "みちのえきゆきののさと", "Michi-no-Eki Yukino-no-Sato"), "shop", "farm", 1200.0, 980.0, true),
    place(("旅館ふじや", "りょかんふじや", "Fujiya Inn"), "tourism", "hotel", -120.0, 100.0, false),
    place(("若宮神社", "わかみやじんじゃ", "Wakamiya Shrine"), "amenity", "place_of_worship", 380.0, -720.0, true),
    place(("長泉寺", "ちょうせんじ", "Chosenji Temple"), "amenity", "place_of_worship", -520.0, -420.0, true),
    place(("城山公園", "しろやまこうえん", "Shiroyama Park"), "leisure", "park", -450.0, 700.0, true),
    place(("市民体育館", "しみんたいいくかん", "City Gymnasium"), "leisure", "sports_centre", 900.0, -820.0, true),
];
