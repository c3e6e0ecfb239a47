//! The HTTP interface from outside: limits, rights, malformed input, live events.

use std::io::{Read, Write};

use noriai_tests::{Noriai, Setting, booking_id, rider_key};
use serde_json::{Value, json};

fn wish() -> Value {
    json!({
        "from": {"stop": "stp_1"}, "to": {"stop": "stp_12"},
        "when": {"kind": "now"}, "party": {"adults": 1},
    })
}

fn book(town: &Noriai, id: &str, rider: &str) -> Value {
    let answer = town.post("/v1/offers", &wish()).send().json_of(200);
    let accept = json!({"id": id, "offer": answer["offers"][0]["id"]});
    town.post("/v1/bookings", &accept).key(rider).send().json_of(201)
}

#[test]
fn malformed_wishes_are_refused_and_the_field_is_named() {
    let town = Noriai::start(&Setting::default());
    let change = |pointer: &str, value: Value| {
        let mut body = wish();
        *body.pointer_mut(pointer).unwrap() = value;
        body
    };
    let mut more = wish();
    more["telephone"] = json!("090");
    for (body, status, code, field) in [
        (change("/party/adults", json!(-1)), 400, "invalid_body", "party.adults"),
        (change("/party/adults", json!("one")), 400, "invalid_body", "party.adults"),
        (change("/party/adults", json!(61)), 400, "invalid_body", "party.adults"),
        (change("/party/adults", json!(1.5)), 400, "invalid_body", "party.adults"),
        (change("/when", json!({"kind": "soon"})), 400, "invalid_body", "when.kind"),
        (change("/when", json!({"kind": "depart_at"})), 400, "invalid_body", "when"),
        (change("/when", json!({"kind": "depart_at", "at": "8:30"})), 400, "invalid_body", "when"),
        (change("/from", json!({"lat": 91, "lon": 0})), 400, "invalid_body", "from"),
        (change("/from", json!({"lat": 36.9})), 400, "invalid_body", "from"),
        (change("/from", json!({"stop": "veh_1"})), 400, "invalid_body", "from.stop"),
        (change("/from", json!({"stop": "stp_99999"})), 422, "no_such_stop", ""),
        (change("/from", json!({"lat": 0.0, "lon": 0.0})), 422, "too_far_from_road", ""),
        (more, 400, "invalid_body", "telephone"),
        (json!([]), 400, "invalid_body", "body"),
        (json!(null), 400, "invalid_body", "body"),
    ] {
        let answer = town.post("/v1/offers", &body).send().json_of(status);
        assert_eq!(answer["code"], code, "{body}: {answer}");
        if !field.is_empty() {
            let named = answer["details"]["field"].as_str().unwrap_or_default();
            assert!(named.starts_with(field), "{body}: {answer}");
        }
        for text in ["cause", "remedy", "cause_ja", "remedy_ja"] {
            assert!(answer[text].as_str().is_some_and(|text| !text.contains('{')), "{answer}");
        }
    }
    town.assert_log_clean();
}

#[test]
fn what_can_not_be_met_is_answered_with_a_reason_and_not_an_error() {
    let town = Noriai::start(&Setting::default());
    let change = |pointer: &str, value: Value| {
        let mut body = wish();
        *body.pointer_mut(pointer).unwrap() = value;
        body
    };
    for (body, code) in [
        (change("/party", json!({})), "empty_party"),
        (change("/to", json!({"stop": "stp_1"})), "same_place"),
        (change("/party", json!({"adults": 9})), "no_vehicle_fits"),
        (
            change("/when", json!({"kind": "depart_at", "at": "2020-01-01T09:00:00+09:00"})),
            "too_late",
        ),
        (
            change("/when", json!({"kind": "depart_at", "at": "2099-01-01T09:00:00+09:00"})),
            "too_early",
        ),
    ] {
        let answer = town.post("/v1/offers", &body).send().json_of(200);
        assert_eq!(answer["offers"], json!([]));
        assert_eq!(answer["refusal"]["code"], code, "{answer}");
    }
    town.assert_log_clean();
}

