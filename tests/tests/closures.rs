//! Closed and slow roads from outside, on the real service.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test")]

#[path = "closures/lines.rs"]
mod lines;
#[path = "closures/room.rs"]
mod room;

use lines::{driven_heading, drives, end_of, midway, square};
use noriai_tests::{Noriai, Setting, booking_id, rider_key};
use room::{CLOSURES, Room, assert_told, at, closure_id, time, two_way_road_on, until};
use serde_json::{Value, json};

#[test]
fn a_van_goes_around_a_closed_road_until_it_is_open_again() {
    let room = Room::start();
    let (van, before) = room.send_a_van();
    let road = room.road_at(midway(&before));
    let line = road["line"].as_array().unwrap();
    assert!(drives(&before, line), "the road that is pointed at is on the way: {road}");
    let (map, tour) = (room.closures()["map"].clone(), room.tour(&van));
    assert_eq!(tour["map"], map, "plans name the map that they are made on");

    let closed = room.close(1, json!({"at": road["position"], "reason": "flood"})).json_of(201);
    assert_eq!(
        (&closed["effect"], &closed["by"]),
        (&json!({"kind": "closed"}), &json!("operator"))
    );
    assert_eq!((&closed["reason"], &closed["name"]), (&json!("flood"), &road["name"]));
    let list = room.settled(1);
    assert_ne!(list["map"], map);
    let around = room.line_that(&van, "the van goes around", |way| !drives(way, line));
    assert!(3 < around.len(), "{around:?}");
    let replanned = room.tour(&van);
    assert_eq!(replanned["map"], list["map"]);
    assert!(tour["version"].as_u64() < replanned["version"].as_u64());
    let arrival = |tour: &Value| time(&tour["calls"][0]["arrival"]);
    assert!(arrival(&tour) < arrival(&replanned));
    // The picture that viewers have shows it too.
    until("the picture shows it", || (room.scene()["closures"] == list["closures"]).then_some(()));

    let lifted = room.reopen(1).json_of(200);
    assert_eq!(lifted["id"], closed["id"]);
    assert_eq!(room.settled(0)["map"], map, "the same roads have the same name");
    let _ = room.line_that(&van, "the van goes as before", |way| way == before);
    room.town.assert_log_clean();
}

#[test]
fn one_direction_may_be_closed_and_the_other_stays_open() {
    let room = Room::start();
    let (van, before) = room.send_a_van();
    let road = two_way_road_on(&room, &before);
    let line = road["line"].as_array().unwrap();
    let arrival = room.tour(&van)["calls"][0]["arrival"].clone();
    let heading = driven_heading(&before, line);
    let against = json!({"at": road["position"], "heading": (heading + 180) % 360});
    let closed = room.close(1, against).json_of(201);
    assert_eq!(closed["lines"].as_array().unwrap().len(), 1);
    let _ = room.settled(1);
    let tour = room.tour(&van);
    assert_eq!(tour["calls"][0]["arrival"], arrival, "what is closed is the way back");
    assert_eq!(room.line_of(&van), before);
    let _ = room.close(2, json!({"at": road["position"], "heading": heading})).expect_status(201);
    let _ = room.settled(2);
    let _ = room.line_that(&van, "the van goes around", |way| !drives(way, line));
    room.town.assert_log_clean();
}

#[test]
fn an_area_and_a_junction_close_every_road_that_they_touch() {
    let room = Room::start();
    let (van, before) = room.send_a_van();
    let [lon, lat] = midway(&before);
    let corners = square([lon, lat], 120.0);
    let closed = room.close(1, json!({"area": corners, "reason": "event"})).json_of(201);
    let n_roads = closed["lines"].as_array().unwrap().len();
    assert!(1 < n_roads, "{closed}");
    let _ = room.settled(1);
    let lines = closed["lines"].as_array().unwrap();
    let touches = |way: &[Value]| lines.iter().any(|line| drives(way, line.as_array().unwrap()));
    assert!(touches(&before));
    let _ = room.line_that(&van, "the van goes around the area", |way| !touches(way));
    let _ = room.reopen(1).expect_status(200);

    let junction = json!({"junction": {"lat": lat, "lon": lon}});
    let closed = room.close(2, junction).json_of(201);
    let lines = closed["lines"].as_array().unwrap();
    let ends = |line: &Value| {
        let line = line.as_array().unwrap().clone();
        [line.first().unwrap().clone(), line.last().unwrap().clone()]
    };
    let centre =
        ends(&lines[0]).into_iter().find(|end| lines.iter().all(|it| ends(it).contains(end)));
    assert!(1 < lines.len() && centre.is_some(), "all begin or end at one spot: {closed}");
    room.town.assert_log_clean();
}

