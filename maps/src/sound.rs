//! Checks a block's cross references before osmpbfreader decodes it.
//!
//! osmpbfreader indexes the string table and sums the deltas without looking, which is right for
//! sound files and ends the process on others.

use osmpbfreader::osmformat::{DenseNodes, PrimitiveBlock, PrimitiveGroup};
use protobuf::rt::WireType;
use protobuf::{CodedInputStream, Result as ProtobufResult};

/// More texts and objects than this in one block are refused. The format recommends 8,000 objects;
/// no writer comes near.
const PARTS_MAX: u64 = 1_000_000;

/// Counts a block's parts before it is decoded: each takes hundreds of bytes in memory, however
/// few it has in the file.
pub(crate) fn check_size(bytes: &[u8]) -> Result<(), &'static str> {
    let mut block = CodedInputStream::from_bytes(bytes);
    match count_parts(&mut block, 2) {
        Ok(n_parts) if PARTS_MAX < n_parts => Err("holds more than a million parts"),
        // What cannot be walked cannot be decoded either, which then says why.
        _ => Ok(()),
    }
}

/// The fields of a message and, down to a depth, of the messages in it that may hold many.
fn count_parts(message: &mut CodedInputStream<'_>, depth: u32) -> ProtobufResult<u64> {
    let mut n_parts = 0;
    while let Some(tag) = message.read_raw_tag_or_eof()? {
        n_parts += 1;
        let wire_type = WireType::new(tag & 7);
        match (wire_type, tag >> 3) {
            // The string table and the groups of objects.
            (Some(WireType::LengthDelimited), 1 | 2) if depth == 2 => {
                let length = message.read_raw_varint32()?;
                let outer = message.push_limit(u64::from(length))?;
                n_parts += count_parts(message, depth - 1)?;
                message.pop_limit(outer);
            }
            (Some(wire_type), _) => message.skip_field(wire_type)?,
            (None, _) => return Ok(n_parts),
        }
        if PARTS_MAX < n_parts {
            break;
        }
    }
    Ok(n_parts)
}

/// Names the first rule that a block breaks.
pub(crate) fn check(block: &PrimitiveBlock) -> Result<(), &'static str> {
    let grid = Grid {
        granularity: i64::from(block.granularity()),
        lat_offset: block.lat_offset(),
        lon_offset: block.lon_offset(),
        n_strings: block.stringtable.s.len(),
    };
    block.primitivegroup.iter().try_for_each(|group| grid.check_group(group))
}

/// What the objects of a block refer to.
struct Grid {
    granularity: i64,
    lat_offset: i64,
    lon_offset: i64,
    n_strings: usize,
}

impl Grid {
    fn check_group(&self, group: &PrimitiveGroup) -> Result<(), &'static str> {
        for node in &group.nodes {
            self.check_strings(node.keys.iter().chain(&node.vals))?;
            self.check_position(node.lat(), node.lon())?;
        }
        self.check_dense(&group.dense)?;
        for way in &group.ways {
            self.check_strings(way.keys.iter().chain(&way.vals))?;
            check_deltas(&way.refs)?;
        }
        for relation in &group.relations {
            self.check_strings(relation.keys.iter().chain(&relation.vals))?;
            self.check_signed_strings(&relation.roles_sid)?;
            check_deltas(&relation.memids)?;
        }
        Ok(())
    }

    fn check_dense(&self, dense: &DenseNodes) -> Result<(), &'static str> {
        self.check_signed_strings(&dense.keys_vals)?;
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

    fn check_strings<'a>(
        &self,
        mut ids: impl Iterator<Item = &'a u32>,
    ) -> Result<(), &'static str> {
        let known = ids.all(|id| (*id as usize) < self.n_strings);
        known.then_some(()).ok_or(STRING_MISSING)
    }

    fn check_signed_strings(&self, ids: &[i32]) -> Result<(), &'static str> {
        // Zero ends a dense node's tags and need not be in the table.
        let known = |id: &i32| *id == 0 || usize::try_from(*id).is_ok_and(|id| id < self.n_strings);
        // A role may be zero only if the table has a string zero, which every sound table has.
        let any_zero = ids.contains(&0) && self.n_strings == 0;
        (ids.iter().all(known) && !any_zero).then_some(()).ok_or(STRING_MISSING)
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

const STRING_MISSING: &str = "names a string that it does not hold";

fn check_deltas(deltas: &[i64]) -> Result<(), &'static str> {
    deltas
        .iter()
        .try_fold(0_i64, |sum, delta| sum.checked_add(*delta))
        .map(|_| ())
        .ok_or("holds numbers out of range")
}
