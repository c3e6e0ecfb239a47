//! Checks a block's cross references before osmpbfreader decodes it.
//!
//! osmpbfreader indexes the string table and sums the deltas without looking, which is right for
//! sound files and ends the process on others.

use osmpbfreader::osmformat::{DenseNodes, PrimitiveBlock, PrimitiveGroup};

/// OpenStreetMap itself lets a way have 2,000 nodes and a relation 32,000 members. Ten times that is
/// refused: some steps of the import take the square of it.
const WAY_NODES_MAX: usize = 20_000;
const MEMBERS_MAX: usize = 320_000;
/// A city named in every language has some hundred.
const TAGS_MAX: usize = 2_000;

/// Names the first rule that a block breaks; otherwise, how many bytes the texts come to that its
/// objects refer to, each as often as it is referred to.
pub(crate) fn check(block: &PrimitiveBlock) -> Result<u64, &'static str> {
    let mut grid = Grid {
        granularity: i64::from(block.granularity()),
        lat_offset: block.lat_offset(),
        lon_offset: block.lon_offset(),
        strings: &block.stringtable.s,
        n_bytes: 0,
    };
    block.primitivegroup.iter().try_for_each(|group| grid.check_group(group))?;
    Ok(grid.n_bytes)
}

/// What the objects of a block refer to.
struct Grid<'a> {
    granularity: i64,
    lat_offset: i64,
    lon_offset: i64,
    strings: &'a [Vec<u8>],
    /// Of all strings that were referred to.
    n_bytes: u64,
}

impl Grid<'_> {
    fn check_group(&mut self, group: &PrimitiveGroup) -> Result<(), &'static str> {
        for node in &group.nodes {
            self.check_tags(&node.keys, &node.vals)?;
            self.check_position(node.lat(), node.lon())?;
        }
        self.check_dense(&group.dense)?;
        for way in &group.ways {
            self.check_tags(&way.keys, &way.vals)?;
            check_number(way.refs.len(), WAY_NODES_MAX, "holds a way of over 20,000 nodes")?;
            check_deltas(&way.refs)?;
        }
        for relation in &group.relations {
            self.check_tags(&relation.keys, &relation.vals)?;
            let n_members = relation.memids.len();
            check_number(n_members, MEMBERS_MAX, "holds a relation of over 320,000 members")?;
            self.check_signed_strings(&relation.roles_sid)?;
            check_deltas(&relation.memids)?;
        }
        Ok(())
    }

    fn check_dense(&mut self, dense: &DenseNodes) -> Result<(), &'static str> {
        self.check_signed_strings(&dense.keys_vals)?;
        // Taken as the decoder takes them: keys and values in turn, up to a key of zero.
        let (mut texts, mut n_tags) = (dense.keys_vals.iter(), 0);
        while let Some(key) = texts.next() {
            n_tags = if *key == 0 { 0 } else { n_tags + 1 };
            if *key != 0 {
                texts.next();
            }
            check_number(n_tags, TAGS_MAX, TAGS_TOO_MANY)?;
        }
        check_deltas(&dense.id)?;
        check_deltas(&dense.lat)?;
        check_deltas(&dense.lon)?;
        let (mut lat, mut lon) = (0, 0);
        for (delta_lat, delta_lon) in dense.lat.iter().zip(&dense.lon) {
            lat += delta_lat;
            lon += delta_lon;
            self.check_position(lat, lon)?;
        }
        Ok(())
    }

    fn check_tags(&mut self, keys: &[u32], values: &[u32]) -> Result<(), &'static str> {
        check_number(keys.len(), TAGS_MAX, TAGS_TOO_MANY)?;
        let mut texts = keys.iter().chain(values);
        texts.try_for_each(|id| self.refer(usize::try_from(*id).ok()))
    }

    fn check_signed_strings(&mut self, ids: &[i32]) -> Result<(), &'static str> {
        for id in ids {
            // Zero ends a dense node's tags and is an empty role. The format keeps text zero free,
            // so every sound table has it.
            self.refer(usize::try_from(*id).ok())?;
        }
        Ok(())
    }

    /// Looks a text up as the decoder will.
    fn refer(&mut self, id: Option<usize>) -> Result<(), &'static str> {
        let text = id.and_then(|id| self.strings.get(id));
        let text = text.ok_or("names a string that it does not hold")?;
        self.n_bytes = self.n_bytes.saturating_add(text.len() as u64);
        Ok(())
    }

    fn check_position(&self, lat: i64, lon: i64) -> Result<(), &'static str> {
        // Nanodegrees, as the format counts.
        let within = |value: i64, offset: i64, limit: u64| {
            value
                .checked_mul(self.granularity)
                .and_then(|nano| nano.checked_add(offset))
                .is_some_and(|nano| nano.unsigned_abs() <= limit * 1_000_000_000)
        };
        (within(lat, self.lat_offset, 90) && within(lon, self.lon_offset, 180))
            .then_some(())
            .ok_or("holds a node that is off the earth")
    }
}

const TAGS_TOO_MANY: &str = "holds an object of over 2,000 tags";

fn check_number(number: usize, max: usize, what: &'static str) -> Result<(), &'static str> {
    if max < number { Err(what) } else { Ok(()) }
}

fn check_deltas(deltas: &[i64]) -> Result<(), &'static str> {
    deltas
        .iter()
        .try_fold(0_i64, |sum, delta| sum.checked_add(*delta))
        .map(|_| ())
        .ok_or("holds numbers out of range")
}
