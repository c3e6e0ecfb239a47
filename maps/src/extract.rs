//! All objects of an OpenStreetMap extract, in memory, ordered by id.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use noriai_units::Position;
use osmpbfreader::OsmObj;
pub use osmpbfreader::{Node, NodeId, OsmId, Relation, RelationId, Tags, Way, WayId};

use crate::ImportError;
use crate::framing::Blocks;

/// All objects of an OpenStreetMap extract.
///
/// A town's extract is a few megabytes; held whole, every later step is a plain walk over it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extract {
    /// Each sorted by id, without doubles.
    nodes: Vec<Node>,
    ways: Vec<Way>,
    relations: Vec<Relation>,
}

impl Extract {
    /// Reads a PBF file by its path.
    ///
    /// # Errors
    /// As [`Extract::read`]; the error names the file.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, ImportError> {
        let path = path.as_ref();
        File::open(path)
            .map_err(ImportError::from)
            .and_then(|file| Self::read(BufReader::new(file)))
            .map_err(|fault| fault.in_file(path))
    }

    /// Reads a PBF stream to its end.
    ///
    /// # Errors
    /// The first thing that is wrong with the stream: unreadable, empty, not PBF, truncated,
    /// damaged, or using a part of the format that is not supported.
    pub fn read(from: impl Read) -> Result<Self, ImportError> {
        let mut blocks = Blocks::new(from);
        let mut extract = Self::default();
        blocks.header()?;
        while let Some(block) = blocks.next_block()? {
            for object in osmpbfreader::blocks::iter(&block) {
                match object {
                    OsmObj::Node(node) => extract.nodes.push(node),
                    OsmObj::Way(way) => extract.ways.push(way),
                    OsmObj::Relation(relation) => extract.relations.push(relation),
                }
            }
        }
        extract.order();
        Ok(extract)
    }

    /// An extract of given objects, in any order.
    ///
    /// # Errors
    /// [`ImportError::Damaged`] if a node is off the earth.
    pub fn from_objects(
        nodes: Vec<Node>,
        ways: Vec<Way>,
        relations: Vec<Relation>,
    ) -> Result<Self, ImportError> {
        let on_earth =
            |node: &Node| Position::from_e7(node.decimicro_lat, node.decimicro_lon).is_some();
        if !nodes.iter().all(on_earth) {
            let what = "holds a node that is off the earth".to_owned();
            return Err(ImportError::Damaged { at: 0, what });
        }
        let mut extract = Self { nodes, ways, relations };
        extract.order();
        Ok(extract)
    }

    /// A node by its id; `None` if the extract does not hold it, as at a clipped edge.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        let at = self.nodes.binary_search_by_key(&id, |node| node.id).ok()?;
        self.nodes.get(at)
    }

    /// A way by its id.
    #[must_use]
    pub fn way(&self, id: WayId) -> Option<&Way> {
        let at = self.ways.binary_search_by_key(&id, |way| way.id).ok()?;
        self.ways.get(at)
    }

    /// A relation by its id.
    #[must_use]
    pub fn relation(&self, id: RelationId) -> Option<&Relation> {
        let at = self.relations.binary_search_by_key(&id, |relation| relation.id).ok()?;
        self.relations.get(at)
    }

    /// All nodes by id.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// All ways by id.
    #[must_use]
    pub fn ways(&self) -> &[Way] {
        &self.ways
    }

    /// All relations by id.
    #[must_use]
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// Sorts by id and keeps the first of doubles: merged extracts repeat objects at their seams.
    fn order(&mut self) {
        self.nodes.sort_by_key(|node| node.id);
        self.nodes.dedup_by_key(|node| node.id);
        self.ways.sort_by_key(|way| way.id);
        self.ways.dedup_by_key(|way| way.id);
        self.relations.sort_by_key(|relation| relation.id);
        self.relations.dedup_by_key(|relation| relation.id);
    }
}

/// Where a node is.
#[must_use]
pub fn position(node: &Node) -> Position {
    // The reader refuses nodes that are off the earth.
    Position::from_e7(node.decimicro_lat, node.decimicro_lon).unwrap_or_default()
}

/// The value of a tag.
#[must_use]
pub fn tag<'a>(tags: &'a Tags, key: &str) -> Option<&'a str> {
    tags.get(key).map(|value| value.as_str())
}