#[test]
fn bodies_are_bounded_and_must_be_json() {
    let town = Noriai::start(&Setting::default());
    let large = vec![b' '; 70_000];
    let post = |body: Vec<u8>, kind: &str| {
        town.request("POST", "/v1/offers").header("Content-Type", kind).body(body).send()
    };
    assert_eq!(post(large, "application/json").json_of(413)["code"], "body_too_large");
    let form = post(b"a=1".to_vec(), "application/x-www-form-urlencoded").json_of(415);
    assert_eq!(form["code"], "unsupported_media_type");
    let deep = vec![b'['; 60_000];
    assert_eq!(post(deep, "application/json").json_of(400)["code"], "invalid_body");
    let broken = post(b"{\"from\":".to_vec(), "application/json").json_of(400);
    assert_eq!(broken["code"], "invalid_body");
    let strange = post(vec![0xff, 0xfe, 0x00], "application/json").json_of(400);
    assert_eq!(strange["code"], "invalid_body");
    // A body that is larger than it says, in chunks.
    let mut stream = town.connect();
    let head = "POST /v1/offers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n\
                Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    let chunk = format!("4000\r\n{}\r\n", " ".repeat(0x4000));
    for _ in 0..6 {
        // The service may have hung up by now.
        let _ = stream.write_all(chunk.as_bytes());
    }
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 413");
    town.assert_log_clean();
}

#[test]
fn a_head_that_never_ends_is_not_waited_for() {
    let town = Noriai::start(&Setting::default());
    let mut stream = town.connect();
    stream.write_all(b"GET /v1/town HTTP/1.1\r\nHost: x\r\nX-Slow: ").unwrap();
    let mut answer = Vec::new();
    // Ends because the service hangs up; it never would if it waited.
    stream.read_to_end(&mut answer).unwrap();
    assert!(!answer.starts_with(b"HTTP/1.1 200"));
    let _ = town.get("/health").send().expect_status(200);
    town.assert_log_clean();
}

#[test]
fn who_asks_too_often_is_told_when_to_come_back() {
    let config = noriai_tests::ALL_DAY.replace("offers_burst = 1000", "offers_burst = 3");
    let config = config.replace("offers_per_minute = 60000", "offers_per_minute = 1");
    let town = Noriai::start(&Setting { config: Some(config), ..Setting::default() });
    for _ in 0..3 {
        let _ = town.post("/v1/offers", &wish()).send().expect_status(200);
    }
    let refused = town.post("/v1/offers", &wish()).send().expect_status(429);
    assert_eq!(refused.json()["code"], "too_many_requests");
    let seconds: u32 = refused.headers["retry-after"].parse().unwrap();
    assert!((1..=60).contains(&seconds));
    // Reading is not limited by it.
    let _ = town.get("/v1/town").send().expect_status(200);
    town.assert_log_clean();
}

#[test]
fn somebody_elses_booking_looks_like_one_that_is_not_there() {
    let town = Noriai::start(&Setting::default());
    let (own, other) = (rider_key(1), rider_key(2));
    let booking = booking_id(1);
    book(&town, &booking, &own);
    let missing = booking_id(2);
    for (path, post) in [("", false), ("/cancel", true)] {
        let ask = |id: &str, key: &str| {
            let path = format!("/v1/bookings/{id}{path}");
            let request = if post { town.post(&path, &json!({})) } else { town.get(&path) };
            request.key(key).send()
        };
        let (others, none) = (ask(&booking, &other), ask(&missing, &other));
        assert_eq!((others.status, &others.body), (404, &none.body));
        assert_eq!(none.status, 404);
        assert_eq!(ask("nonsense", &other).body, none.body);
        assert_eq!(ask(&booking, &own).status, 200);
    }
    town.assert_log_clean();
}

