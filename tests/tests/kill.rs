//! `kill -9` of the real service under load, 200 times. Eight clients keep their own ledgers of
//! what they were told; after every restart all of it is there, unchanged, a repeated booking has
//! the same answer, and `journal verify` finds nothing wrong.
//!
//! A killed process never shows a missing fsync, as what it wrote is in the kernel's cache; that
//! is for the service's own tests, on a disk that forgets.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail loudly")]

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use chrono::{DateTime, Days, FixedOffset, NaiveTime};
use noriai_tests::{Noriai, Setting, booking_id, rider_key, run};
use serde_json::{Value, json};

const N_KILLS: usize = 200;
const N_CLIENTS: usize = 8;
/// From one client's numbers to the next one's.
const STRIDE: u128 = 1_000_000;

/// A fleet that a week's rides do not fill.
const TOWN: &str = r#"
vehicles = [
  { id = 1, seats = 8 }, { id = 2, seats = 8 }, { id = 3, seats = 8 }, { id = 4, seats = 8 },
  { id = 5, seats = 8 }, { id = 6, seats = 8 }, { id = 7, seats = 8 }, { id = 8, seats = 8 },
]
shifts = [{ vehicles = [1, 2, 3, 4, 5, 6, 7, 8], start = "00:00", end = "24:00" }]

[limits]
offers_burst = 1000
offers_per_minute = 60000
"#;

/// A rider's device: what it was told, and what it asked without hearing the answer.
struct Device {
    n: u128,
    end: u128,
    random: Random,
    told: BTreeMap<String, Told>,
    /// Told of by the service that runs, or was killed last.
    fresh: Vec<String>,
    unheard: Option<Value>,
}

/// A booking as its rider was told of it.
struct Told {
    accept: Value,
    key: String,
    answer: Value,
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (word ^ (word >> 31)) % bound
    }
}

/// Status and body, or nothing if the service went away meanwhile.
fn ask(to: SocketAddr, method: &str, path: &str, key: &str, body: &Value) -> Option<(u16, Value)> {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let mut stream = TcpStream::connect(to).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(60))).ok()?;
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {to}\r\nConnection: close\r\n\
         Authorization: Bearer {key}\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut text = String::new();
    stream.read_to_string(&mut text).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    // An answer that was cut off is none.
    Some((status, serde_json::from_str(body).ok()?))
}

/// What a booking's answer says for good; the plan behind it may change.
fn promised(answer: &Value) -> Value {
    json!({
        "id": answer["id"], "status": answer["status"], "party": answer["party"],
        "fare": answer["fare_yen"], "window": answer["pickup"]["window"],
        "from": answer["pickup"]["place"]["position"],
        "to": answer["dropoff"]["place"]["position"], "latest": answer["dropoff"]["latest"],
    })
}

impl Device {
    fn new(client: usize) -> Self {
        let n = (client as u128 + 1) * STRIDE;
        let random = Random(client as u64);
        Self { n, end: n + STRIDE, random, told: BTreeMap::new(), fresh: Vec::new(), unheard: None }
    }

    /// A wish for one of the next days: vans that nobody drives are not late for it yet.
    fn wish(&mut self, town: &Seen) -> Value {
        let day = Days::new(2 + self.random.below(3));
        let minute = u32::try_from(self.random.below(22 * 60) + 60).unwrap();
        let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap();
        let at = (town.now + day).with_time(time).unwrap().to_rfc3339();
        let mut stop = || {
            let n = self.random.below(town.stops.len() as u64);
            json!({ "stop": town.stops[usize::try_from(n).unwrap()] })
        };
        json!({
            "from": stop(), "to": stop(), "when": {"kind": "depart_at", "at": at},
            "party": {"adults": 1, "children": 0, "infants": 0, "wheelchairs": 0, "disabled": 0},
        })
    }