#[test]
fn a_slow_road_makes_the_drive_longer_and_nobody_is_turned_away() {
    let room = Room::start();
    let (van, before) = room.send_a_van();
    let minutes =
        |tour: &Value| time(&tour["calls"][0]["arrival"]) - time(&tour["calls"][0]["leave"]);
    let usual = minutes(&room.tour(&van));
    for (id, effect) in [
        (1, json!({"kind": "slowed", "percent": 300})),
        (2, json!({"kind": "limited", "km_per_hour": 3})),
    ] {
        // Whatever way leads there passes this.
        let area = square(end_of(&before), 150.0);
        let slow = room.close(id, json!({"area": area, "effect": effect})).json_of(201);
        assert_eq!(slow["effect"], effect);
        assert_eq!(room.settled(1)["n_cut_off"], 0);
        let slowed = minutes(&room.tour(&van));
        assert!(usual < slowed, "{effect}: {usual} s, then {slowed} s");
        let _ = room.reopen(id).expect_status(200);
        let _ = room.settled(0);
        assert_eq!(minutes(&room.tour(&van)), usual);
    }
    room.town.assert_log_clean();
}

#[test]
fn riders_whom_nobody_can_reach_are_counted_told_and_promised_anew() {
    let room = Room::start();
    let (_, before) = room.send_a_van();
    let booking = || {
        let path = format!("/v1/bookings/{}", booking_id(1));
        room.town.get(&path).key(&rider_key(1)).send().json_of(200)
    };
    assert_eq!(booking()["cut_off"], false);
    let _ = room.close(1, json!({"area": square(end_of(&before), 450.0)})).expect_status(201);
    assert_eq!(room.settled(1)["n_cut_off"], 1);
    assert_eq!((&booking()["cut_off"], &booking()["status"]), (&json!(true), &json!("waiting")));
    until("the picture shows it", || (room.scene()["riders"][0]["cut_off"] == true).then_some(()));
    let _ = room.reopen(1).expect_status(200);
    assert_eq!(room.settled(0)["n_cut_off"], 0);
    let again = booking();
    assert_eq!((&again["cut_off"], &again["status"]), (&json!(false), &json!("waiting")));
    assert!(again["vehicle"].is_string());
    room.town.assert_log_clean();
}

#[test]
fn the_same_call_again_has_the_same_answer() {
    let room = Room::start();
    let (_, line) = room.send_a_van();
    let [lon, lat] = midway(&line);
    let at = json!({"at": {"lat": lat, "lon": lon}});
    let without_force = |mut closure: Value| {
        closure.as_object_mut().unwrap().remove("in_force");
        closure
    };
    let first = without_force(room.close(1, at.clone()).json_of(201));
    assert_eq!(without_force(room.close(1, at.clone()).json_of(200)), first);
    let _ = room.settled(1);
    // On other roads, too: what is pointed at does not depend on what is closed.
    assert_eq!(without_force(room.close(1, at.clone()).json_of(200)), first);
    assert_eq!(room.closures()["closures"].as_array().unwrap().len(), 1);
    let other = room.close(1, json!({"at": {"lat": lat, "lon": lon}, "reason": "snow"}));
    assert_told(&other.json_of(409), "closure_id_taken");

    let lifted = room.reopen(1).json_of(200);
    assert_eq!(room.reopen(1).json_of(200)["id"], lifted["id"]);
    // A late repeat closes nothing anew.
    let _ = room.close(1, at).expect_status(200);
    assert_eq!(room.settled(0)["closures"], json!([]));
    assert_told(&room.reopen(2).json_of(404), "no_such_closure");
    let nonsense = room.town.post(&format!("{CLOSURES}/nonsense/reopen"), &json!({}));
    assert_told(&nonsense.key(&room.operator).send().json_of(404), "no_such_closure");
    room.town.assert_log_clean();
}

