//! Server-sent events as they come.

use std::io::{BufRead, BufReader};
use std::net::TcpStream;

use serde_json::Value;

use crate::client::Request;

/// One event.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its number.
    pub id: u64,
    /// Its name.
    pub event: String,
    /// What it tells.
    pub data: Value,
}

/// Events of an open connection.
#[derive(Debug)]
pub struct Events {
    /// The HTTP status; without 200 there are no events.
    pub status: u16,
    lines: BufReader<TcpStream>,
}

impl Request {
    /// Sends it and reads events from then on.
    ///
    /// # Panics
    /// If no answer comes.
    #[must_use]
    pub fn events(self) -> Events {
        let mut lines = BufReader::new(self.header("Accept", "text/event-stream").open());
        let mut line = String::new();
        lines.read_line(&mut line).expect("a status line");
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok());
        while !line.trim().is_empty() {
            line.clear();
            lines.read_line(&mut line).expect("a header field");
        }
        Events { status: status.expect("a status"), lines }
    }
}

impl Iterator for Events {
    type Item = Event;

    /// The next whole event; `None` once the line is closed. Frames of chunks are passed over:
    /// they are lines of their own.
    fn next(&mut self) -> Option<Event> {
        let (mut id, mut event) = (None, None);
        loop {
            let mut line = String::new();
            if self.lines.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if let Some(value) = line.strip_prefix("id: ") {
                id = value.trim().parse().ok();
            } else if let Some(value) = line.strip_prefix("event: ") {
                event = Some(value.trim().to_owned());
            } else if let Some(value) = line.strip_prefix("data: ") {
                let data = serde_json::from_str(value.trim()).ok()?;
                return Some(Event { id: id?, event: event?, data });
            }
        }
    }
}
