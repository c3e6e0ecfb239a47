//! The one module that owns standard output: results go there, everything else to standard error.

use std::io::Write;

use serde::Serialize;

use crate::failure::Failure;

/// Prints one JSON object.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|fault| {
        Failure::new("output", fault.to_string(), "report this: the program is at fault")
    })?;
    text_line(&text)
}

/// Prints a text and ends the line.
pub(crate) fn text_line(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let printed = out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n"));
    match printed.and_then(|()| out.flush()) {
        // Whoever reads may stop early, as `head` does.
        Err(fault) if fault.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        Err(fault) => Err(Failure::new(
            "output",
            format!("standard output can't be written: {fault}"),
            "check where it is redirected to",
        )),
        Ok(()) => Ok(()),
    }
}

/// Says something to the person at the terminal.
pub(crate) fn say(text: &str) {
    // Nobody is left to be told where standard error is closed.
    drop(writeln!(std::io::stderr().lock(), "{text}"));
}