#[test]
fn each_key_opens_its_own_doors_and_no_others() {
    let town = Noriai::start(&Setting::default());
    let keys = town.keys();
    let (rider, operator) = (rider_key(1), &keys["operator"]);
    let (first, second) = (&keys["veh_1"], &keys["veh_2"]);
    let booking = booking_id(1);
    book(&town, &booking, &rider);
    let booking = format!("/v1/bookings/{booking}");
    let get = |path: &str, key: Option<&str>| {
        let request = town.get(path);
        let answer = match key {
            Some(key) => request.key(key).send(),
            None => request.send(),
        };
        (answer.status, answer.json()["code"].as_str().unwrap_or("-").to_owned())
    };
    let tour = "/v1/vehicles/veh_1/tour";
    for (path, key, status, code) in [
        (&*booking, None, 401, "key_missing"),
        (&booking, Some(first.as_str()), 403, "not_allowed"),
        (&booking, Some(operator), 200, "-"),
        (tour, None, 401, "key_missing"),
        (tour, Some(rider.as_str()), 403, "not_allowed"),
        (tour, Some(first), 200, "-"),
        (tour, Some(second), 404, "no_such_vehicle"),
        (tour, Some(operator), 200, "-"),
        ("/v1/vehicles/veh_99/tour", Some(operator), 404, "no_such_vehicle"),
        ("/v1/today", None, 401, "key_missing"),
        ("/v1/today", Some(&rider), 403, "not_allowed"),
        ("/v1/today", Some(operator), 200, "-"),
        ("/v1/live", None, 401, "key_missing"),
        ("/v1/town", None, 200, "-"),
        ("/v1/town", Some("operator_0000"), 401, "key_unknown"),
        ("/v1/town", Some(""), 401, "key_unknown"),
        ("/demo/clock", None, 405, "method_not_allowed"),
        ("/v1/nothing", Some(operator), 404, "not_found"),
    ] {
        assert_eq!(get(path, key), (status, code.to_owned()), "{path} {key:?}");
    }
    // Nobody sets the clock of a town that is no demonstration.
    let clock = town.post("/demo/clock", &json!({"speed": 30})).key(operator).send();
    assert_eq!(clock.json_of(404)["code"], "not_found");
    // Only a rider books: the booking is the key's own.
    let answer = town.post("/v1/offers", &wish()).send().json_of(200);
    let accept = json!({"id": booking_id(9), "offer": answer["offers"][0]["id"]});
    assert_eq!(town.post("/v1/bookings", &accept).send().status, 401);
    assert_eq!(town.post("/v1/bookings", &accept).key(first).send().status, 403);
    town.assert_log_clean();
}

#[test]
fn keys_places_and_ids_do_not_get_into_the_log() {
    let town = Noriai::start(&Setting::default());
    let (rider, booking) = (rider_key(0xfeed), booking_id(0xbeef));
    book(&town, &booking, &rider);
    let _ = town.get(&format!("/v1/bookings/{booking}")).key(&rider).send().expect_status(200);
    let _ = town.get("/v1/places?q=secretplace").send().expect_status(200);
    let _ = town.get("/v1/secretpath").send().expect_status(404);
    let log = town.log();
    assert!(log.contains("/v1/bookings/{booking}"), "{log}");
    for secret in ["feed", "beef", "secretplace", "secretpath", "operator_", "driver_", "rider_"] {
        assert!(!log.contains(secret), "{secret} in:\n{log}");
    }
}

#[test]
fn the_town_is_watched_live_with_growing_ids() {
    let town = Noriai::start(&Setting::default());
    let operator = town.keys()["operator"].clone();
    let mut events = town.get("/v1/live").key(&operator).events();
    assert_eq!(events.status, 200);
    let first = events.next().unwrap();
    assert_eq!(first.event, "snapshot");
    assert_eq!(first.data["vehicles"].as_array().unwrap().len(), 2);
    book(&town, &booking_id(1), &rider_key(1));
    let (mut last, mut seen_rider, mut seen_today) = (first.id, false, false);
    for event in events.by_ref().take(30) {
        assert!(last < event.id);
        last = event.id;
        match event.event.as_str() {
            "riders" => {
                let riders = event.data["riders"].as_array().unwrap();
                seen_rider |= riders.iter().any(|rider| rider["status"] == "waiting");
                assert!(!event.data.to_string().contains("bkg_"));
            }
            "today" => seen_today |= event.data["bookings"] == 1,
            other => assert_eq!(other, "vehicles"),
        }
        if seen_rider && seen_today {
            break;
        }
    }
    assert!(seen_rider && seen_today);
    drop(events);
    let metrics = town.get("/metrics").send().expect_status(200).text();
    for figure in [
        "noriai_http_requests_total{",
        "noriai_area_mailbox_depth 0",
        "noriai_journal_append_seconds_count",
        "noriai_viewers",
    ] {
        assert!(metrics.contains(figure), "{figure} in:\n{metrics}");
    }
    town.assert_log_clean();
}

#[test]
fn slow_clients_hold_nobody_up_and_live_lines_end_with_the_service() {
    let mut town = Noriai::start(&Setting::default());
    let operator = town.keys()["operator"].clone();
    let lines: Vec<_> = (0..40).map(|_| town.get("/v1/live").key(&operator).events()).collect();
    let half_heads: Vec<_> = (0..200)
        .map(|_| {
            let mut stream = town.connect();
            stream.write_all(b"POST /v1/offers HTTP/1.1\r\nHost: x\r\n").unwrap();
            stream
        })
        .collect();
    for number in 0..20 {
        book(&town, &booking_id(number), &rider_key(number));
    }
    town.stop();
    for mut line in lines {
        assert_eq!(line.next().map(|first| first.event).as_deref(), Some("snapshot"));
        // Ends because the service hung up.
        assert!(line.all(|event| event.event != "snapshot"));
    }
    drop(half_heads);
    town.assert_log_clean();
}

