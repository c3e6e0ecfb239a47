//! The road network as bytes: what stands in `network.bin`.

use noriai_network::RoadNetwork;

/// The network as bytes. Equal networks give equal bytes.
///
/// # Errors
/// Never for a network in memory; the serialiser's own word otherwise.
pub fn to_bytes(network: &RoadNetwork) -> Result<Vec<u8>, String> {
    postcard::to_allocvec(network).map_err(|fault| fault.to_string())
}

/// Reads what [`to_bytes`] wrote and checks every cross reference in it. Whatever the bytes are,
/// this neither panics nor takes more memory than a small multiple of their number.
///
/// # Errors
/// Says what is wrong, as the end of a sentence that begins with the file.
pub fn from_bytes(bytes: &[u8]) -> Result<RoadNetwork, String> {
    let network: RoadNetwork = match postcard::take_from_bytes(bytes) {
        Ok((network, [])) => network,
        Ok(_) => return Err("has more bytes than it should".to_owned()),
        Err(fault) => return Err(format!("is no road network ({fault})")),
    };
    network.check().map_err(|fault| fault.to_string())?;
    Ok(network)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A street with a name between two nodes, both ways, as [`super::super::VERSION`] 3 stores it:
    /// built-up, below a low bridge, with 2 s of delay one way and closed to buses the other.
    const STREET: &str = "0280a8a9d70280aac49a0aa0c4aad70280aac49a0a0200010101a88201d00fd808000201000b\
        03002e00000000000101000100a8820100d808020201000b01002e000000000001030001020480a8a9d702\
        80aac49a0aa0c4aad70280aac49a0aa0c4aad70280aac49a0a80a8a9d70280aac49a0a010ce69cace794ba\
        e9809ae3828a0008486f6e6d616368690000";

    /// If this fails, the form of the stored network has changed: raise the artefact's version, so
    /// that maps imported before are refused and imported again, and put the new bytes here.
    #[test]
    fn the_stored_form_is_that_of_this_version() {
        assert_eq!(super::super::VERSION, 3);
        let bytes = hex(STREET);
        let network = from_bytes(&bytes).unwrap();
        assert_eq!((network.n_nodes(), network.n_segments()), (2, 2));
        assert_eq!(to_bytes(&network).unwrap(), bytes);
    }

    #[test]
    fn bytes_cut_anywhere_or_with_one_more_are_refused() {
        let bytes = hex(STREET);
        for end in 0..bytes.len() {
            from_bytes(&bytes[..end]).unwrap_err();
        }
        from_bytes(&[&bytes[..], &[0]].concat()).unwrap_err();
    }

    /// The number of nodes, replaced by 2^32 - 1 with nothing behind it.
    #[test]
    fn a_number_of_nodes_that_no_file_holds_is_refused() {
        from_bytes(b"\xff\xff\xff\xff\x0f").unwrap_err();
        from_bytes(b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01").unwrap_err();
    }

    fn hex(text: &str) -> Vec<u8> {
        let digits = text.bytes().map(|digit| char::from(digit).to_digit(16).unwrap() as u8);
        let digits = digits.collect::<Vec<_>>();
        digits.chunks(2).map(|two| two[0] << 4 | two[1]).collect()
    }
}
