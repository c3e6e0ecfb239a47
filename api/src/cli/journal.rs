//! `noriai journal`: looks a journal over.

use std::path::PathBuf;

use clap::Subcommand;
use noriai_journal::{JournalError, Report, SqliteOptions, SqliteRecords, verify};
use serde::Serialize;

use crate::failure::Failure;
use crate::{output, time};

/// What to do with a journal.
#[derive(Debug, Subcommand)]
pub(super) enum JournalCommand {
    /// Check that no record is missing or changed, and that all follow from each other.
    Verify {
        /// The data folder of the service, which may be running.
        dir: PathBuf,
        /// Print one JSON object.
        #[arg(long)]
        json: bool,
    },
}

/// A history that broke one rule may have broken it ten thousand times.
const SHOWN_MAX: usize = 100;

/// What was found, as JSON.
#[derive(Debug, Serialize)]
struct Found {
    content: bool,
    area: String,
    records: u64,
    epoch: u64,
    last_at: Option<String>,
    bookings: usize,
    digest: String,
    hash: String,
    n_faults: u64,
    faults: Vec<String>,
    violations: Vec<String>,
}

/// Does it.
pub(super) fn run(command: &JournalCommand) -> Result<(), Failure> {
    let JournalCommand::Verify { dir, json } = command;
    let failed = |fault: JournalError| {
        let cause = format!("{}: {}", dir.display(), fault.cause());
        Failure::new(fault.code(), cause, fault.remedy())
    };
    let records = SqliteRecords::open(dir, &SqliteOptions::default()).map_err(failed)?;
    let report = verify(&records).map_err(failed)?;
    let found = found(&report);
    if *json {
        output::json(&found)?;
    } else {
        output::text_line(&text(&found))?;
    }
    if report.is_content() {
        return Ok(());
    }
    let data = dir.display();
    Err(if report.is_whole() {
        let cause = format!("{data}: {} rules broken in the history", report.violations.len());
        Failure::new("journal_violations", cause, "report the lines above to the developers")
    } else {
        let cause = format!("{data}: {} faults in the journal", report.n_faults);
        Failure::new("journal_damaged", cause, "restore the data folder from a backup")
    })
}

fn found(report: &Report) -> Found {
    Found {
        content: report.is_content(),
        area: report.area.clone(),
        records: report.head.seq,
        epoch: report.epoch.0,
        last_at: report.last_at.map(time::to_text),
        bookings: report.n_bookings,
        digest: format!("{:016x}", report.digest),
        hash: report.head.hash.to_string(),
        n_faults: report.n_faults,
        faults: report.faults.iter().map(ToString::to_string).collect(),
        violations: report.violations.iter().take(SHOWN_MAX).map(ToString::to_string).collect(),
    }
}

fn text(found: &Found) -> String {
    let word = match (found.content, found.n_faults) {
        (true, _) => "nothing is wrong",
        (false, 0) => "whole, but rules were broken",
        (false, _) => "DAMAGED",
    };
    let mut lines = vec![
        format!("journal of area {}: {word}", found.area),
        format!("records   {}", found.records),
        format!("bookings  {}", found.bookings),
        format!("last at   {}", found.last_at.as_deref().unwrap_or("-")),
        format!("state     {}", found.digest),
    ];
    lines.extend(found.faults.iter().map(|fault| format!("fault     {fault}")));
    lines.extend(found.violations.iter().map(|broken| format!("broken    {broken}")));
    lines.join("\n")
}
