//! The command line: one JSON object on standard output, one clear error on standard error.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test")]

use std::fs;
use std::path::{Path, PathBuf};

use noriai_tests::{Noriai, Setting, run};
use serde_json::Value;
use tempfile::TempDir;

#[test]
fn an_import_and_a_look_into_it_print_the_same_json_object() {
    let folder = TempDir::new().unwrap();
    let (file, out) = (extract(&folder), folder.path().join("map"));
    let imported = run(["map", "import", text(&file), "--out", text(&out), "--json"]).json();
    for count in
        ["nodes", "segments", "turn_restrictions", "dangling_references", "dropped_islands"]
    {
        assert!(imported[count].is_u64(), "{count}: {imported}");
    }
    assert!(2_000 < imported["nodes"].as_u64().unwrap());
    let [west, south, east, north] = [0, 1, 2, 3].map(|n| imported["bbox"][n].as_f64().unwrap());
    assert!(west < east && south < north);
    assert_eq!(run(["map", "info", text(&out), "--json"]).json(), imported);
    assert_eq!(run(["map", "info", text(&file), "--json"]).json(), imported);
}

#[test]
fn a_route_prints_seconds_metres_and_the_way_as_longitude_latitude_pairs() {
    let folder = TempDir::new().unwrap();
    let (file, out) = (extract(&folder), folder.path().join("map"));
    let _ = run(["map", "import", text(&file), "--out", text(&out), "--json"]).json();
    let (from, to) = ("36.9500,138.4500", "36.9547,138.4559");
    let route = run(["route", "--map", text(&out), from, to, "--json"]).json();
    assert!(0.0 < route["seconds"].as_f64().unwrap());
    assert!(500.0 < route["metres"].as_f64().unwrap());
    let way = route["geometry"].as_array().unwrap();
    assert!(2 <= way.len());
    let is_near = |pair: &Value| {
        (pair[0].as_f64().unwrap() - 138.45).abs() < 0.1
            && (pair[1].as_f64().unwrap() - 36.95).abs() < 0.1
    };
    assert!(way.iter().all(is_near), "longitude comes first: {way:?}");
    let told = route["instructions"].as_array().unwrap();
    let metres: f64 = told.iter().map(|it| it["metres"].as_f64().unwrap()).sum();
    assert!((metres - route["metres"].as_f64().unwrap()).abs() < 1.0, "{told:?}");
    assert!(told[0]["text"].as_str().unwrap().contains("進"), "{told:?}");
    let english = run(["route", "--map", text(&out), from, to, "--lang", "en"]);
    assert_eq!(english.out.lines().count(), 1 + told.len(), "{}", english.out);
    assert!(english.out.contains("Head "), "{}", english.out);
    // The same from the extract itself.
    assert_eq!(run(["route", "--map", text(&file), from, to, "--json"]).json(), route);
    // A place in the sea has no road.
    let refused = run(["route", "--map", text(&out), "30.0,140.0", to, "--json"]);
    assert_refused(&refused, "too_far_from_road", "30.0");
}

#[test]
fn a_truncated_an_empty_and_a_strange_file_are_refused_and_nothing_is_written() {
    let folder = TempDir::new().unwrap();
    let whole = fs::read(extract(&folder)).unwrap();
    let half = &whole[..whole.len() / 2];
    for (name, bytes, code) in [
        ("half.osm.pbf", half, "map_truncated"),
        ("empty.osm.pbf", &[][..], "map_empty"),
        ("page.osm.pbf", b"<!doctype html><html>not found</html>".as_slice(), "map_not_pbf"),
    ] {
        let file = folder.path().join(name);
        fs::write(&file, bytes).unwrap();
        let before = listing(folder.path());
        let out = folder.path().join("map");
        for refused in [
            run(["map", "import", text(&file), "--out", text(&out), "--json"]),
            run(["map", "info", text(&file), "--json"]),
            run(["route", "--map", text(&file), "1,1", "2,2", "--json"]),
        ] {
            assert_refused(&refused, code, name);
        }
        assert_eq!(listing(folder.path()), before, "{name}");
    }
    let absent = folder.path().join("absent.osm.pbf");
    assert_refused(&run(["map", "info", text(&absent)]), "map_unreadable", "absent.osm.pbf");
}

#[test]
fn serving_a_broken_map_ends_with_the_same_error() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("page.osm.pbf");
    fs::write(&file, "<html>").unwrap();
    let data = folder.path().join("data");
    for command in ["serve", "demo"] {
        let refused = run([command, "--port", "0", "--data", text(&data), "--map", text(&file)]);
        assert_refused(&refused, "map_not_pbf", "page.osm.pbf");
    }
}

#[test]
fn an_unknown_key_of_a_configuration_is_refused_with_its_place() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("town.toml");
    fs::write(&file, "vehicles = []\nshifts = []\n[policy]\nmax_weight_min = 3\n").unwrap();
    let data = folder.path().join("data");
    let refused = run(["serve", "--port", "0", "--data", text(&data), "--config", text(&file)]);
    assert_refused(&refused, "config_invalid", "town.toml");
    assert!(refused.err.contains("max_weight_min"), "{}", refused.err);
    assert!(!data.exists());
}

