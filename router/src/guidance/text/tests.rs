use expect_test::expect;
use noriai_network::RoadName;
use noriai_units::{Position, Seconds};

use super::super::{Compass, Maneuver, Side, Turn, Whereabouts};
use super::*;

fn told(maneuver: Maneuver, road: Option<RoadName>) -> Instruction {
    Instruction {
        maneuver,
        distance: Metres::ZERO,
        time: Seconds::ZERO,
        road,
        at: 0,
        position: Position::default(),
        then: false,
    }
}

fn road(local: &str, en: &str, number: &str) -> Option<RoadName> {
    Some(RoadName { local: local.into(), ja: String::new(), en: en.into(), number: number.into() })
}

/// One of each, so that a new one is noticed.
fn one_of_each() -> Vec<Instruction> {
    let turns = [
        Turn::SlightLeft,
        Turn::Left,
        Turn::SharpLeft,
        Turn::SlightRight,
        Turn::Right,
        Turn::SharpRight,
    ];
    let arrive = |door, across| Maneuver::Arrive { door, across };
    let others = [
        Maneuver::Straight,
        Maneuver::Keep(Side::Left),
        Maneuver::UTurn,
        Maneuver::Roundabout { exit: Some(2), clockwise: true },
        Maneuver::Roundabout { exit: None, clockwise: true },
        Maneuver::LeaveRoundabout,
        Maneuver::OnRamp(Side::Right),
        Maneuver::OffRamp(Side::Left),
        Maneuver::Merge(Side::Right),
        Maneuver::Ferry,
        Maneuver::Continue,
        arrive(Whereabouts::Here, false),
        arrive(Whereabouts::Ahead, false),
        arrive(Whereabouts::Left, false),
        arrive(Whereabouts::Right, true),
    ];
    let maneuvers = turns.map(Maneuver::Turn).into_iter().chain(others);
    let high_street = || road("本町通り", "Honmachi Street", "");
    let depart = told(Maneuver::Depart(Compass::NorthEast), road("", "", "41"));
    let each = maneuvers.map(|maneuver| told(maneuver, high_street()));
    std::iter::once(depart).chain(each).collect()
}

fn all(language: Language) -> String {
    let texts = one_of_each()
        .into_iter()
        .map(|instruction| announcement(&instruction, None, Metres::new(312), language) + "\n");
    texts.collect()
}

