//! Reading Cordeau's format: `K n T Q L`, then `id x y service load earliest latest`.

use std::error::Error;
use std::fmt;
use std::str::{FromStr, SplitWhitespace};

use super::{Instance, Node};

/// The search keeps all distances at hand: 128 MB for so many.
const REQUESTS_MAX: usize = 2_000;

/// Why a text is no instance: the line, counted from 1, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceError {
    line: usize,
    cause: String,
}

impl InstanceError {
    /// The line at fault, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// A stable word for this kind of error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        "bad_instance"
    }

    /// What the reader can do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        "give a dial-a-ride instance: `K n T Q L`, then a line a node, `id x y service load earliest latest`"
    }
}

impl fmt::Display for InstanceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.cause)
    }
}

impl Error for InstanceError {}

impl Instance {
    /// Reads an instance.
    ///
    /// Blank lines are passed over. Numbers after the fifth of the first line are ignored, as
    /// some collections add the fleet's own there.
    ///
    /// # Errors
    ///
    /// The first line that breaks the format, or a rule of the problem: an end before its begin, a
    /// drop-off that does not set down what its pickup took up, a request too large for a vehicle.
    pub fn parse(text: &str) -> Result<Self, InstanceError> {
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(index, line)| Line { number: index + 1, words: line.split_whitespace() })
            .filter(|line| line.words.clone().next().is_some());
        let after = text.lines().count() + 1;
        let missing =
            |what: &str| InstanceError { line: after, cause: format!("{what} is missing") };

        let mut head = lines.next().ok_or_else(|| missing("the first line"))?;
        let n_vehicles = head.read::<usize>("the number of vehicles")?;
        let n_requests = head.read::<usize>("the number of requests")?;
        if !(1..=REQUESTS_MAX).contains(&n_requests) {
            return Err(head.fault(format!("{n_requests} requests: expected 1 to {REQUESTS_MAX}")));
        }
        let mut instance = Self {
            n_vehicles,
            n_requests,
            duration_max: head.non_negative("the longest tour")?,
            capacity: head.non_negative("the capacity")?,
            ride_max: head.non_negative("the longest ride")?,
            nodes: Vec::with_capacity(2 * n_requests + 2),
        };
        for id in 0..=instance.end() {
            let mut line = lines.next().ok_or_else(|| missing(&format!("node {id}")))?;
            let node = line.node(id, &instance)?;
            instance.nodes.push(node);
        }
        match lines.next() {
            Some(line) => Err(line.fault(format!("a node after the last, {}", instance.end()))),
            None => Ok(instance),
        }
    }
}

/// What is left of a line.
struct Line<'a> {
    number: usize,
    words: SplitWhitespace<'a>,
}

