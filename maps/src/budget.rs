//! How much map data a file may hold: counted in a block's bytes before it is decoded.
//!
//! Packed, a block may be a thousandth of what it unpacks to, and decoded, a byte of it may take
//! hundreds in memory. Without a limit a few kilobytes could ask for all the memory there is.

/// So many fields (objects, texts, and what objects say of themselves one by one) any file may hold,
/// and so many more for each of its bytes. Each takes up to some hundred bytes in memory while its
/// block is decoded, however few it has in the file. Real extracts hold a third of one a byte.
const FIELDS_FREE: u64 = 1_000_000;
const FIELDS_PER_BYTE: u64 = 2;

/// So many numbers in lists (ids, coordinates, references to texts) any file may hold, and so many
/// more for each of its bytes. Each takes up to 50 bytes in memory. Real extracts hold one or two a
/// byte.
const NUMBERS_FREE: u64 = 4_000_000;
const NUMBERS_PER_BYTE: u64 = 10;

/// So many bytes of text any file's tags and roles may come to, each counted as often as it is
/// referred to, and so many more for each of the file's bytes. Real extracts come to one or two a byte.
const TEXT_FREE: u64 = 32 << 20;
const TEXT_PER_BYTE: u64 = 100;

/// What the blocks of one file held so far.
#[derive(Debug, Default)]
pub(crate) struct Budget {
    count: Count,
    text: u64,
}

impl Budget {
    /// Counts a block that is not decoded yet. `n_read` is how many bytes of the file were read.
    pub(crate) fn take_block(&mut self, block: &[u8], n_read: u64) -> Result<(), &'static str> {
        let most = Count {
            fields: n_read.saturating_mul(FIELDS_PER_BYTE).saturating_add(FIELDS_FREE),
            numbers: n_read.saturating_mul(NUMBERS_PER_BYTE).saturating_add(NUMBERS_FREE),
        };
        self.count.message(block, Message::Block, &most)
    }

    /// Counts text that objects refer to.
    pub(crate) fn take_text(&mut self, length: u64, n_read: u64) -> Result<(), &'static str> {
        self.text = self.text.saturating_add(length);
        let allowed = n_read.saturating_mul(TEXT_PER_BYTE).saturating_add(TEXT_FREE);
        if allowed < self.text { Err("repeats its texts without end") } else { Ok(()) }
    }
}

/// Which message of the format is being walked.
#[derive(Clone, Copy)]
enum Message {
    Block,
    Texts,
    Group,
    /// A node, a way, a relation, or all dense nodes of a group.
    Object,
    /// Who edited an object when.
    Info,
}

#[derive(Debug, Default)]
struct Count {
    fields: u64,
    numbers: u64,
}

impl Count {
    /// Counts a message and those in it, until there are more than the most.
    fn message(
        &mut self,
        mut bytes: &[u8],
        message: Message,
        most: &Self,
    ) -> Result<(), &'static str> {
        while !bytes.is_empty() {
            let (number, content) = field(&mut bytes).ok_or("is no map data")?;
            self.fields += 1;
            match (message, number) {
                (Message::Block, 1) => self.message(content, Message::Texts, most)?,
                (Message::Block, 2) => self.message(content, Message::Group, most)?,
                (Message::Group, 1..=5) => self.message(content, Message::Object, most)?,
                (Message::Object, 4 | 5) => self.message(content, Message::Info, most)?,
                // A list: each number ends with a byte below 128.
                (Message::Object | Message::Info, _) => {
                    self.numbers += content.iter().filter(|byte| **byte < 0x80).count() as u64;
                }
                _ => {}
            }
            if most.fields < self.fields || most.numbers < self.numbers {
                return Err("holds far more than a file of its size");
            }
        }
        Ok(())
    }
}

/// Takes a field off the front of a message: its number and, if it is a list, a text or a message
/// of its own, its content. `None` if there is no sound field.
fn field<'a>(bytes: &mut &'a [u8]) -> Option<(u64, &'a [u8])> {
    const VARINT: u64 = 0;
    const FIXED_64: u64 = 1;
    const DELIMITED: u64 = 2;
    const FIXED_32: u64 = 5;
    let tag = varint(bytes)?;
    let content = match tag & 7 {
        VARINT => {
            varint(bytes)?;
            &[]
        }
        FIXED_64 => take(bytes, 8).map(|_| &[][..])?,
        FIXED_32 => take(bytes, 4).map(|_| &[][..])?,
        DELIMITED => {
            let length = varint(bytes)?;
            take(bytes, usize::try_from(length).ok()?)?
        }
        // Groups of fields have never been part of the format.
        _ => return None,
    };
    Some((tag >> 3, content))
}

fn take<'a>(bytes: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(taken)
}

fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..70).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if *byte < 0x80 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A block of one group of dense nodes with so many ids, all 1.
    fn dense(n_ids: usize) -> Vec<u8> {
        let wrap = |field: u8, content: &[u8]| {
            let mut message = vec![field << 3 | 2];
            let mut length = content.len();
            while 0x80 <= length {
                message.push(length as u8 | 0x80);
                length >>= 7;
            }
            message.push(length as u8);
            [&message, content].concat()
        };
        wrap(2, &wrap(2, &wrap(1, &vec![2; n_ids])))
    }

    #[test]
    fn numbers_in_lists_are_counted_over_all_blocks() {
        let mut budget = Budget::default();
        budget.take_block(&dense(3_000_000), 0).unwrap();
        budget.take_block(&dense(1_000_000), 0).unwrap();
        budget.take_block(&dense(1), 0).unwrap_err();
        // A larger file may hold more.
        budget.take_block(&dense(1), 1).unwrap();
    }

    #[test]
    fn texts_are_counted_as_often_as_they_are_referred_to() {
        let mut budget = Budget::default();
        budget.take_text(TEXT_FREE, 0).unwrap();
        budget.take_text(1, 0).unwrap_err();
        budget.take_text(u64::MAX, 1).unwrap_err();
    }

    #[test]
    fn what_cannot_be_walked_is_refused() {
        for bytes in [&[0x08][..], &[0x12, 5, 0], &[0x0b], &[0xff; 12], &[0x12, 2, 0x12, 9]] {
            Budget::default().take_block(bytes, 0).unwrap_err();
        }
    }
}
