//! The pure crates name nothing of the outside world: their answers depend on their arguments.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test")]

use std::fs;
use std::path::{Path, PathBuf};

/// Crates that must replay the same on any machine, and what they may depend on.
const PURE: [(&str, &[&str]); 4] = [
    ("dispatcher/units", &[]),
    ("dispatcher/core", &["noriai-units"]),
    ("maps/network", &["noriai-units", "serde"]),
    (
        "router",
        &[
            "fast_paths",
            "noriai-core",
            "noriai-network",
            "noriai-units",
            "postcard",
            "rstar",
            "serde",
            "thiserror",
        ],
    ),
];

/// Words of the outside world, and why they break replay.
const FORBIDDEN: [(&str, &str); 26] = [
    ("tokio", "a task's order is not in the journal"),
    ("actix", "the core knows no HTTP"),
    ("actix_web", "the core knows no HTTP"),
    ("redis", "the core knows no store"),
    ("rusqlite", "the core knows no store"),
    ("async", "a task's order is not in the journal"),
    ("spawn", "a thread's order is not in the journal"),
    ("SystemTime", "time comes in as an argument"),
    ("Instant", "time comes in as an argument"),
    ("chrono", "zones belong to the edge"),
    ("rand", "chance comes in as a seed"),
    ("getrandom", "chance comes in as a seed"),
    ("RandomState", "chance comes in as a seed"),
    ("fs", "files belong to the edge"),
    ("File", "files belong to the edge"),
    ("Path", "files belong to the edge"),
    ("PathBuf", "files belong to the edge"),
    ("stdin", "input belongs to the edge"),
    ("println", "output belongs to the edge"),
    ("eprintln", "output belongs to the edge"),
    ("env", "the environment belongs to the edge"),
    ("TcpStream", "the network belongs to the edge"),
    ("HashMap", "its order changes from run to run"),
    ("HashSet", "its order changes from run to run"),
    ("FxHashMap", "its order is an accident"),
    ("unsafe", "nothing here needs it"),
];

/// The router's own type for a way through the network shares a name with that of files.
const OWN_NAMES: [(&str, &str); 1] = [("router", "Path")];

#[test]
fn pure_crates_name_nothing_of_the_outside_world() {
    let mut found = Vec::new();
    for (folder, _) in PURE {
        for file in rust_files(&root().join(folder).join("src")) {
            let source = fs::read_to_string(&file).unwrap();
            for (line, word, why) in forbidden_words(&source) {
                if !OWN_NAMES.contains(&(folder, word)) {
                    found.push(format!("{}:{line}: `{word}`: {why}", file.display()));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn pure_crates_depend_on_nothing_else() {
    for (folder, allowed) in PURE {
        let manifest = fs::read_to_string(root().join(folder).join("Cargo.toml")).unwrap();
        for dependency in dependencies(&manifest) {
            assert!(
                allowed.contains(&dependency.as_str()),
                "{folder} depends on {dependency}: add it to this list only if it does no I/O, \
                 reads no clock and draws no randomness"
            );
        }
    }
}

#[test]
fn every_forbidden_word_would_be_found() {
    for (word, _) in FORBIDDEN {
        let source = format!("fn innocent() {{}}\nfn guilty() {{ let it = {word}::new(); }}\n");
        let found = forbidden_words(&source);
        assert_eq!(found.iter().map(|(line, w, _)| (*line, *w)).collect::<Vec<_>>(), [(2, word)]);
    }
}

#[test]
fn words_in_comments_and_inside_other_words_do_not_count() {
    let source =
        "// A HashMap would do.\nlet brand = offset; //! File\n/// tokio\nstruct Profile;\n";
    assert_eq!(forbidden_words(source), []);
}

#[test]
fn a_dependency_on_the_outside_world_would_be_found() {
    let manifest = "[package]\nname = \"x\"\n[dependencies]\nserde.workspace = true\n\
                    tokio = { workspace = true }\n[dev-dependencies]\nproptest.workspace = true\n";
    assert_eq!(dependencies(manifest), ["serde", "tokio"]);
}

fn forbidden_words(source: &str) -> Vec<(usize, &'static str, &'static str)> {
    let mut found = Vec::new();
    for (index, line) in source.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        let words = code.split(|c: char| !(c.is_alphanumeric() || c == '_'));
        for word in words {
            let known = FORBIDDEN.iter().find(|(forbidden, _)| *forbidden == word);
            found.extend(known.map(|(forbidden, why)| (index + 1, *forbidden, *why)));
        }
    }
    found
}

/// The names below `[dependencies]`, development's own left out.
fn dependencies(manifest: &str) -> Vec<String> {
    let section = manifest.split("\n[").find_map(|part| part.strip_prefix("dependencies]"));
    let lines = section.unwrap_or_default().lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| line.split(['.', '=', ' ']).next())
        .map(str::to_owned)
        .collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
