//! Changes to PBF files, at each of the format's layers.

use noriai_maps::pbf_writer;

use super::extract;
use super::message::{Kind, Message};
use crate::chance::Chance;
use crate::seeds;

/// A changed PBF file.
#[must_use]
pub fn mutated(chance: &mut Chance, seed: &[u8]) -> Vec<u8> {
    match chance.below(8) {
        0 => super::bytes::mutated(chance, seed),
        1 => with_other_blobs(chance, seed),
        // Before it is packed, for zlib has a checksum of its own.
        2 => with_other_block(chance, super::bytes::mutated),
        3 | 4 => with_other_block(chance, |chance, block| {
            let Some(mut message) = Message::read(block, Kind::Block) else {
                return block.to_vec();
            };
            (0..=chance.below(6)).for_each(|_| message.change(chance));
            message.write()
        }),
        _ => extract::absurd(chance),
    }
}

/// The blobs as they are, in another order, repeated, left out, or of another kind or length.
fn with_other_blobs(chance: &mut Chance, seed: &[u8]) -> Vec<u8> {
    let mut blobs = frames(seed);
    for _ in 0..=chance.below(3) {
        let at = chance.below(blobs.len());
        let Some(blob) = blobs.get_mut(at) else { break };
        match chance.below(5) {
            0 => {
                blobs.remove(at);
            }
            1 => {
                let copy = blob.clone();
                blobs.insert(at, copy);
            }
            2 => {
                let other = chance.below(blobs.len());
                blobs.swap(at, other);
            }
            // In the header, where kind and length stand.
            3 => {
                let near = blob.len().min(24);
                let head = super::bytes::mutated(chance, &blob[..near]);
                blob.splice(..near, head);
            }
            _ => {
                let noise: Vec<u8> = (0..chance.below(200)).map(|_| chance.next() as u8).collect();
                *blob = pbf_writer::blob("OSMData", &noise);
            }
        }
    }
    blobs.concat()
}

fn with_other_block(
    chance: &mut Chance,
    change: impl Fn(&mut Chance, &[u8]) -> Vec<u8>,
) -> Vec<u8> {
    let mut blocks = seeds::blocks();
    let at = chance.below(blocks.len());
    if let Some(block) = blocks.get_mut(at) {
        *block = change(chance, block);
    }
    seeds::file_of(&blocks)
}

/// Each blob with its length and header; what follows the last whole one is left out.
fn frames(mut file: &[u8]) -> Vec<Vec<u8>> {
    let mut frames = Vec::new();
    while let Some(frame) = first_frame(file) {
        frames.push(frame.to_vec());
        file = &file[frame.len()..];
    }
    frames
}

/// The first blob of a file that our own writer wrote, where the length of the data is the last field
/// of the header; of any other file whatever looks like that.
fn first_frame(file: &[u8]) -> Option<&[u8]> {
    let head = u32::from_be_bytes(file.first_chunk::<4>().copied()?) as usize;
    let header = file.get(4..)?.get(..head)?;
    let kind = 2 + usize::from(*header.get(1)?);
    let digits = header.get(kind + 1..)?.iter().take(4).rev();
    let size = digits.fold(0, |size, byte| size << 7 | usize::from(byte & 0x7f));
    file.get(..4 + head + size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_taken_apart_into_its_blobs() {
        let file = seeds::file_of(&seeds::blocks());
        let frames = frames(&file);
        assert_eq!((frames.len(), frames.concat()), (4, file));
    }

    #[test]
    fn what_is_no_file_of_ours_has_few_blobs() {
        for bytes in [&[][..], &[0; 40], &[0xff; 40], &[0, 0, 0, 9, 10, 3, 1, 1, 1, 24, 255, 255]] {
            assert!(frames(bytes).len() <= 10);
        }
    }
}