#[test]
fn a_journal_is_looked_over_while_it_is_written_and_afterwards() {
    let mut town = Noriai::start(&Setting::default());
    let data = town.data().to_owned();
    let found = run(["journal", "verify", text(&data), "--json"]).json();
    assert_eq!(found["content"], true);
    assert!(0 < found["records"].as_u64().unwrap());
    town.stop();
    let after = run(["journal", "verify", text(&data), "--json"]).json();
    assert_eq!(after["content"], true);

    let empty = TempDir::new().unwrap();
    let refused = run(["journal", "verify", text(empty.path())]);
    assert_refused(&refused, "journal_missing", text(empty.path()));
}

#[test]
fn two_services_do_not_write_one_journal() {
    let town = Noriai::start(&Setting::default());
    let refused = run(["serve", "--port", "0", "--data", text(town.data())]);
    assert_refused(&refused, "journal_in_use", text(town.data()));
    let taken = town.0.port().to_string();
    let other = TempDir::new().unwrap();
    let refused = run(["serve", "--port", &taken, "--data", text(other.path())]);
    assert_refused(&refused, "address_in_use", &taken);
}

#[test]
fn the_printed_interface_is_the_checked_in_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let checked_in = fs::read_to_string(root.join("docs/openapi.json")).unwrap();
    let printed = run(["openapi"]);
    assert_eq!(printed.code, 0);
    assert_eq!(printed.out, checked_in);
}

#[test]
fn logs_are_json_where_that_is_asked_for() {
    let arguments = vec!["--log-format".to_owned(), "json".to_owned()];
    let town = Noriai::start(&Setting { arguments, ..Setting::default() });
    let _ = town.get("/v1/town").send().expect_status(200);
    let log = town.log();
    let lines = log.lines().filter(|line| line.starts_with('{'));
    let lines: Vec<Value> = lines.map(|line| serde_json::from_str(line).unwrap()).collect();
    let answered = lines.iter().find(|line| line["fields"]["route"] == "/v1/town").unwrap();
    assert_eq!(answered["fields"]["status"], 200);
}

#[test]
fn a_dial_a_ride_instance_is_solved_into_tours_with_their_times() {
    let folder = TempDir::new().unwrap();
    let (file, out) = (folder.path().join("two.txt"), folder.path().join("tours.json"));
    let two = "1 2 90 2 40\n0 0 0 0 0 0 480\n1 3 0 1 1 10 25\n2 6 0 1 1 0 480\n\
               3 9 0 1 -1 0 20\n4 12 0 1 -1 20 35\n5 0 0 0 0 0 480\n";
    fs::write(&file, two).unwrap();
    let with = |more: &[&str]| {
        let arguments = [&["solve", "darp", text(&file)], more].concat();
        run(arguments.as_slice())
    };
    let found = with(&["--iterations", "300", "--out", text(&out), "--json"]).json();
    assert_eq!((&found["distance"], &found["n_unserved"]), (&24.0.into(), &0.into()));
    assert_eq!(found["is_proven"], true);
    let tours: Value = serde_json::from_str(&fs::read_to_string(&out).unwrap()).unwrap();
    assert_eq!(tours["routes"], serde_json::json!([[1, 2, 3, 4]]));
    let begins = tours["timetables"][0].as_array().unwrap();
    assert_eq!((begins.len(), &begins[1]["node"]), (6, &1.into()));
    // A second rider at the same time is one too many for a vehicle of one place.
    fs::write(&file, two.replace("90 2 40", "30 1 40")).unwrap();
    let left_out = with(&["--time", "0.2"]);
    assert_ne!(left_out.code, 0);
    assert!(left_out.err.contains("error[unserved]: "), "{}", left_out.err);
    fs::write(&file, two.replace("6 0 1 1", "6 0 one 1")).unwrap();
    assert_refused(&with(&["--time", "0.2"]), "bad_instance", "line 4: ");
}

/// One block with code, cause and remedy, naming what it is about; and nothing on standard output.
#[track_caller]
fn assert_refused(finished: &noriai_tests::Finished, code: &str, names: &str) {
    assert_ne!(finished.code, 0);
    assert_eq!(finished.out, "");
    let errors: Vec<&str> =
        finished.err.lines().filter(|line| line.starts_with("error[")).collect();
    assert_eq!(errors.len(), 1, "{}", finished.err);
    assert!(errors[0].starts_with(&format!("error[{code}]: ")), "{}", finished.err);
    assert!(finished.err.contains(names), "{}", finished.err);
    assert_eq!(finished.err.matches("\n  remedy: ").count(), 1, "{}", finished.err);
    assert!(!finished.err.contains("panicked"), "{}", finished.err);
}

/// The generated town as a file.
fn extract(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("town.osm.pbf");
    fs::write(&path, noriai_maps::town::generate(1)).unwrap();
    path
}

fn listing(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
