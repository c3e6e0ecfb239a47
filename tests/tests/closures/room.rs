//! A control room of a running town.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use noriai_tests::{Answer, Noriai, Setting, booking_id, rider_key, run};
use serde_json::{Value, json};

use crate::lines::{drives, metres, middle_of};

pub(crate) const CLOSURES: &str = "/v1/closures";

/// A town, and who closes its roads.
pub(crate) struct Room {
    pub(crate) town: Noriai,
    pub(crate) operator: String,
    /// The name of the map without closures.
    pub(crate) open_map: Value,
}

impl Room {
    pub(crate) fn start() -> Self {
        // Vans set off at the first full minute.
        Self::with(&at("10:00:54"))
    }

    pub(crate) fn with(setting: &Setting) -> Self {
        let town = Noriai::start(setting);
        let operator = town.keys()["operator"].clone();
        let mut room = Self { town, operator, open_map: Value::Null };
        room.open_map = room.closures()["map"].clone();
        room
    }

    pub(crate) fn close(&self, id: u128, what: Value) -> Answer {
        let mut body = json!({"id": closure_id(id)});
        body.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
        self.town.post(CLOSURES, &body).key(&self.operator).send()
    }

    pub(crate) fn reopen(&self, id: u128) -> Answer {
        let path = format!("{CLOSURES}/{}/reopen", closure_id(id));
        self.town.post(&path, &json!({})).key(&self.operator).send()
    }

    pub(crate) fn closures(&self) -> Value {
        self.town.get(CLOSURES).key(&self.operator).send().json_of(200)
    }

    /// The list, once there are so many and plans are on those roads.
    pub(crate) fn settled(&self, n_closures: usize) -> Value {
        until("the roads are adopted", || {
            let list = self.closures();
            let closures = list["closures"].as_array().unwrap();
            let all_in_force = closures.iter().all(|closure| closure["in_force"] == true);
            let open = list["map"] == self.open_map;
            let adopted = all_in_force && open == (n_closures == 0);
            (closures.len() == n_closures && adopted).then(|| list.clone())
        })
    }

    pub(crate) fn scene(&self) -> Value {
        let mut events = self.town.get("/v1/live").key(&self.operator).events();
        events.next().unwrap().data
    }

    pub(crate) fn road_at(&self, [lon, lat]: [f64; 2]) -> Value {
        let path = format!("/v1/roads?lat={lat}&lon={lon}");
        self.town.get(&path).key(&self.operator).send().json_of(200)
    }

    /// A van on its way to a rider who waits some way off, in a part of the town with more than one
    /// road; its line is what the live picture shows.
    pub(crate) fn send_a_van(&self) -> (String, Vec<Value>) {
        let stops = self.town.get("/v1/town").send().json_of(200)["stops"].clone();
        let depot = self.scene()["vehicles"][0]["position"].clone();
        let mut stops = stops.as_array().unwrap().clone();
        stops.retain(|stop| 1_200.0 < metres(&stop["position"], &depot));
        stops.sort_by_key(|stop| metres(&stop["position"], &depot) as u64);
        let wish = json!({
            "from": {"stop": stops[0]["id"]}, "to": {"stop": stops[9]["id"]},
            "when": {"kind": "now"}, "party": {"adults": 1},
        });
        let answer = self.town.post("/v1/offers", &wish).send().json_of(200);
        let accept = json!({"id": booking_id(1), "offer": answer["offers"][0]["id"]});
        let booked = self.town.post("/v1/bookings", &accept).key(&rider_key(1)).send();
        let van = booked.json_of(201)["vehicle"].as_str().unwrap().to_owned();
        let line = until("the van is on its way", || {
            let line = self.line_of(&van);
            (3 < line.len()).then_some(line)
        });
        (van, line)
    }

    /// The van's line once it is as expected: the picture is drawn about once a second.
    pub(crate) fn line_that(
        &self,
        van: &str,
        what: &str,
        is_so: impl Fn(&[Value]) -> bool,
    ) -> Vec<Value> {
        until(what, || Some(self.line_of(van)).filter(|line| is_so(line)))
    }

    pub(crate) fn line_of(&self, van: &str) -> Vec<Value> {
        let scene = self.scene();
        let vehicles = scene["vehicles"].as_array().unwrap();
        let vehicle = vehicles.iter().find(|vehicle| vehicle["id"] == van).unwrap();
        vehicle["route"].as_array().unwrap().clone()
    }

    pub(crate) fn tour(&self, van: &str) -> Value {
        self.town.get(&format!("/v1/vehicles/{van}/tour")).key(&self.operator).send().json_of(200)
    }
}

/// The first road on the way that may be driven both ways, from the middle on.
pub(crate) fn two_way_road_on(room: &Room, line: &[Value]) -> Value {
    let roads = (line.len() / 2..line.len()).map(|piece| room.road_at(middle_of(line, piece)));
    let both =
        |road: &Value| road["one_way"] == false && drives(line, road["line"].as_array().unwrap());
    let mut roads = roads.filter(both);
    roads.next().unwrap()
}

pub(crate) fn closure_id(number: u128) -> String {
    format!("cls_{number:032x}")
}

/// A refusal has its code, and cause and remedy in both languages.
pub(crate) fn assert_told(answer: &Value, code: &str) {
    assert_eq!(answer["code"], code, "{answer}");
    for text in ["cause", "remedy", "cause_ja", "remedy_ja"] {
        let told = answer[text].as_str().unwrap_or_default();
        assert!(!told.is_empty() && !told.contains('{'), "{text} of {answer}");
    }
}

/// A service whose clock begins at that time of a day, on a map that is imported once for all.
pub(crate) fn at(time: &str) -> Setting {
    static MAP: LazyLock<String> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let (extract, map) = (folder.join("closures.osm.pbf"), folder.join("closures-map"));
        // One of an earlier run, or none.
        let _ = fs::remove_dir_all(&map);
        fs::write(&extract, noriai_maps::town::generate(1)).unwrap();
        let import = ["map".as_ref(), "import".as_ref(), extract.as_os_str(), "--out".as_ref()];
        let imported = run(import.into_iter().chain([map.as_os_str()]));
        assert_eq!(imported.code, 0, "{}", imported.err);
        map.to_str().unwrap().to_owned()
    });
    let clock = format!("2026-11-24T{time}+09:00");
    let arguments = ["--map", &*MAP, "--clock-start", &*clock];
    Setting { arguments: arguments.map(str::to_owned).to_vec(), ..Setting::default() }
}

/// Asks again until there is an answer.
pub(crate) fn until<T>(what: &str, probe: impl Fn() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = probe() {
            return answer;
        }
        assert!(start.elapsed() < Duration::from_secs(180), "never: {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

pub(crate) fn time(text: &Value) -> i64 {
    chrono::DateTime::parse_from_rfc3339(text.as_str().unwrap()).unwrap().timestamp()
}
