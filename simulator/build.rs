//! Looks whether the report's chart library has been built, and says how if it has not.

use std::path::Path;
use std::process::ExitCode;

const BUNDLE: &str = "report-assets/dist/report.js";

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed={BUNDLE}");
    if Path::new(BUNDLE).is_file() {
        return ExitCode::SUCCESS;
    }
    println!(
        "cargo::error=simulator/{BUNDLE} is missing: the reports' charts are drawn by it. \
         Build it with: cd simulator/report-assets && npm ci && npm run build"
    );
    ExitCode::FAILURE
}