    /// Asks and books until the service goes away.
    fn book_on(&mut self, to: SocketAddr, town: &Seen, n_told: &AtomicUsize, end: &AtomicBool) {
        while !end.load(Ordering::Acquire) {
            if self.unheard.is_none() {
                let wish = self.wish(town);
                let key = rider_key(self.n);
                let Some((status, answer)) = ask(to, "POST", "/v1/offers", &key, &wish) else {
                    return;
                };
                assert_eq!(status, 200, "{answer}");
                let Some(offer) = answer["offers"][0]["id"].as_str() else { continue };
                self.n += 1;
                assert!(self.n < self.end);
                self.unheard = Some(json!({"id": booking_id(self.n), "offer": offer}));
            }
            let Some(accept) = self.unheard.clone() else { return };
            let key = rider_key(self.n);
            let Some((status, answer)) = ask(to, "POST", "/v1/bookings", &key, &accept) else {
                return;
            };
            self.unheard = None;
            match status {
                200 | 201 => {
                    let id = accept["id"].as_str().unwrap().to_owned();
                    self.fresh.push(id.clone());
                    self.told.insert(id, Told { accept, key, answer: promised(&answer) });
                    n_told.fetch_add(1, Ordering::AcqRel);
                }
                // Offers do not outlive the process: the rider asks anew.
                409 | 410 => {}
                // The answer to somebody who came while it went down.
                503 => return,
                _ => panic!("{status}: {answer}"),
            }
        }
    }

    /// These bookings are there as they were told of; repeating them changes nothing.
    fn check<'a>(&self, town: &Noriai, ids: impl IntoIterator<Item = &'a String>) {
        for id in ids {
            let told = &self.told[id];
            let path = format!("/v1/bookings/{id}");
            let there = town.get(&path).key(&told.key).send().json_of(200);
            assert_eq!(promised(&there), told.answer, "after the restart");
            let again = town.post("/v1/bookings", &told.accept).key(&told.key).send().json_of(200);
            assert_eq!(promised(&again), told.answer, "told again");
        }
    }
}

/// What a device knows of the town.
struct Seen {
    now: DateTime<FixedOffset>,
    stops: Vec<String>,
}

fn look_at(town: &Noriai) -> Seen {
    let answer = town.get("/v1/town").send().json_of(200);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    Seen {
        now: DateTime::parse_from_rfc3339(&text(&answer["clock"]["now"])).unwrap(),
        stops: answer["stops"].as_array().unwrap().iter().map(|stop| text(&stop["id"])).collect(),
    }
}

/// Nothing is wrong with the journal, and it has at least as many bookings as clients know of.
fn verify(town: &Noriai, n_told: usize) {
    let found =
        run(["journal".as_ref(), "verify".as_ref(), town.data().as_os_str(), "--json".as_ref()]);
    let found = found.json();
    assert_eq!(found["content"], true, "{found}");
    let n_bookings = usize::try_from(found["bookings"].as_u64().unwrap()).unwrap();
    assert!(n_told <= n_bookings, "{n_told} bookings were told of: {found}");
}

#[test]
fn two_hundred_kills_lose_no_booking_that_a_client_was_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let setting = Setting { config: Some(TOWN.to_owned()), data: Some(data), ..Setting::default() };
    let mut devices: Vec<Device> = (0..N_CLIENTS).map(Device::new).collect();
    let mut random = Random(9);
    for kill in 0..N_KILLS {
        let mut town = Noriai::start(&setting);
        for device in &mut devices {
            device.check(&town, &device.fresh);
            device.fresh.clear();
        }
        // Now and then it is killed before anybody was served.
        let n_enough = usize::try_from(random.below(16)).unwrap();
        load(&mut town, &mut devices, n_enough);
        let n_told = devices.iter().map(|device| device.told.len()).sum();
        verify(&town, n_told);
        if kill % 50 == 49 {
            println!("{} kills, {n_told} bookings told of", kill + 1);
        }
    }
    let town = Noriai::start(&setting);
    for device in &devices {
        device.check(&town, device.told.keys());
    }
}

/// Lets all clients book until so many were told in all, then kills the service in their midst.
fn load(town: &mut Noriai, devices: &mut [Device], n_enough: usize) {
    let (to, seen) = (town.0, look_at(town));
    let (n_told, end) = (AtomicUsize::new(0), AtomicBool::new(false));
    std::thread::scope(|scope| {
        let clients: Vec<_> = devices
            .iter_mut()
            .map(|device| scope.spawn(|| device.book_on(to, &seen, &n_told, &end)))
            .collect();
        while n_told.load(Ordering::Acquire) < n_enough
            && !clients.iter().all(|client| client.is_finished())
        {
            std::thread::sleep(Duration::from_millis(1));
        }
        town.kill();
        end.store(true, Ordering::Release);
    });
    assert!(n_enough <= n_told.into_inner(), "the clients gave up:\n{}", town.log());
}