impl Line<'_> {
    fn fault(&self, cause: String) -> InstanceError {
        InstanceError { line: self.number, cause }
    }

    fn read<T: FromStr>(&mut self, what: &str) -> Result<T, InstanceError> {
        let word = self.words.next().ok_or_else(|| self.fault(format!("{what} is missing")))?;
        word.parse()
            .map_err(|_no_such_number| self.fault(format!("{what}: `{word}` is no such number")))
    }

    fn finite(&mut self, what: &str) -> Result<f64, InstanceError> {
        let number: f64 = self.read(what)?;
        if number.is_finite() {
            Ok(number)
        } else {
            Err(self.fault(format!("{what}: {number} is not finite")))
        }
    }

    fn non_negative(&mut self, what: &str) -> Result<f64, InstanceError> {
        let number = self.finite(what)?;
        if number < 0.0 {
            Err(self.fault(format!("{what}: {number} is negative")))
        } else {
            Ok(number)
        }
    }

    /// Node `id` of `instance`, of which the nodes before it are known.
    fn node(&mut self, id: usize, instance: &Instance) -> Result<Node, InstanceError> {
        let found = self.read::<usize>("the node's number")?;
        if found != id {
            return Err(self.fault(format!("node {found}, where node {id} is due")));
        }
        let node = Node {
            x: self.finite("x")?,
            y: self.finite("y")?,
            service: self.non_negative("the service time")?,
            load: self.finite("the load")?,
            earliest: self.finite("the earliest time")?,
            latest: self.finite("the latest time")?,
        };
        if self.words.next().is_some() {
            return Err(self.fault("more than seven numbers".to_owned()));
        }
        if node.latest < node.earliest {
            let (earliest, latest) = (node.earliest, node.latest);
            return Err(self.fault(format!("the window ends at {latest}, before {earliest}")));
        }
        let n = instance.n_requests;
        let due = match id {
            _ if id == 0 || id == instance.end() => 0.0,
            _ if id <= n && node.load < 0.0 => {
                return Err(self.fault(format!("{} boards at a pickup", node.load)));
            }
            _ if id <= n && instance.capacity < node.load => {
                let (load, capacity) = (node.load, instance.capacity);
                return Err(self.fault(format!("{load} boards, more than the capacity {capacity}")));
            }
            _ if id <= n => node.load,
            _ => instance.nodes.get(id - n).map_or(0.0, |pickup| -pickup.load),
        };
        if node.load < due || due < node.load {
            return Err(self.fault(format!("load {}, where {due} is due", node.load)));
        }
        Ok(node)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str =
        "1 1 480 3 30\n0 0 0 0 0 0 480\n1 1 0 3 1 0 100\n2 2 0 3 -1 0 200\n3 0 0 0 0 0 480\n";

    fn fault(text: &str) -> (usize, String) {
        let error = Instance::parse(text).unwrap_err();
        (error.line(), error.to_string())
    }

    #[test]
    fn an_instance_is_read_as_it_stands() {
        let instance = Instance::parse(SMALL).unwrap();
        assert_eq!((instance.n_vehicles(), instance.n_requests(), instance.end()), (1, 1, 3));
        assert_eq!(
            (instance.duration_max(), instance.capacity(), instance.ride_max()),
            (480.0, 3.0, 30.0)
        );
        let drop_off = instance.nodes()[2];
        assert_eq!((drop_off.x, drop_off.service, drop_off.load), (2.0, 3.0, -1.0));
        assert_eq!((drop_off.earliest, drop_off.latest), (0.0, 200.0));
    }

    #[test]
    fn blank_lines_are_passed_over_and_still_counted() {
        assert!(Instance::parse(&SMALL.replace('\n', "\n\n")).is_ok());
        assert_eq!(fault(&SMALL.replace("\n2 2 0 3", "\n\n2 2 zero 3")).0, 5);
    }

    #[test]
    fn a_fault_names_its_line() {
        for (from, to, line, cause) in [
            ("1 1 480", "1 none 480", 1, "`none` is no such number"),
            ("1 1 480", "1 0 480", 1, "0 requests"),
            (" 3 30\n", " 3\n", 1, "the longest ride is missing"),
            (" 480 3 30", " -480 3 30", 1, "-480 is negative"),
            ("\n0 0 0", "\n7 0 0", 2, "node 7, where node 0 is due"),
            ("1 1 0 3 1 0 100", "1 NaN 0 3 1 0 100", 3, "not finite"),
            ("1 1 0 3 1 0 100", "1 1 0 3 4 0 100", 3, "more than the capacity"),
            ("1 1 0 3 1 0 100", "1 1 0 3 -1 0 100", 3, "-1 boards at a pickup"),
            ("1 1 0 3 1 0 100", "1 1 0 3 1 0 100 9", 3, "more than seven"),
            ("2 2 0 3 -1", "2 2 0 3 -2", 4, "load -2, where -1 is due"),
            ("-1 0 200", "-1 201 200", 4, "the window ends at 200, before 201"),
            ("3 0 0 0 0 0 480", "3 0 0 0 1 0 480", 5, "load 1, where 0 is due"),
            ("3 0 0 0 0 0 480\n", "", 5, "node 3 is missing"),
            ("480\n1 1", "480\n1 1 0", 3, "more than seven"),
        ] {
            let (at, said) = fault(&SMALL.replacen(from, to, 1));
            assert_eq!(at, line, "{said}");
            assert!(said.contains(cause), "{said}");
        }
        assert_eq!(fault(&format!("{SMALL}4 0 0 0 0 0 1\n")).0, 6);
        assert_eq!(fault("").0, 1);
    }
}
