//! A running service with its own data folder.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::binary::binary;
use crate::client::Client;

/// What a service is started with.
#[derive(Clone, Debug)]
pub struct Setting {
    /// `serve` or `demo`.
    pub command: &'static str,
    /// The town's configuration; [`ALL_DAY`] by default.
    pub config: Option<String>,
    /// The data folder; a fresh one by default.
    pub data: Option<PathBuf>,
    /// Further arguments.
    pub arguments: Vec<String>,
}

/// Two vans that are on duty day and night, so that a test may run at any time of day.
pub const ALL_DAY: &str = r#"
vehicles = [{ id = 1, seats = 8, wheelchairs = 1 }, { id = 2, seats = 4 }]
shifts = [{ vehicles = [1, 2], start = "00:00", end = "24:00" }]

[limits]
offers_burst = 1000
offers_per_minute = 60000
"#;

impl Default for Setting {
    fn default() -> Self {
        let config = Some(ALL_DAY.to_owned());
        Self { command: "serve", config, data: None, arguments: Vec::new() }
    }
}

/// A running service; it ends when it is let go.
#[derive(Debug)]
pub struct Noriai {
    child: Child,
    client: Client,
    data: PathBuf,
    log: PathBuf,
    _folder: TempDir,
}

impl Noriai {
    /// Starts a service and waits until it is healthy.
    ///
    /// # Panics
    /// If it does not get there; its log is shown.
    #[must_use]
    pub fn start(setting: &Setting) -> Self {
        let folder = TempDir::new().expect("a folder");
        let data = setting.data.clone().unwrap_or_else(|| folder.path().join("data"));
        let log = folder.path().join("log");
        let mut command = Command::new(binary());
        command.arg(setting.command).args(["--port", "0", "--data"]).arg(&data);
        if let Some(config) = &setting.config {
            let file = folder.path().join("town.toml");
            fs::write(&file, config).expect("a configuration");
            command.arg("--config").arg(file);
        }
        let child = command
            .args(&setting.arguments)
            .env_remove("RUST_LOG")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(&log).expect("a log"))
            .spawn()
            .expect("the binary starts");
        let client = Client(([127, 0, 0, 1], 0).into());
        let mut service = Self { child, client, data, log, _folder: folder };
        service.wait_until_healthy();
        service
    }

    fn wait_until_healthy(&mut self) {
        // Importing the generated town is the longest part of it.
        for _ in 0..1_200 {
            if let Some(status) = self.child.try_wait().expect("the child's state") {
                panic!("the service ended with {status}:\n{}", self.log());
            }
            let said = self.log();
            let address = said.lines().find_map(|line| line.split(" is served at http://").nth(1));
            if let Some(address) = address {
                self.client = Client(address.trim().parse().expect("an address"));
                let health = self.client.get("/health").send();
                assert_eq!(health.status, 200, "{}", health.text());
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the service does not come up:\n{}", self.log());
    }

    /// Everything it has said so far.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Where it serves, as a browser writes it.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}", self.client.0)
    }

    /// The data folder.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The operator's key (`operator`) and the drivers' (`veh_1`, ...), from the key file.
    #[must_use]
    pub fn keys(&self) -> BTreeMap<String, String> {
        let text = fs::read_to_string(self.data.join("keys.toml")).expect("a key file");
        let pairs = text.lines().filter_map(|line| line.split_once(" = "));
        pairs.map(|(name, key)| (name.to_owned(), key.trim_matches('"').to_owned())).collect()
    }

    /// Ends it as an operator does, and waits for that.
    ///
    /// # Panics
    /// If it does not end well.
    pub fn stop(&mut self) {
        let told = Command::new("kill").arg(self.child.id().to_string()).status();
        assert!(told.expect("kill").success());
        let status = self.child.wait().expect("an end");
        assert!(status.success(), "ended with {status}:\n{}", self.log());
    }

    /// Ends it as a power cut does.
    pub fn kill(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Fails if the log has a warning or an error.
    ///
    /// # Panics
    /// If it has; the lines are shown.
    pub fn assert_log_clean(&self) {
        let log = self.log();
        let is_bad = |line: &&str| {
            ["WARN", "ERROR", "panicked", "error["].iter().any(|word| line.contains(word))
        };
        let bad: Vec<&str> = log.lines().filter(is_bad).collect();
        assert!(bad.is_empty(), "the log is not clean:\n{}", bad.join("\n"));
    }
}

impl Deref for Noriai {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Drop for Noriai {
    fn drop(&mut self) {
        self.kill();
        if std::thread::panicking() {
            eprintln!("the service's log:\n{}", self.log());
        }
    }
}
