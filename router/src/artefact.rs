//! The hierarchy as bytes: a header that names format and network, a checksum, the arrays.

use crate::errors::HierarchyError;
use crate::fingerprint::Fingerprint;
use crate::hierarchy::Hierarchy;

/// Changes whenever the arrays' form or the meaning of their numbers does.
const MAGIC: [u8; 8] = *b"NORIAIH2";
const HEADER_LEN: usize = 24;

/// Header and arrays.
pub(crate) fn write(hierarchy: &Hierarchy, fingerprint: u64) -> Vec<u8> {
    // Writing plain arrays to memory does not fail; were it to, reading would refuse the result.
    let body = postcard::to_allocvec(hierarchy).unwrap_or_default();
    let mut bytes = Vec::with_capacity(HEADER_LEN + body.len());
    bytes.extend_from_slice(&MAGIC);
    bytes.extend_from_slice(&fingerprint.to_le_bytes());
    bytes.extend_from_slice(&checksum(&body).to_le_bytes());
    bytes.extend_from_slice(&body);
    bytes
}

/// The arrays, if every part of the bytes is as it was written and they are this network's.
pub(crate) fn read(
    bytes: &[u8],
    fingerprint: u64,
    n_states: usize,
) -> Result<Hierarchy, HierarchyError> {
    let (header, body) = bytes.split_at_checked(HEADER_LEN).ok_or(HierarchyError::Format)?;
    if header[..8] != MAGIC {
        return Err(HierarchyError::Format);
    }
    if header[16..] != checksum(body).to_le_bytes() {
        return Err(HierarchyError::Damaged);
    }
    if header[8..16] != fingerprint.to_le_bytes() {
        return Err(HierarchyError::OtherNetwork);
    }
    let Ok((hierarchy, [])) = postcard::take_from_bytes::<Hierarchy>(body) else {
        return Err(HierarchyError::Damaged);
    };
    if hierarchy.n_nodes() != n_states || !hierarchy.is_sound() {
        return Err(HierarchyError::Damaged);
    }
    Ok(hierarchy)
}

fn checksum(body: &[u8]) -> u64 {
    let mut fingerprint = Fingerprint::new();
    fingerprint.bytes(body);
    fingerprint.value()
}
