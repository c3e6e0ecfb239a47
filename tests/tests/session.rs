//! A whole session as the manual shows it with curl: ask, book, ride, and call another ride off.

use noriai_tests::{Noriai, Setting, booking_id, rider_key};
use serde_json::{Value, json};

const RIDER: u128 = 1;

#[test]
fn a_ride_from_the_wish_to_the_goal_and_another_called_off() {
    let town = Noriai::start(&Setting::default());
    let (rider, driver) = (rider_key(RIDER), town.keys());

    // What is there
    let place = |query: &str| -> Value {
        let found = town.get(&format!("/v1/places?q={query}&limit=1")).send().json_of(200);
        found["places"][0]["position"].clone()
    };
    let (station, hospital) = (place("yukinose%20station"), place("hospital"));
    assert!(station["lat"].is_f64() && hospital["lat"].is_f64());

    // Ask
    let wish = json!({
        "from": station, "to": hospital, "when": {"kind": "now"},
        "party": {"adults": 1, "children": 1, "infants": 0, "wheelchairs": 0, "disabled": 0},
    });
    let answer = town.post("/v1/offers", &wish).send().json_of(200);
    let offer = &answer["offers"][0];
    assert_eq!(offer["fare_yen"], 450);
    assert!(offer["pickup"]["window"]["from"].as_str() <= offer["pickup"]["window"]["to"].as_str());
    assert!(offer["direct_s"].as_i64() <= offer["ride_s"].as_i64());

    // Book, and book again as a device does whose connection broke
    let booking = booking_id(0xb00c);
    let accept = json!({"id": booking, "offer": offer["id"]});
    let booked = town.post("/v1/bookings", &accept).key(&rider).send().json_of(201);
    assert_eq!(booked["status"], "waiting");
    let again = town.post("/v1/bookings", &accept).key(&rider).send().json_of(200);
    assert_eq!(again, booked);

    // The same id for something else
    let other = json!({"id": booking, "offer": format!("off_{:032x}", 7)});
    let taken = town.post("/v1/bookings", &other).key(&rider).send().json_of(409);
    assert_eq!(taken["code"], "booking_id_taken");

    // The driver
    let vehicle = booked["vehicle"].as_str().unwrap().to_owned();
    let van = Van { town: &town, vehicle: &vehicle, key: &driver[&vehicle] };
    let tour = van.tour();
    let (pickup, dropoff) = (tour["calls"][0]["id"].clone(), tour["calls"][1]["id"].clone());
    assert_eq!(tour["calls"][0]["boards"][0]["booking"], booking);
    assert_eq!(tour["calls"][0]["boards"][0]["party"]["children"], 1);
    van.sees_itself_at(&station);
    let arrived = van.reports(&json!({"kind": "arrive", "call": pickup}));
    assert_eq!(arrived["calls"][0]["state"], "arrived");
    assert!(tour["version"].as_u64() < arrived["version"].as_u64());
    let wrong = json!({"kind": "arrive", "call": dropoff});
    assert_eq!(van.post("actions", &wrong).send().json_of(409)["code"], "not_next_call");
    van.reports(&json!({"kind": "board", "booking": booking}));

    let aboard = read(&town, &booking, &rider);
    assert_eq!(aboard["status"], "aboard");
    assert!(aboard["picked_up_at"].is_string());
    assert!(aboard["vehicle_position"]["lat"].is_f64());
    let cancel = format!("/v1/bookings/{booking}/cancel");
    let refused = town.post(&cancel, &json!({})).key(&rider).send().json_of(409);
    assert_eq!(refused["code"], "already_aboard");

    van.reports(&json!({"kind": "arrive", "call": dropoff}));
    let after = van.reports(&json!({"kind": "alight", "booking": booking}));
    let repeated = van.reports(&json!({"kind": "alight", "booking": booking}));
    assert_eq!(repeated["version"], after["version"]);
    let completed = read(&town, &booking, &rider);
    assert_eq!(completed["status"], "completed");
    assert!(completed["dropped_off_at"].is_string());

    // Another ride, called off
    let answer = town.post("/v1/offers", &wish).send().json_of(200);
    let second = booking_id(0xca11);
    let accept = json!({"id": second, "offer": answer["offers"][0]["id"]});
    let _ = town.post("/v1/bookings", &accept).key(&rider).send().expect_status(201);
    let cancel = format!("/v1/bookings/{second}/cancel");
    let cancelled = town.post(&cancel, &json!({})).key(&rider).send().json_of(200);
    assert_eq!(cancelled["status"], "cancelled");
    let again = town.post(&cancel, &json!({})).key(&rider).send().json_of(200);
    assert_eq!(again["status"], "cancelled");
    assert!(town.get(&cancel).key(&rider).send().status == 405);

    // The day in figures
    let operator = &driver["operator"];
    let today = town.get("/v1/today").key(operator).send().json_of(200);
    assert_eq!((&today["completed"], &today["cancelled"]), (&json!(1), &json!(1)));
    assert_eq!(today["fares_yen"], 450);

    town.assert_log_clean();
}

#[test]
fn a_restart_forgets_no_booking_and_gives_the_same_answers() {
    let mut town = Noriai::start(&Setting::default());
    let rider = rider_key(RIDER);
    let stops = town.get("/v1/town").send().json_of(200)["stops"].clone();
    let wish = json!({
        "from": {"stop": stops[0]["id"]}, "to": {"stop": stops[9]["id"]},
        "when": {"kind": "now"}, "party": {"adults": 2},
    });
    let answer = town.post("/v1/offers", &wish).send().json_of(200);
    let booking = booking_id(1);
    let accept = json!({"id": booking, "offer": answer["offers"][0]["id"]});
    let before = town.post("/v1/bookings", &accept).key(&rider).send().json_of(201);
    let keys = town.keys();
    town.kill();

    let setting = Setting { data: Some(town.data().to_owned()), ..Setting::default() };
    let mut restarted = Noriai::start(&setting);
    assert_eq!(read(&restarted, &booking, &rider)["pickup"], before["pickup"]);
    let again = restarted.post("/v1/bookings", &accept).key(&rider).send().json_of(200);
    assert_eq!((&again["id"], &again["fare_yen"]), (&before["id"], &before["fare_yen"]));
    assert_eq!(restarted.keys(), keys);
    restarted.assert_log_clean();
    restarted.stop();
}

fn read(town: &Noriai, booking: &str, rider: &str) -> Value {
    town.get(&format!("/v1/bookings/{booking}")).key(rider).send().json_of(200)
}

/// A vehicle's tablet.
struct Van<'a> {
    town: &'a Noriai,
    vehicle: &'a str,
    key: &'a str,
}

impl Van<'_> {
    fn post(&self, what: &str, body: &Value) -> noriai_tests::Request {
        self.town.post(&format!("/v1/vehicles/{}/{what}", self.vehicle), body).key(self.key)
    }

    fn tour(&self) -> Value {
        let path = format!("/v1/vehicles/{}/tour", self.vehicle);
        self.town.get(&path).key(self.key).send().json_of(200)
    }

    fn reports(&self, action: &Value) -> Value {
        self.post("actions", action).send().json_of(200)
    }

    fn sees_itself_at(&self, position: &Value) {
        let _ = self.post("sightings", position).send().expect_status(204);
    }
}
