//! Changes that know nothing of what the bytes mean.

use crate::chance::Chance;

/// Numbers at which readers go wrong, as fixed and as variable-length bytes.
const NUMBERS: [&[u8]; 9] = [
    &[0],
    &[0x7f],
    &[0x80],
    &[0xff],
    &[0xff, 0xff, 0xff, 0x7f],
    &[0x7f, 0xff, 0xff, 0xff],
    &[0xff, 0xff, 0xff, 0xff, 0x07],
    &[0xff, 0xff, 0xff, 0xff, 0x0f],
    &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
];

/// A copy with one to four changes.
#[must_use]
pub fn mutated(chance: &mut Chance, seed: &[u8]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=chance.below(4) {
        change(chance, &mut bytes);
    }
    bytes
}

fn change(chance: &mut Chance, bytes: &mut Vec<u8>) {
    let at = chance.below(bytes.len());
    let length = chance.below(bytes.len() - at + usize::from(bytes.is_empty())).min(64);
    match chance.below(8) {
        0 => bytes.truncate(at),
        1 => {
            bytes.drain(at..at + length);
        }
        2 => {
            let copy = bytes[at..at + length].to_vec();
            bytes.splice(at..at, copy);
        }
        3 => {
            let noise: Vec<u8> = (0..length).map(|_| chance.next() as u8).collect();
            bytes.splice(at..at, noise);
        }
        4 | 5 => {
            let number = chance.one_of(&NUMBERS).copied().unwrap_or_default();
            let end = (at + number.len()).min(bytes.len());
            bytes.splice(at..end, number.iter().copied());
        }
        _ => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << chance.below(8);
            }
        }
    }
}
