//! A small HTTP client: one request a connection, so that nothing is hidden.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;

/// Talks to one service.
#[derive(Clone, Copy, Debug)]
pub struct Client(pub SocketAddr);

/// A request in the making.
#[derive(Clone, Debug)]
pub struct Request {
    to: SocketAddr,
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Header fields by their names in lower case.
    pub headers: BTreeMap<String, String>,
    /// The body, unframed but not unpacked.
    pub body: Vec<u8>,
}

/// Nothing of ours takes as long; a test that hangs is a failure, too.
const PATIENCE: Duration = Duration::from_secs(60);

impl Client {
    /// Reads something.
    #[must_use]
    pub fn get(&self, path: &str) -> Request {
        self.request("GET", path)
    }

    /// Sends JSON.
    #[must_use]
    pub fn post(&self, path: &str, body: &Value) -> Request {
        self.request("POST", path)
            .header("Content-Type", "application/json")
            .body(body.to_string().into_bytes())
    }

    /// Any request.
    #[must_use]
    pub fn request(&self, method: &str, path: &str) -> Request {
        let (method, path) = (method.to_owned(), path.to_owned());
        Request { to: self.0, method, path, headers: Vec::new(), body: None }
    }

    /// A bare connection.
    ///
    /// # Panics
    /// If there is none to be had.
    #[must_use]
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.0).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream.set_write_timeout(Some(PATIENCE)).expect("a timeout");
        stream
    }
}

impl Request {
    /// Adds a header field.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Says who asks.
    #[must_use]
    pub fn key(self, key: &str) -> Self {
        self.header("Authorization", &format!("Bearer {key}"))
    }

    /// Adds a body.
    #[must_use]
    pub fn body(mut self, body: Vec<u8>) -> Self {
        self.body = Some(body);
        self
    }

    /// Sends it and waits for the answer.
    ///
    /// # Panics
    /// If none comes.
    #[must_use]
    pub fn send(self) -> Answer {
        let mut stream = self.open();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        Answer::read(&bytes)
    }

    /// Sends it and leaves the connection open.
    pub(crate) fn open(self) -> TcpStream {
        let mut stream = Client(self.to).connect();
        let Self { to, method, path, headers, body } = self;
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {to}\r\nConnection: close\r\n");
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let body = body.unwrap_or_default();
        if !body.is_empty() || method == "POST" {
            head.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        head.push_str("\r\n");
        // Whoever refuses a body may hang up before it is sent whole.
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
        stream
    }
}

impl Answer {
    fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a whole head");
        let (head, rest) = bytes.split_at(end);
        let head = String::from_utf8_lossy(head).into_owned();
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok());
        let headers: BTreeMap<String, String> = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
            .collect();
        let body = rest.get(4..).unwrap_or_default();
        let chunked = headers.get("transfer-encoding").is_some_and(|how| how == "chunked");
        let body = if chunked { unchunk(body) } else { body.to_vec() };
        Self { status: status.expect("a status"), headers, body }
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// If it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|fault| panic!("{fault}: {}", self.text()))
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The answer itself, if it has that status.
    ///
    /// # Panics
    /// If it has another.
    #[must_use]
    pub fn expect_status(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// The JSON of an answer with that status.
    ///
    /// # Panics
    /// If it has another, or no JSON.
    #[must_use]
    pub fn json_of(self, status: u16) -> Value {
        self.expect_status(status).json()
    }
}

/// Takes the chunks' frames away.
fn unchunk(mut framed: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    while let Some(line) = framed.windows(2).position(|two| two == b"\r\n") {
        let size = String::from_utf8_lossy(&framed[..line]).into_owned();
        let size = usize::from_str_radix(size.trim(), 16).unwrap_or(0);
        let from = line + 2;
        if size == 0 || framed.len() < from + size {
            break;
        }
        plain.extend_from_slice(&framed[from..from + size]);
        framed = framed.get(from + size + 2..).unwrap_or_default();
    }
    plain
}
