//! Finding the binary under test, and running it to its end.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use serde_json::Value;

/// What a command printed, and how it ended.
#[derive(Clone, Debug)]
pub struct Finished {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// The exit status; 0 is success.
    pub code: i32,
}

/// The binary that `cargo build` put beside this test, no older than its sources; or the one that
/// `NORIAI_BINARY` names, such as a released one, whatever its age.
///
/// # Panics
/// If it is missing or stale: a test of yesterday's binary proves nothing.
#[must_use]
pub fn binary() -> PathBuf {
    if let Some(named) = std::env::var_os("NORIAI_BINARY") {
        return PathBuf::from(named);
    }
    let test = std::env::current_exe().expect("the test's own path");
    let folder = test.parent().and_then(Path::parent).expect("target/<profile>/deps/<test>");
    let path = folder.join(if cfg!(windows) { "noriai.exe" } else { "noriai" });
    let profile = match folder.file_name().and_then(OsStr::to_str) {
        Some("debug") | None => String::new(),
        Some(profile) => format!(" --{profile}"),
    };
    let command = format!("cargo build{profile} -p noriai-api");
    let Some(built) = modified(&path) else {
        panic!("{} is missing: run `{command}` (or `make build`) first", path.display());
    };
    for source in sources(&folder.join("noriai.d")) {
        assert!(
            modified(&source).is_none_or(|changed| changed <= built),
            "{} is older than {}: run `{command}` (or `make build`) first",
            path.display(),
            source.display()
        );
    }
    path
}

/// The files that the binary was made of, as the compiler noted them.
fn sources(dep_info: &Path) -> Vec<PathBuf> {
    let noted = fs::read_to_string(dep_info).unwrap_or_default();
    let (_, sources) = noted.split_once(": ").unwrap_or_default();
    let sources = sources.trim().replace("\\ ", "\0");
    sources.split(' ').map(|path| PathBuf::from(path.replace('\0', " "))).collect()
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|file| file.modified()).ok()
}

/// Runs a command of the binary to its end.
///
/// # Panics
/// If it can't be started.
pub fn run<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Finished {
    let output = Command::new(binary())
        .args(arguments)
        .env_remove("RUST_LOG")
        .stdin(Stdio::null())
        .output()
        .expect("the binary starts");
    Finished {
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
        code: output.status.code().unwrap_or(-1),
    }
}

impl Finished {
    /// The one JSON object on standard output of a command that succeeded.
    ///
    /// # Panics
    /// If there is anything else, or the command failed.
    #[must_use]
    pub fn json(&self) -> Value {
        assert_eq!(self.code, 0, "{}", self.err);
        let value: Value = serde_json::from_str(&self.out).expect("one JSON value and no more");
        assert!(value.is_object(), "{value}");
        value
    }
}
