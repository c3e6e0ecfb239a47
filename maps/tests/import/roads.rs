//! What becomes of roads, access, directions and barriers: a drawing for each rule.

use crate::drawing::{self, import, roads};
use expect_test::{Expect, expect};

/// The roads of a drawing: `a-b` may be driven both ways, `a>b` one way.
fn check(drawing: &str, expected: &Expect) {
    expected.assert_eq(&roads(drawing));
}

#[test]
fn a_plain_road_is_folded_into_one_segment_each_way() {
    check(
        "a 0,0
         b 100,0
         c 200,30
         main: a b c highway=primary",
        &expect![["a-c Primary\n"]],
    );
}

#[test]
fn folded_nodes_stay_in_the_geometry() {
    let network = import("a 0,0\n b 100,0\n c 100,100\n main: a b c highway=primary").network;
    let segment = network.segment_ids().next().unwrap();
    assert_eq!(network.view(segment).points().count(), 3);
    assert_eq!(network.segment(segment).length().whole(), 200);
}

#[test]
fn a_road_is_parted_where_others_join_or_its_traits_change() {
    check(
        "a 0,0
         b 100,0
         c 200,0
         d 300,0
         e 400,0
         f 100,100
         west: a b c highway=primary name=大通り
         east: c d highway=secondary name=大通り
         far: d e highway=secondary name=本町通り name:en=Honmachi ref=8
         side: b f highway=residential",
        &expect![["
a-b Primary 大通り
b-c Primary 大通り
b-f Residential
c-d Secondary 大通り
d-e Secondary 本町通り/Honmachi/8
"]],
    );
}

#[test]
fn a_road_goes_on_through_the_end_of_its_way() {
    check(
        "a 0,0
         b 100,0
         c 200,0
         there: a b highway=primary
         drawn_backwards: c b highway=primary",
        &expect![["a-c Primary\n"]],
    );
}

#[test]
fn one_way_roads_have_one_direction() {
    check(
        "a 0,0
         b 100,0
         c 100,100
         d 0,100
         yes: a b highway=residential oneway=yes
         against: c b highway=residential oneway=-1
         motorway: c d highway=motorway
         stated: d a highway=residential oneway=no
         s -100,0
         spur: a s highway=residential",
        &expect![["
a-d Residential
a-s Residential
a>c Residential one-way
c>d Motorway one-way
"]],
    );
}

#[test]
fn a_taxi_may_drive_against_a_one_way_that_exempts_it_but_not_on_a_bus_lane() {
    check(
        "a 0,0
         b 100,0
         c 200,0
         exempt: a b highway=residential oneway=yes oneway:psv=no
         buses: b c highway=residential oneway=yes oneway:bus=no
         back: c b highway=primary oneway=yes
         x 150,50
         detour: c x b highway=primary oneway=yes",
        &expect![["
a-b Residential
b>c Residential one-way
c>b Primary one-way
c>x Primary one-way
x>b Primary one-way
"]],
    );
}

#[test]
fn reversible_lanes_are_left_out_and_alternating_ones_taken() {
    check(
        "a 0,0
         b 100,0
         c 200,0
         works: a b highway=primary oneway=alternating
         tidal: b c highway=primary oneway=reversible",
        &expect![["a-b Primary\n"]],
    );
}

#[test]
fn a_roundabout_is_driven_one_way() {
    check(
        "a 0,0
         b 20,20
         c 0,40
         d -20,20
         e 0,-100
         f 0,140
         ring: a b c d a highway=tertiary junction=roundabout
         south: e a highway=tertiary
         north: c f highway=tertiary",
        &expect![["
a-e Tertiary
a>c Tertiary roundabout one-way
c-f Tertiary
c>d Tertiary roundabout one-way
d>a Tertiary roundabout one-way
"]],
    );
}

#[test]
fn a_loop_road_gets_two_nodes_and_parallel_roads_one() {
    check(
        "a 0,0
         b 100,0
         p 200,50
         q 300,0
         r 200,-50
         m 50,50
         road: a b highway=residential
         bow: a m b highway=residential
         loop: b p q r b highway=residential",
        &expect![["
a-b Residential
a-m Residential
b-m Residential
b-p Residential
b-q Residential
p-q Residential
"]],
    );
}

#[test]
fn a_road_drawn_twice_is_taken_once() {
    check(
        "a 0,0
         b 100,0
         c 200,0
         road: a b highway=residential
         double: a b highway=primary
         on: b c highway=primary
         there_and_back: b c b highway=primary",
        &expect![["
a-b Primary
b-c Primary
"]],
    );
}

#[test]
fn private_roads_lead_to_a_door_and_no_further() {
    check(
        "a 0,0
         b 100,0
         c 200,0
         d 100,100
         e 100,200
         f 200,100
         main: a b c highway=primary
         drive: b d highway=service access=private
         behind: d e highway=service
         closed: d f highway=service access=no",
        &expect![["
a-b Primary
b-c Primary
b-d Service destination-only
d-e Service destination-only
"]],
    );
}

#[test]
fn words_about_taxis_go_before_words_about_all() {
    check(
        "a 0,0
         b 100,0
         c 200,0
         d 300,0
         e 400,0
         f 500,0
         psv: a b highway=service access=no psv=yes
         taxi: b c highway=tertiary motor_vehicle=no taxi=yes
         bus: c d highway=service access=private bus=designated
         residents: d e highway=residential motor_vehicle=destination
         none: e f highway=tertiary access=yes motor_vehicle=no",
        &expect![["
a-b Service
b-c Tertiary
c-d Service
d-e Residential destination-only
"]],
    );
}

#[test]
fn a_lane_closed_to_coaches_is_open_to_callers() {
    check(
        "a 0,0
         b 100,0
         c 200,0
         d 300,0
         main: a b highway=tertiary
         lane: b c highway=residential psv=no
         field: c d highway=service psv=no access=no",
        &expect![["
a-b Tertiary
b-c Residential destination-only
"]],
    );
}

#[test]
fn a_private_main_road_is_closed() {
    check(
        "a 0,0
         b 100,0
         c 200,0
         d 300,0
         main: a b highway=tertiary
         works: b c highway=tertiary access=private
         beyond: c d highway=service",
        &expect![["a-b Tertiary\n"]],
    );
}

#[test]
fn drives_and_parking_aisles_are_no_thoroughfare() {
    check(
        "a 0,0
         b 100,0
         c 200,0
         main: a b highway=tertiary
         aisle: b c highway=service service=parking_aisle access=yes",
        &expect![["
a-b Tertiary
b-c Service destination-only
"]],
    );
}

#[test]
fn bollards_cut_a_road_and_gates_do_not() {
    check(
        "a 0,0
         b 100,0 barrier=gate
         c 200,0
         d 300,0 barrier=bollard
         e 400,0
         main: a b c d e highway=residential
         f 0,100
         g 400,100
         h 200,100
         round: a f h g e highway=residential
         spur: h c highway=residential",
        &expect![["
b-c Residential
b-h Residential
c-d Residential
c-h Residential
d-h Residential
"]],
    );
}

#[test]
fn a_locked_gate_cuts_a_road_and_a_rising_bollard_does_not() {
    check(
        "a 0,0
         b 100,0 barrier=gate access=private
         c 200,0
         d 0,100 barrier=bollard taxi=yes access=no
         e 0,200
         locked: a b c highway=residential
         rising: a d e highway=residential
         f 300,0
         g 0,-100
         beyond: c f highway=service
         spur: a g highway=residential",
        &expect![["
a-b Residential
a-d Residential
a-g Residential
d-e Residential
"]],
    );
}

#[test]
fn areas_ferries_footways_and_unpaved_tracks_are_no_roads() {
    check(
        "a 0,0
         b 100,0
         c 100,100
         d 200,0
         road: a b highway=residential
         plaza: a b c a highway=service area=yes
         ferry: b d route=ferry motor_vehicle=yes
         foot: b c highway=footway
         track: b d highway=track
         farm: c a highway=track surface=asphalt",
        &expect![["
a-b Residential
a-c Track destination-only
"]],
    );
}

#[test]
fn roads_too_small_for_a_taxi_are_closed() {
    check(
        "a 0,0
         b 100,0
         c 200,0
         d 300,0
         road: a b highway=residential maxwidth=2
         gap: b c highway=residential maxwidth=1.5
         low: a d highway=residential maxheight=1.2",
        &expect![["a-b Residential\n"]],
    );
}

#[test]
fn a_clipped_way_is_cut_at_the_gap_and_its_missing_nodes_are_counted() {
    let drawing = "a 0,0
         b 100,0
         d 300,0
         e 400,0
         f 0,100
         way: a b missing d e highway=primary
         round: a f e highway=primary
         foot: a lost highway=footway";
    check(drawing, &expect![["b-d Primary\n"]]);
    assert_eq!(import(drawing).report.dangling_references, 1);
}

#[test]
fn small_islands_are_dropped_and_counted() {
    let drawing = "a 0,0
         b 100,0
         c 100,100
         x 1000,0
         y 1100,0
         trap 200,0
         in 0,200
         s -100,0
         main: s a b c a highway=residential
         island: x y highway=residential
         no_way_back: b trap highway=residential oneway=yes
         no_way_there: in a highway=residential oneway=yes";
    check(
        drawing,
        &expect![["
a-b Residential
a-c Residential
a-s Residential
b-c Residential
"]],
    );
    let report = import(drawing).report;
    assert_eq!((report.dropped_islands, report.dropped_segments), (3, 4));
}

#[test]
fn a_street_that_turn_bans_close_is_dropped() {
    let drawing = "a 0,0
         b 100,0
         c 200,0
         d 100,100
         west: a b highway=primary
         east: b c highway=primary
         side: b d highway=residential
         ban: no_left_turn west b side
         ban: no_right_turn east b side";
    check(
        drawing,
        &expect![["
a-b Primary
b-c Primary
"]],
    );
}

#[test]
fn a_road_behind_private_ones_is_open_to_callers_alone() {
    let drawing = "a 0,0
         b 100,0
         c 200,0
         d 300,0
         main: a b highway=tertiary
         gate: b c highway=residential access=destination
         estate: c d highway=residential";
    check(
        drawing,
        &expect![["
a-b Tertiary
b-c Residential destination-only
c-d Residential destination-only
"]],
    );
    assert_eq!(import(drawing).report.n_segments_behind_destination, 2);
}

#[test]
fn times_follow_from_length_and_class() {
    let network = import("a 0,0\n b 1000,0\n road: a b highway=primary maxspeed=40").network;
    let segment = network.segment(network.segment_ids().next().unwrap());
    assert_eq!(segment.length().whole(), 1000);
    // 85 % of 40 km/h.
    assert_eq!(segment.time().to_string(), noriai_units::Seconds::from_millis(105_882).to_string());
}

#[test]
fn a_map_without_roads_is_refused() {
    let extract = drawing::extract("a 0,0\n b 100,0\n path: a b highway=footway");
    let fault = noriai_maps::import_roads(&extract).unwrap_err();
    assert_eq!(fault.code(), "map_no_roads");
}

/// The turns there would be a million.
#[test]
fn a_place_where_a_thousand_roads_meet_is_refused() {
    let star = |n_roads: u32| {
        let road = |n: u32| format!("n{n} {},{}\nw{n}: hub n{n} highway=residential\n", 9 + n, n);
        let drawing = (0..n_roads).map(road).collect::<String>();
        noriai_maps::import_roads(&drawing::extract(&format!("hub 0,0\n{drawing}")))
    };
    assert!(star(1_000).is_ok());
    let fault = star(1_001).unwrap_err();
    assert_eq!(fault.code(), "map_implausible");
    assert!(fault.cause().contains("1,000 roads meet"), "{fault}");
}
