//! The graphs, from files beside the project.

use std::error::Error;
use std::fs::{self, File};
use std::path::Path;

use flate2::read::GzDecoder;
use serde::de::DeserializeOwned;

/// A road graph without rules at its nodes; arcs are sorted by tail and none is a loop.
pub(crate) struct Graph {
    pub(crate) name: &'static str,
    pub(crate) lat: Vec<f32>,
    pub(crate) lon: Vec<f32>,
    pub(crate) tail: Vec<u32>,
    pub(crate) head: Vec<u32>,
    /// Travel time, at least 1; the unit is `unit_ms`.
    pub(crate) weight: Vec<u32>,
    /// Length in metres.
    pub(crate) length: Vec<u32>,
    /// How many milliseconds a weight of 1 stands for.
    pub(crate) unit_ms: u32,
    /// A node order for customizable hierarchies that came with the graph.
    pub(crate) order: Option<Vec<u32>>,
}

impl Graph {
    /// How many nodes there are.
    pub(crate) fn n_nodes(&self) -> usize {
        self.lat.len()
    }

    /// Where each node's arcs begin, and one more.
    pub(crate) fn first_out(&self) -> Vec<u32> {
        let nodes = 0..=self.n_nodes() as u32;
        nodes.map(|node| self.tail.partition_point(|tail| *tail < node) as u32).collect()
    }

    /// `arcs`: tail, head, weight, length.
    fn with_arcs(mut self, mut arcs: Vec<(u32, u32, u32, u32)>) -> Result<Self, Box<dyn Error>> {
        arcs.retain(|(tail, head, ..)| tail != head);
        arcs.sort_unstable();
        let n_nodes = self.n_nodes();
        if n_nodes == 0 || arcs.iter().any(|arc| n_nodes <= arc.0.max(arc.1) as usize) {
            return Err(format!("{}: an arc leads to no node", self.name).into());
        }
        self.tail = arcs.iter().map(|arc| arc.0).collect();
        self.head = arcs.iter().map(|arc| arc.1).collect();
        // Nobody's time is nothing: of the contestants only one could hold that.
        self.weight = arcs.iter().map(|arc| arc.2.max(1)).collect();
        self.length = arcs.iter().map(|arc| arc.3).collect();
        Ok(self)
    }

    fn empty(name: &'static str, unit_ms: u32) -> Self {
        let none = Vec::new;
        let (lat, lon) = (Vec::new(), Vec::new());
        let (tail, head, weight, length) = (none(), none(), none(), none());
        Self { name, lat, lon, tail, head, weight, length, unit_ms, order: None }
    }
}

/// Porto: `nodes.csv.gz` (id, lat, lon) and `arcs.csv.gz` (id, tail, head, length, time).
pub(crate) fn porto(folder: &Path) -> Result<Graph, Box<dyn Error>> {
    let mut graph = Graph::empty("porto", 100);
    for node in rows::<(u32, f32, f32)>(&folder.join("nodes.csv.gz"))? {
        graph.lat.push(node.1);
        graph.lon.push(node.2);
    }
    let arcs = rows::<(u32, u32, u32, u32, u32)>(&folder.join("arcs.csv.gz"))?;
    graph.with_arcs(arcs.into_iter().map(|arc| (arc.1, arc.2, arc.4, arc.3)).collect())
}

/// Luxembourg: vectors of little-endian 32-bit words.
pub(crate) fn luxembourg(folder: &Path) -> Result<Graph, Box<dyn Error>> {
    let vector = |name| words(&folder.join(format!("luxembourg_{name}")));
    let degrees =
        |name| vector(name).map(|words| words.into_iter().map(f32::from_bits).collect::<Vec<_>>());
    let mut graph = Graph::empty("luxembourg", 1);
    (graph.lat, graph.lon) = (degrees("latitude")?, degrees("longitude")?);
    graph.order = Some(vector("cch_order")?);
    let (first_out, head) = (vector("first_out")?, vector("head")?);
    let (time, length) = (vector("travel_time")?, vector("geo_distance")?);
    let arcs = first_out.windows(2).zip(0..).flat_map(|(range, tail)| {
        (range[0] as usize..range[1] as usize).map(move |arc| (tail, arc))
    });
    let arcs =
        arcs.map(|(tail, arc)| Some((tail, *head.get(arc)?, *time.get(arc)?, *length.get(arc)?)));
    let arcs: Option<Vec<_>> = arcs.collect();
    graph.with_arcs(arcs.ok_or("luxembourg: the vectors differ in length")?)
}

fn rows<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, Box<dyn Error>> {
    let file = File::open(path).map_err(|error| missing(path, &error))?;
    let mut reader = csv::Reader::from_reader(GzDecoder::new(file));
    let rows: Result<Vec<T>, _> = reader.deserialize().collect();
    rows.map_err(|error| format!("{}: {error}", path.display()).into())
}

fn words(path: &Path) -> Result<Vec<u32>, Box<dyn Error>> {
    let bytes = fs::read(path).map_err(|error| missing(path, &error))?;
    let words = bytes.chunks_exact(4);
    Ok(words.map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]])).collect())
}

fn missing(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}; name the graphs' folders by --porto and --luxembourg", path.display())
}