#[test]
fn japanese_sounds_like_car_navigation() {
    expect![[r#"
        300 m先、41号線を北東へ進みます。
        300 m先、斜め左方向、本町通りです。
        300 m先、左方向、本町通りです。
        300 m先、左手前方向、本町通りです。
        300 m先、斜め右方向、本町通りです。
        300 m先、右方向、本町通りです。
        300 m先、右手前方向、本町通りです。
        300 m先、直進、本町通りです。
        300 m先、分岐を左方向、本町通りです。
        300 m先、Uターンです。
        300 m先、ロータリーの2番目の出口を出ます。
        300 m先、ロータリーに入ります。
        300 m先、ロータリーを出ます。
        300 m先、右方向、入口、本町通りです。
        300 m先、左方向、出口、本町通りです。
        300 m先、右側の本町通りに合流します。
        300 m先、フェリーに乗ります。
        300 m先、そのまま本町通りに入ります。
        300 m先、目的地に到着です。
        300 m先、目的地は正面です。
        300 m先、目的地は左側です。
        300 m先、目的地は右側、道の反対側です。
    "#]]
    .assert_eq(&all(Language::Japanese));
}

#[test]
fn easy_japanese_has_short_sentences_and_few_kanji() {
    expect![[r#"
        300メートル さき、きたひがしへ すすみます。みちの なまえは 41号線です。
        300メートル さき、ななめ ひだりに すすみます。みちの なまえは 本町通りです。
        300メートル さき、ひだりに まがります。みちの なまえは 本町通りです。
        300メートル さき、ひだりに おおきく まがります。みちの なまえは 本町通りです。
        300メートル さき、ななめ みぎに すすみます。みちの なまえは 本町通りです。
        300メートル さき、みぎに まがります。みちの なまえは 本町通りです。
        300メートル さき、みぎに おおきく まがります。みちの なまえは 本町通りです。
        300メートル さき、まっすぐ すすみます。みちの なまえは 本町通りです。
        300メートル さき、みちが わかれます。ひだりの みちを すすみます。みちの なまえは 本町通りです。
        300メートル さき、Uターンします。
        300メートル さき、まるい みちに はいって、2ばんめの でぐちを でます。
        300メートル さき、まるい みちに はいります。
        300メートル さき、まるい みちを でます。
        300メートル さき、みぎの いりぐちに はいります。みちの なまえは 本町通りです。
        300メートル さき、ひだりの でぐちを でます。みちの なまえは 本町通りです。
        300メートル さき、みぎの おおきい みちに はいります。みちの なまえは 本町通りです。
        300メートル さき、ふねに のります。
        300メートル さき、まっすぐ すすみます。みちの なまえは 本町通りです。
        300メートル さき、つきました。
        300メートル さき、いく ところは まえです。
        300メートル さき、いく ところは ひだりです。
        300メートル さき、いく ところは みぎです。みちの むこうです。
    "#]].assert_eq(&all(Language::EasyJapanese));
}

#[test]
fn english_is_plain() {
    expect![[r#"
        In 300 m, head north-east on Route 41.
        In 300 m, turn slightly left onto Honmachi Street.
        In 300 m, turn left onto Honmachi Street.
        In 300 m, turn sharply left onto Honmachi Street.
        In 300 m, turn slightly right onto Honmachi Street.
        In 300 m, turn right onto Honmachi Street.
        In 300 m, turn sharply right onto Honmachi Street.
        In 300 m, continue straight onto Honmachi Street.
        In 300 m, at the fork, keep left onto Honmachi Street.
        In 300 m, make a U-turn.
        In 300 m, at the roundabout, take the 2nd exit onto Honmachi Street.
        In 300 m, enter the roundabout.
        In 300 m, leave the roundabout onto Honmachi Street.
        In 300 m, take the ramp on the right onto Honmachi Street.
        In 300 m, take the exit on the left onto Honmachi Street.
        In 300 m, merge right onto Honmachi Street.
        In 300 m, board the ferry.
        In 300 m, continue onto Honmachi Street.
        In 300 m, you have arrived.
        In 300 m, your destination is straight ahead.
        In 300 m, your destination is on the left.
        In 300 m, your destination is on the right, across the road.
    "#]]
    .assert_eq(&all(Language::English));
}

#[test]
fn a_turn_soon_after_another_is_told_in_one_breath() {
    let left = Instruction { then: true, ..told(Maneuver::Turn(Turn::Left), None) };
    let arrival = Maneuver::Arrive { door: Whereabouts::Left, across: false };
    let arrival = told(arrival, None);
    let mut text = String::new();
    for language in [Language::Japanese, Language::EasyJapanese, Language::English] {
        text += &announcement(&left, Some(&arrival), Metres::new(20), language);
        text += "\n";
        text += &sentence(&left, language);
        text += "\n";
    }
    expect![[r#"
        まもなく、左方向です。その先、目的地は左側です。
        左方向です。
        もうすぐ、ひだりに まがります。つぎに、いく ところは ひだりです。
        ひだりに まがります。
        Now turn left. Then your destination is on the left.
        Turn left.
    "#]]
    .assert_eq(&text);
    // What follows later is told later.
    let apart = told(Maneuver::Turn(Turn::Left), None);
    let said = announcement(&apart, Some(&arrival), Metres::new(20), Language::English);
    assert_eq!(said, "Now turn left.");
}

#[test]
fn distances_are_rounded_to_what_one_would_say() {
    let said = [29, 30, 44, 45, 194, 195, 249, 974, 975, 1_049, 1_050, 9_949, 9_950, 12_400].map(
        |metres| {
            announcement(
                &told(Maneuver::UTurn, None),
                None,
                Metres::new(metres),
                Language::Japanese,
            )
        },
    );
    expect![[r#"
        まもなく、Uターンです。
        30 m先、Uターンです。
        40 m先、Uターンです。
        50 m先、Uターンです。
        190 m先、Uターンです。
        200 m先、Uターンです。
        250 m先、Uターンです。
        950 m先、Uターンです。
        1 km先、Uターンです。
        1 km先、Uターンです。
        1.1 km先、Uターンです。
        9.9 km先、Uターンです。
        10 km先、Uターンです。
        12 km先、Uターンです。
    "#]]
    .assert_eq(&(said.join("\n") + "\n"));
}

#[test]
fn a_road_without_a_name_goes_by_its_number() {
    let onto = |road| told(Maneuver::Turn(Turn::Left), road);
    let both = |road: Option<RoadName>| {
        [Language::Japanese, Language::English].map(|it| sentence(&onto(road.clone()), it))
    };
    assert_eq!(both(road("", "", "8")), ["左方向、8号線です。", "Turn left onto Route 8."]);
    assert_eq!(both(road("", "", "A5")), ["左方向、A5です。", "Turn left onto A5."]);
    assert_eq!(
        both(road("Peel Road", "", "A1")),
        ["左方向、Peel Roadです。", "Turn left onto Peel Road."]
    );
    assert_eq!(both(None), ["左方向です。", "Turn left."]);
}