#[test]
fn the_page_comes_with_its_parts_and_tells_browsers_to_be_careful() {
    let town = Noriai::start(&Setting::default());
    let page = town.get("/").send().expect_status(200);
    assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
    let policy = &page.headers["content-security-policy"];
    assert!(policy.contains("script-src 'self';") && policy.contains("frame-ancestors 'none'"));
    assert_eq!(page.headers["x-content-type-options"], "nosniff");
    assert!(!page.headers.contains_key("access-control-allow-origin"));
    let text = page.text();
    let (_, script) = text.split_once("src=\"/assets/").unwrap();
    let script = format!("/assets/{}", script.split('"').next().unwrap());
    let plain = town.get(&script).send().expect_status(200);
    assert!(plain.headers["cache-control"].contains("immutable"));
    let packed = town.get(&script).header("Accept-Encoding", "gzip").send().expect_status(200);
    assert_eq!(packed.headers["content-encoding"], "gzip");
    assert!(packed.body.len() < plain.body.len());
    for path in
        ["/assets/../keys.toml", "/assets/%2e%2e/index.html", "/assets/none.js", "/keys.toml"]
    {
        let refused = town.get(path).send().expect_status(404);
        assert_eq!(refused.headers["x-content-type-options"], "nosniff");
    }
    assert_eq!(town.request("HEAD", "/").send().status, 200);
    let wrong = town.request("DELETE", "/v1/town").send().expect_status(405);
    assert_eq!(wrong.headers["allow"], "GET, HEAD");
    town.assert_log_clean();
}

#[test]
fn the_map_in_the_background_is_served_from_here() {
    let town = Noriai::start(&Setting::default());
    let tiles = town.get("/tiles/tilejson.json").send().json_of(200);
    assert_eq!(tiles["tiles"], json!(["/tiles/{z}/{x}/{y}.mvt"]));
    let centre = &tiles["center"];
    let (x, y) = tile_of(centre[0].as_f64().unwrap(), centre[1].as_f64().unwrap(), 13);
    let path = format!("/tiles/13/{x}/{y}.mvt");
    let plain = town.get(&path).send().expect_status(200);
    let packed = town.get(&path).header("Accept-Encoding", "gzip").send().expect_status(200);
    assert_eq!(packed.headers["content-encoding"], "gzip");
    assert!(packed.body.starts_with(&[0x1f, 0x8b]) && packed.body.len() < plain.body.len());
    assert_eq!(town.get("/tiles/13/0/0.mvt").send().status, 204);
    assert_eq!(town.get("/tiles/99/0/0.mvt").send().status, 204);
    assert_eq!(town.get("/tiles/x/0/0.mvt").send().status, 404);
    town.assert_log_clean();
}

#[test]
fn the_demonstration_lives_and_its_clock_can_be_set() {
    let arguments = ["--rides", "400"].map(str::to_owned).to_vec();
    let setting = Setting { command: "demo", config: None, arguments, ..Setting::default() };
    let town = Noriai::start(&setting);
    let info = town.get("/v1/town").send().json_of(200);
    assert_eq!((&info["demo"], &info["clock"]["speed"]), (&json!(true), &json!(8)));
    let clock = town.post("/demo/clock", &json!({"speed": 30})).send().json_of(200);
    assert_eq!(clock["speed"], 30);
    let refused = town.post("/demo/clock", &json!({"speed": 31})).send().json_of(400);
    assert_eq!(refused["details"]["field"], "speed");
    let events = town.get("/v1/live").events();
    let mut seen: Vec<Value> = Vec::new();
    let moved = events.take(60).filter(|event| event.event == "vehicles").any(|event| {
        seen.push(event.data["vehicles"][0]["position"].clone());
        seen.first() != seen.last()
    });
    assert!(moved, "no van moves: {seen:?}");
    town.assert_log_clean();
    // What residents and vans did is history like any other, and breaks no rule.
    let history = town.data().join("yukinose");
    let verified = noriai_tests::run(["journal".as_ref(), "verify".as_ref(), history.as_os_str()]);
    assert_eq!(verified.code, 0, "{}", verified.err);
}

fn tile_of(lon: f64, lat: f64, zoom: u32) -> (u32, u32) {
    let n = f64::from(1_u32 << zoom);
    let x = (lon + 180.0) / 360.0 * n;
    let y = (1.0 - lat.to_radians().tan().asinh() / std::f64::consts::PI) / 2.0 * n;
    (x as u32, y as u32)
}