#[test]
fn a_closure_survives_a_power_cut_and_ends_by_itself_at_its_time() {
    let mut room = Room::start();
    let (van, before) = room.send_a_van();
    let road = room.road_at(midway(&before));
    let line = road["line"].as_array().unwrap();
    let closed = room.close(1, json!({"at": road["position"]})).json_of(201);
    // No waiting: what was answered is kept.
    room.town.kill();
    let setting = Setting { data: Some(room.town.data().to_owned()), ..at("10:02:30") };
    let open_map = room.open_map.clone();
    let room = Room { open_map, ..Room::with(&setting) };
    // In force before the first answer, not a second later.
    let list = room.closures();
    assert_eq!(
        (&list["closures"][0]["id"], &list["closures"][0]["in_force"]),
        (&closed["id"], &json!(true))
    );
    assert_eq!(list["closures"][0]["since"], closed["since"]);
    assert_eq!(room.tour(&van)["map"], list["map"]);
    let _ = room.line_that(&van, "the van goes around", |way| 3 < way.len() && !drives(way, line));
    let _ = room.reopen(1).expect_status(200);
    let _ = room.settled(0);
    let _ = room.line_that(&van, "the van goes as before", |way| drives(way, line));

    let clock = room.town.get("/v1/town").send().json_of(200)["clock"]["now"].clone();
    let until_then = chrono::DateTime::parse_from_rfc3339(clock.as_str().unwrap()).unwrap()
        + chrono::TimeDelta::seconds(4);
    let short = json!({"at": road["position"], "until": until_then.to_rfc3339()});
    let closed = room.close(2, short).json_of(201);
    assert_eq!(time(&closed["until"]), until_then.timestamp());
    assert_eq!(room.settled(0)["closures"], json!([]));
    let _ = room.line_that(&van, "the van goes as before", |way| drives(way, line));
    room.town.assert_log_clean();
}

#[test]
fn roads_are_the_control_rooms_to_close_and_nobody_elses() {
    let room = Room::start();
    let (rider, driver) = (rider_key(1), room.town.keys()["veh_1"].clone());
    let (_, line) = room.send_a_van();
    let [lon, lat] = midway(&line);
    let close = |number: u128| {
        let body = json!({"id": closure_id(number), "at": {"lat": lat, "lon": lon}});
        room.town.post(CLOSURES, &body)
    };
    let _ = room.close(1, json!({"at": {"lat": lat, "lon": lon}})).expect_status(201);
    let reopen = format!("{CLOSURES}/{}/reopen", closure_id(1));
    let unknown = format!("{CLOSURES}/{}/reopen", closure_id(99));
    let road = format!("/v1/roads?lat={lat}&lon={lon}");
    let all = Some(room.operator.as_str());
    let refused = [
        (None, 401, "key_missing"),
        (Some("operator_00"), 401, "key_unknown"),
        (Some(&*rider), 403, "not_allowed"),
        (Some(&*driver), 403, "not_allowed"),
    ];
    let asked = |request: noriai_tests::Request, key: Option<&str>| match key {
        Some(key) => request.key(key).send(),
        None => request.send(),
    };
    for (key, status, code) in refused {
        let denied = |request| assert_told(&asked(request, key).json_of(status), code);
        denied(close(2));
        denied(room.town.post(&reopen, &json!({})));
        // Whether there is such a closure is not told either.
        denied(room.town.post(&unknown, &json!({})));
        denied(room.town.get(&road));
        if key != Some(&driver) {
            denied(room.town.get(CLOSURES));
        }
    }
    // Drivers are to know what is closed.
    assert_eq!(asked(room.town.get(CLOSURES), Some(&driver)).status, 200);
    assert_eq!(asked(room.town.get(&road), all).status, 200);
    let list = room.closures();
    assert_eq!(list["closures"].as_array().unwrap().len(), 1, "{list}");
    assert_eq!(list["closures"][0]["id"], closure_id(1));
    // No id, position or key has got into the log.
    let log = room.town.log();
    assert!(!log.contains("cls_") && !log.contains(&format!("{lat:.4}")), "{log}");
    room.town.assert_log_clean();
}

#[test]
fn what_one_town_closes_is_nothing_to_another() {
    let (here, there) = (Room::start(), Room::start());
    let (_, line) = here.send_a_van();
    let map = there.closures()["map"].clone();
    assert_eq!(here.closures()["map"], map, "both are the same roads");
    let [lon, lat] = midway(&line);
    let _ = here.close(1, json!({"at": {"lat": lat, "lon": lon}})).expect_status(201);
    let _ = here.settled(1);
    assert_eq!(there.closures(), json!({"map": map, "closures": [], "n_cut_off": 0}));
    assert_told(&there.reopen(1).json_of(404), "no_such_closure");
    let path = format!("{CLOSURES}/{}/reopen", closure_id(1));
    let foreign = here.town.post(&path, &json!({})).key(&there.operator).send();
    assert_told(&foreign.json_of(401), "key_unknown");
    assert_eq!(here.closures()["closures"].as_array().unwrap().len(), 1);
}

