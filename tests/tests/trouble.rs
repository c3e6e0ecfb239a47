//! A van breaks down and a shift ends at another time, on the real service.

use noriai_tests::{Answer, Noriai, Setting, booking_id, rider_key};
use serde_json::{Value, json};

const RIDER: u128 = 1;

/// Somebody who has booked a ride for now, and by which vehicle.
fn booked(town: &Noriai, id: u128) -> Value {
    let stops = town.get("/v1/town").send().json_of(200)["stops"].clone();
    let wish = json!({
        "from": {"stop": stops[0]["id"]}, "to": {"stop": stops[9]["id"]},
        "when": {"kind": "now"}, "party": {"adults": 1},
    });
    let answer = town.post("/v1/offers", &wish).send().json_of(200);
    let accept = json!({"id": booking_id(id), "offer": answer["offers"][0]["id"]});
    town.post("/v1/bookings", &accept).key(&rider_key(RIDER)).send().json_of(201)
}

fn tour(town: &Noriai, vehicle: &str, key: &str) -> Value {
    town.get(&format!("/v1/vehicles/{vehicle}/tour")).key(key).send().json_of(200)
}

fn post(town: &Noriai, shift: &str, what: &str, body: &Value, key: &str) -> Answer {
    town.post(&format!("/v1/shifts/{shift}/{what}"), body).key(key).send()
}

#[test]
fn who_is_aboard_a_broken_van_is_taken_over_by_another() {
    let town = Noriai::start(&Setting::default());
    let (keys, rider) = (town.keys(), rider_key(RIDER));
    let booking = booked(&town, 1);
    let vehicle = booking["vehicle"].as_str().unwrap_or_default().to_owned();
    let before = tour(&town, &vehicle, &keys[&vehicle]);
    let shift = before["shift"]["id"].as_str().unwrap_or_default().to_owned();
    let act = format!("/v1/vehicles/{vehicle}/actions");
    let board = json!({"kind": "board", "booking": booking["id"]});
    let _ = town.post(&act, &board).key(&keys[&vehicle]).send().expect_status(200);

    // Drivers and riders tell the control room, which decides.
    let here = json!({"at": before["calls"][0]["place"]["position"]});
    for key in [&keys[&vehicle], &rider] {
        assert_eq!(
            post(&town, &shift, "breakdown", &here, key).json_of(403)["code"],
            "not_allowed"
        );
    }
    let operator = &keys["operator"];
    let unknown = post(&town, "shf_4000000000", "breakdown", &here, operator).json_of(404);
    assert_eq!(unknown["code"], "no_such_shift");
    let over = post(&town, &shift, "breakdown", &here, operator).json_of(200);
    assert_eq!((&over["is_over"], &over["vehicle"]), (&json!(true), &json!(vehicle)));
    assert_eq!(over["n_cut_off"], 0);

    let path = format!("/v1/bookings/{}", booking["id"].as_str().unwrap_or_default());
    let after = town.get(&path).key(&rider).send().json_of(200);
    assert_eq!(after["status"], "waiting");
    assert_ne!(after["vehicle"], booking["vehicle"]);
    // The same report again changes nothing.
    assert_eq!(post(&town, &shift, "breakdown", &here, operator).json_of(200), over);
    assert_eq!(town.get(&path).key(&rider).send().json_of(200)["vehicle"], after["vehicle"]);
    town.assert_log_clean();
}

#[test]
fn a_shift_ends_at_another_time_ahead() {
    let town = Noriai::start(&Setting::default());
    let keys = town.keys();
    let booking = booked(&town, 2);
    let vehicle = booking["vehicle"].as_str().unwrap_or_default().to_owned();
    let before = tour(&town, &vehicle, &keys[&vehicle]);
    let shift = before["shift"]["id"].as_str().unwrap_or_default().to_owned();
    let operator = &keys["operator"];
    let past = json!({"end": before["shift"]["start"]});
    let refused = post(&town, &shift, "end", &past, operator).json_of(409);
    assert_eq!(refused["code"], "shift_does_not_fit");

    let sooner = json!({"end": before["calls"][1]["departure"]});
    let cut = post(&town, &shift, "end", &sooner, operator).json_of(200);
    assert_eq!((&cut["is_over"], &cut["n_cut_off"]), (&json!(false), &json!(0)));
    let after = tour(&town, &vehicle, &keys[&vehicle]);
    assert_eq!(after["shift"]["end"], cut["end"]);
    assert!(before["version"].as_u64() < after["version"].as_u64());
    assert_eq!(post(&town, &shift, "end", &sooner, operator).json_of(200), cut);
    let again = tour(&town, &vehicle, &keys[&vehicle]);
    assert_eq!(again["version"], after["version"]);
    town.assert_log_clean();
}
