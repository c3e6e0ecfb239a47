//! The page is part of the binary: without it there is nothing to build.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=web/dist");
    println!("cargo::rerun-if-changed=build.rs");
    if Path::new("web/dist/index.html").is_file() {
        return ExitCode::SUCCESS;
    }
    println!(
        "cargo::error=the page is not built: api/web/dist/index.html is missing. \
         Run `npm ci && npm run build` in api/web, or `make web`"
    );
    ExitCode::FAILURE
}
