//! The index of a PMTiles archive: a root, and leaves where it is large.

use std::ops::Range;

use super::header::Header;
use super::{Span, TileSourceError, section, unpack};

/// A run of consecutive tiles with the same content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) first_tile: u64,
    pub(super) n_tiles: u32,
    /// Where in the archive the content stands.
    pub(super) bytes: Range<usize>,
}

/// An entry as written: of a tile, or with a run of 0 of a leaf.
struct Row {
    first_tile: u64,
    run: u32,
    span: Span,
}

/// Reads root and leaves into one sorted list.
pub(super) fn read_all(bytes: &[u8], header: &Header) -> Result<Vec<Entry>, TileSourceError> {
    let root = unpack(section(bytes, header.root, "index")?, "index")?;
    let mut entries = Vec::new();
    for row in read(&root)? {
        if row.run != 0 {
            push(&mut entries, entry(bytes, header, &row)?)?;
            continue;
        }
        let leaf = section(bytes, within(header.leaves, row.span)?, "index")?;
        for row in read(&unpack(leaf, "index")?)? {
            if row.run == 0 {
                return Err(TileSourceError::new("its index is nested too deep"));
            }
            push(&mut entries, entry(bytes, header, &row)?)?;
        }
    }
    Ok(entries)
}

/// Checked one by one, so that an index that repeats itself is refused before it fills the memory.
fn push(entries: &mut Vec<Entry>, entry: Entry) -> Result<(), TileSourceError> {
    let free_from =
        entries.last().map_or(Some(0), |last| last.first_tile.checked_add(u64::from(last.n_tiles)));
    if free_from.is_none_or(|free_from| entry.first_tile < free_from) {
        return Err(TileSourceError::new("its index is out of order"));
    }
    entries.push(entry);
    Ok(())
}

fn entry(bytes: &[u8], header: &Header, row: &Row) -> Result<Entry, TileSourceError> {
    let (from, length) = within(header.tiles, row.span)?;
    section(bytes, (from, length), "tiles")?;
    // `section` found both within the archive, so they fit.
    let (from, length) = (from as usize, length as usize);
    Ok(Entry { first_tile: row.first_tile, n_tiles: row.run, bytes: from..from + length })
}

/// A span that is counted from the start of another.
fn within(whole: Span, part: Span) -> Result<Span, TileSourceError> {
    let ends_inside = part.0.checked_add(part.1).is_some_and(|end| end <= whole.1);
    let from = whole.0.checked_add(part.0).filter(|_| ends_inside);
    from.map(|from| (from, part.1))
        .ok_or_else(|| TileSourceError::new("its index points outside of it"))
}

/// Decodes one directory: four columns, each of variable-length numbers.
fn read(mut packed: &[u8]) -> Result<Vec<Row>, TileSourceError> {
    let broken = || TileSourceError::new("its index breaks off");
    let n_rows = varint(&mut packed).and_then(|n_rows| usize::try_from(n_rows).ok());
    let n_rows = n_rows.ok_or_else(broken)?;
    // A row takes four bytes or more.
    if packed.len() / 4 < n_rows {
        return Err(broken());
    }
    let mut column = || (0..n_rows).map(|_| varint(&mut packed)).collect::<Option<Vec<u64>>>();
    let columns = (|| Some((column()?, column()?, column()?, column()?)))();
    let (deltas, runs, lengths, offsets) = columns.ok_or_else(broken)?;
    let mut rows: Vec<Row> = Vec::with_capacity(n_rows);
    for at in 0..n_rows {
        let row = row(rows.last(), deltas[at], runs[at], lengths[at], offsets[at]);
        rows.push(row.ok_or_else(broken)?);
    }
    Ok(rows)
}

fn row(before: Option<&Row>, delta: u64, run: u64, length: u64, offset: u64) -> Option<Row> {
    let offset = match offset.checked_sub(1) {
        Some(offset) => offset,
        // 0 means: right after the row before.
        None => before.and_then(|row| row.span.0.checked_add(row.span.1))?,
    };
    Some(Row {
        first_tile: before.map_or(0, |row| row.first_tile).checked_add(delta)?,
        run: u32::try_from(run).ok()?,
        span: (offset, length),
    })
}

fn varint(packed: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = packed.split_first()?;
        *packed = rest;
        value |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}
