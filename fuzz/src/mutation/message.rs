//! A block of map data as a tree of its protocol buffer messages, and changes to it that keep every
//! length right, so that they get past the parser to what lies behind.

use crate::chance::Chance;

/// A message's fields in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message(pub Vec<(u64, Content)>);

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A single number.
    Number(u64),
    /// Text, or what is not understood.
    Bytes(Vec<u8>),
    /// A list of numbers.
    Numbers(Vec<u64>),
    /// A message of its own.
    Message(Message),
}

/// Which message of the format it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `PrimitiveBlock`.
    Block,
    /// `StringTable`.
    Texts,
    /// `PrimitiveGroup`.
    Group,
    /// `Node`, `DenseNodes`, `Way` or `Relation`.
    Object,
}

/// Numbers at which readers go wrong; the signed lists are zigzag, so small odd ones are negative.
const NUMBERS: [u64; 12] = [
    0,
    1,
    2,
    99,
    0x7f,
    0x80,
    i32::MAX as u64,
    u32::MAX as u64,
    1 << 32,
    i64::MAX as u64,
    u64::MAX - 1,
    u64::MAX,
];

impl Message {
    /// `None` if the bytes are no message.
    #[must_use]
    pub fn read(mut bytes: &[u8], kind: Kind) -> Option<Self> {
        let mut fields = Vec::new();
        while !bytes.is_empty() {
            let tag = varint(&mut bytes)?;
            let content = match tag & 7 {
                0 => Content::Number(varint(&mut bytes)?),
                2 => {
                    let length = usize::try_from(varint(&mut bytes)?).ok()?;
                    let (content, rest) = bytes.split_at_checked(length)?;
                    bytes = rest;
                    Self::read_content(content, kind, tag >> 3)?
                }
                _ => return None,
            };
            fields.push((tag >> 3, content));
        }
        Some(Self(fields))
    }

    fn read_content(mut bytes: &[u8], kind: Kind, field: u64) -> Option<Content> {
        let inner = match (kind, field) {
            (Kind::Block, 1) => Kind::Texts,
            (Kind::Block, 2) => Kind::Group,
            (Kind::Group, _) => Kind::Object,
            (Kind::Object, _) => {
                let mut numbers = Vec::new();
                while !bytes.is_empty() {
                    numbers.push(varint(&mut bytes)?);
                }
                return Some(Content::Numbers(numbers));
            }
            _ => return Some(Content::Bytes(bytes.to_vec())),
        };
        Self::read(bytes, inner).map(Content::Message)
    }

    /// As bytes, every length right.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (field, content) in &self.0 {
            let content = match content {
                Content::Number(number) => {
                    put(&mut bytes, field << 3);
                    put(&mut bytes, *number);
                    continue;
                }
                Content::Bytes(content) => content.clone(),
                Content::Numbers(numbers) => {
                    let mut packed = Vec::new();
                    numbers.iter().for_each(|number| put(&mut packed, *number));
                    packed
                }
                Content::Message(message) => message.write(),
            };
            put(&mut bytes, field << 3 | 2);
            put(&mut bytes, content.len() as u64);
            bytes.extend(content);
        }
        bytes
    }

    /// One change somewhere in the tree.
    pub fn change(&mut self, chance: &mut Chance) {
        let at = chance.below(self.0.len());
        let Some((field, content)) = self.0.get_mut(at) else { return };
        if let Content::Message(inner) = content
            && !chance.once_in(8)
        {
            return inner.change(chance);
        }
        match chance.below(10) {
            0 => {
                self.0.remove(at);
            }
            1 => {
                let copy = self.0[at].clone();
                let n_copies = if chance.once_in(20) { 500 } else { 1 };
                self.0.splice(at..at, vec![copy; n_copies]);
            }
            2 => {
                let other = chance.below(self.0.len());
                self.0.swap(at, other);
            }
            3 => *field = chance.below(20) as u64 + 1,
            _ => content.change(chance),
        }
    }
}

impl Content {
    fn change(&mut self, chance: &mut Chance) {
        let value = chance.one_of(&NUMBERS).copied().unwrap_or_default();
        match self {
            Self::Number(number) => *number = value,
            Self::Bytes(bytes) => *bytes = super::bytes::mutated(chance, bytes),
            Self::Message(message) => message.change(chance),
            Self::Numbers(numbers) => {
                let at = chance.below(numbers.len());
                match chance.below(6) {
                    0 => numbers.truncate(at),
                    1 => numbers.insert(at, value),
                    2 => numbers.swap_with_next(at),
                    // Some other object's number: a node of another place, a role that is a name.
                    3 => {
                        let other = numbers.get(chance.below(numbers.len())).copied();
                        numbers.iter_mut().skip(at).take(1).for_each(|n| *n = other.unwrap_or(0));
                    }
                    _ => numbers.iter_mut().skip(at).take(1).for_each(|number| *number = value),
                }
            }
        }
    }
}

trait SwapWithNext {
    fn swap_with_next(&mut self, at: usize);
}

impl SwapWithNext for Vec<u64> {
    fn swap_with_next(&mut self, at: usize) {
        if at + 1 < self.len() {
            self.swap(at, at + 1);
        }
    }
}

fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            return Some(value);
        }
    }
    None
}

fn put(bytes: &mut Vec<u8>, mut value: u64) {
    while 0x80 <= value {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}
