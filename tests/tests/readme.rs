//! The README's session, run line by line as a reader would paste it.

#![expect(clippy::expect_used, reason = "helpers of tests fail loudly")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use noriai_tests::{Noriai, Setting};

#[test]
fn the_session_in_the_readme_books_rides_and_calls_off() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let [start, session] = session_blocks(&readme);
    let arguments = clock_arguments(start);
    assert_eq!(arguments.len(), 2, "the README starts a town at a given time: {start}");
    let town = Noriai::start(&Setting { config: None, arguments, ..Setting::default() });

    let run = Command::new("bash")
        .args(["-euo", "pipefail", "-c", session])
        .env("TOWN", town.address())
        .env("DATA", town.data())
        .output()
        .unwrap();

    let said = String::from_utf8_lossy(&run.stdout);
    let complaints = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{said}\n{complaints}\n{}", town.log());
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 3, "{said}");
    assert!(lines[0].starts_with("booked once: {'from': '2026-11-24T09:"), "{said}");
    assert_eq!(lines[1..], ["the first ride: completed", "the second ride: cancelled"]);
    town.assert_log_clean();
}

#[test]
fn a_session_that_fails_is_noticed() {
    let nobody_there = "answer=$(curl -sf http://127.0.0.1:9/); echo unreached";
    let run = Command::new("bash").args(["-euo", "pipefail", "-c", nobody_there]).output().unwrap();
    assert!(!run.status.success() && run.stdout.is_empty());
}

/// The two blocks below the heading: how the town is started, and what is pasted.
fn session_blocks(readme: &str) -> [&str; 2] {
    let section = readme.split("## A session by curl").nth(1).expect("the section is there");
    let mut blocks = section.split("```sh\n").skip(1).map(|part| part.split("```").next());
    [(); 2].map(|()| blocks.next().flatten().expect("two blocks of commands"))
}

/// `--clock-start` and its value, as the README has them.
fn clock_arguments(start: &str) -> Vec<String> {
    let words = start.split_whitespace().skip_while(|word| *word != "--clock-start");
    words.take(2).map(str::to_owned).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