#[test]
fn a_visitor_of_the_demonstration_closes_roads_and_is_named_so() {
    let setting = Setting { command: "demo", config: None, ..Setting::default() };
    let town = Noriai::start(&setting);
    let info = town.get("/v1/town").send().json_of(200);
    let body = json!({"id": closure_id(1), "at": info["stops"][0]["position"]});
    let closed = town.post(CLOSURES, &body).send().json_of(201);
    assert_eq!(closed["by"], "visitor");
    let reopen = format!("{CLOSURES}/{}/reopen", closure_id(1));
    let _ = town.post(&reopen, &json!({})).send().expect_status(200);
    town.assert_log_clean();
}

#[test]
fn what_can_not_be_closed_is_refused_with_cause_and_remedy() {
    let room = Room::start();
    let (_, line) = room.send_a_van();
    let [lon, lat] = midway(&line);
    let here = json!({"lat": lat, "lon": lon});
    let many: Vec<Value> = (0..101).map(|_| here.clone()).collect();
    let at = |more: Value| {
        let mut body = json!({"at": here});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let effect =
        |kind: &str, field: &str, value: Value| at(json!({"effect": {"kind": kind, field: value}}));
    for (body, status, code, field) in [
        (json!({}), 400, "invalid_body", "at"),
        (at(json!({"junction": here})), 400, "invalid_body", "at"),
        (json!({"at": {"lat": 91, "lon": 0}}), 400, "invalid_body", "at"),
        (json!({"at": {"lat": lat}}), 400, "invalid_body", "at"),
        (json!({"at": {"lat": 0.0, "lon": 0.0}}), 422, "too_far_from_road", ""),
        (json!({"junction": {"lat": 0.0, "lon": 0.0}}), 422, "too_far_from_road", ""),
        (json!({"area": [here, here]}), 400, "invalid_body", "area"),
        (json!({"area": many}), 400, "invalid_body", "area"),
        (json!({"area": square([0.0, 0.0], 50.0)}), 400, "invalid_body", "area"),
        (json!({"area": square([lon, lat], 9_000.0)}), 400, "invalid_body", "area"),
        (at(json!({"heading": 360})), 400, "invalid_body", "heading"),
        (at(json!({"heading": -1})), 400, "invalid_body", "heading"),
        (json!({"junction": here, "heading": 90}), 400, "invalid_body", "heading"),
        (effect("slowed", "percent", json!(100)), 400, "invalid_body", "effect.percent"),
        (effect("slowed", "percent", json!(5_001)), 400, "invalid_body", "effect.percent"),
        (effect("limited", "km_per_hour", json!(0)), 400, "invalid_body", "effect.km_per_hour"),
        (effect("limited", "km_per_hour", json!(101)), 400, "invalid_body", "effect.km_per_hour"),
        (effect("flooded", "percent", json!(200)), 400, "invalid_body", "effect"),
        (at(json!({"reason": "boredom"})), 400, "invalid_body", "reason"),
        (at(json!({"name": "Mrs Sato's road"})), 400, "invalid_body", "name"),
        (at(json!({"until": "tomorrow"})), 400, "invalid_body", "until"),
        (at(json!({"until": "2020-01-01T09:00:00+09:00"})), 409, "closure_over", ""),
        (at(json!({"id": "bkg_1"})), 400, "invalid_body", "id"),
    ] {
        let answer = room.close(1, body.clone()).json_of(status);
        assert_told(&answer, code);
        let named = answer["details"]["field"].as_str().unwrap_or_default();
        assert!(named.starts_with(field), "{body}: {answer}");
    }
    for query in ["", "?lat=36", "?lat=91&lon=0", "?lat=x&lon=0", "?lat=0&lon=0&name=x"] {
        let answer = room.town.get(&format!("/v1/roads{query}")).key(&room.operator).send();
        assert_told(&answer.json_of(400), "invalid_parameter");
    }
    assert_eq!(room.closures()["closures"], json!([]), "nothing came of it");
    room.town.assert_log_clean();
}

#[test]
fn a_town_holds_two_hundred_closures_and_says_when_it_is_full() {
    let room = Room::start();
    let (van, before) = room.send_a_van();
    let road = room.road_at(midway(&before));
    for number in 0..200 {
        let _ = room.close(number, json!({"at": road["position"]})).expect_status(201);
    }
    assert_told(
        &room.close(200, json!({"at": road["position"]})).json_of(409),
        "too_many_closures",
    );
    let _ = room.settled(200);
    let line = road["line"].as_array().unwrap();
    let _ = room.line_that(&van, "the van goes around", |way| !drives(way, line));
    let _ = room.reopen(7).expect_status(200);
    let _ = room.close(200, json!({"at": road["position"]})).expect_status(201);
    room.town.assert_log_clean();
}
