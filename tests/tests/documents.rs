//! The documents lead where they say, and the dictionary knows the words of the code.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail loudly")]

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_link_between_documents_leads_somewhere() {
    let mut broken = Vec::new();
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        let folder = document.parent().unwrap();
        for link in relative_links(&text) {
            if !leads_somewhere(&document, folder, &link) {
                broken.push(format!("{}: {link}", document.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_broken_link_would_be_found() {
    let links = relative_links("[a](docs/none.md) [b](https://example.org) `[c](d)` [e](#here)");
    assert_eq!(links, ["docs/none.md", "#here"]);
    let readme = root().join("README.md");
    assert!(!leads_somewhere(&readme, &root(), "docs/none.md"));
    assert!(!leads_somewhere(&readme, &root(), "ARCHITECTURE.md#no-such-heading"));
    assert!(leads_somewhere(&readme, &root(), "ARCHITECTURE.md#code-map"));
}

#[test]
fn the_dictionary_has_the_domains_words() {
    let dictionary = fs::read_to_string(root().join("docs/DICTIONARY.md")).unwrap();
    let words = [
        "RideRequest",
        "Offer",
        "Booking",
        "Promise",
        "Place",
        "Call",
        "Duty",
        "Leg",
        "Tour",
        "Shift",
        "Capacity",
        "Rejection",
        "Refusal",
        "Policy",
        "Command",
        "Event",
        "Sighting",
    ];
    let missing: Vec<_> =
        words.into_iter().filter(|word| !dictionary.contains(&format!("`{word}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Targets of links that stay within the project; code is left out.
fn relative_links(text: &str) -> Vec<String> {
    let prose = text.split('`').step_by(2).collect::<String>();
    let targets = prose.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let own = targets.filter(|target| !target.contains("://") && !target.is_empty());
    own.map(str::to_owned).collect()
}

fn leads_somewhere(document: &Path, folder: &Path, link: &str) -> bool {
    let (path, heading) = link.split_once('#').unwrap_or((link, ""));
    let target = if path.is_empty() { document.to_owned() } else { folder.join(path) };
    if heading.is_empty() {
        return target.exists();
    }
    let text = fs::read_to_string(target).unwrap_or_default();
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings.map(anchor).any(|anchor| anchor == heading)
}

/// A heading as it is addressed: lower case, words joined by hyphens, signs dropped.
fn anchor(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = words.chars().filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// The project's own documents.
fn documents() -> Vec<PathBuf> {
    let folders = ["", "docs", "docs/decisions", "api/web", "simulator/report-assets", "scenarios"];
    let mut found = Vec::new();
    for folder in folders {
        let Ok(entries) = fs::read_dir(root().join(folder)) else { continue };
        let paths = entries.map(|entry| entry.unwrap().path());
        found.extend(paths.filter(|path| path.extension().is_some_and(|ending| ending == "md")));
    }
    assert!(10 < found.len(), "the documents are where they were");
    found.sort();
    found
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
