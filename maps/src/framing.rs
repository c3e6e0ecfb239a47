//! The outer layer of a PBF file: length, header, blob, one after the other.
//!
//! osmpbfreader asserts that a blob is as long as its header says and unpacks without a limit, so a
//! truncated or hostile file would end the process. Here every size is checked before anything
//! is read, against the limits the format itself sets.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;
use osmpbfreader::fileformat::{Blob, BlobHeader};
use osmpbfreader::osmformat::{HeaderBlock, PrimitiveBlock};
use protobuf::Message;

use crate::budget::Budget;
use crate::{ImportError, sound};

/// The format's own limits: a header is below 64 KiB, a blob below 32 MiB, packed or not.
const HEADER_BYTES_MAX: u32 = 64 * 1024;
const BLOB_BYTES_MAX: u32 = 32 * 1024 * 1024;

/// A file header says what wrote the file, and what one must know to read it.
const FILE_HEADER_BYTES_MAX: u32 = 1024 * 1024;

/// What we can read of the features a file may require.
const FEATURES_KNOWN: [&str; 2] = ["OsmSchema-V0.6", "DenseNodes"];

/// Reads a PBF file block by block.
pub(crate) struct Blocks<R> {
    from: R,
    /// How many bytes were read so far.
    at: u64,
    /// Where the blob that is read now begins.
    begin: u64,
    /// What all blocks held so far.
    budget: Budget,
}

impl<R: Read> Blocks<R> {
    pub(crate) fn new(from: R) -> Self {
        Self { from, at: 0, begin: 0, budget: Budget::default() }
    }

    /// Reads and checks the file's first blob, which must be its header.
    pub(crate) fn header(&mut self) -> Result<(), ImportError> {
        let (kind, blob) = match self.blob()? {
            Some(first) => first,
            None => return Err(ImportError::Empty),
        };
        if kind != "OSMHeader" {
            return Err(ImportError::NotPbf { looks_like: "another format of the same framing" });
        }
        let header = HeaderBlock::parse_from_bytes(&self.unpack(&blob, FILE_HEADER_BYTES_MAX)?)
            .map_err(|fault| self.damaged(format!("is no file header ({fault})")))?;
        let unknown = |feature: &&String| !FEATURES_KNOWN.contains(&feature.as_str());
        match header.required_features.iter().find(unknown) {
            Some(feature) => Err(ImportError::Unsupported { feature: feature.clone() }),
            None => Ok(()),
        }
    }

    /// The next block of map data, found sound: whoever decodes it meets no reference that leads
    /// nowhere and no number out of range. `None` at the end of the file.
    pub(crate) fn next_block(&mut self) -> Result<Option<PrimitiveBlock>, ImportError> {
        loop {
            match self.blob()? {
                None => return Ok(None),
                Some((kind, blob)) if kind == "OSMData" => {
                    let bytes = self.unpack(&blob, BLOB_BYTES_MAX)?;
                    let counted = self.budget.take_block(&bytes, self.at);
                    counted.map_err(|what| self.damaged(what.to_owned()))?;
                    let block = PrimitiveBlock::parse_from_bytes(&bytes)
                        .map_err(|fault| self.damaged(format!("is no map data ({fault})")))?;
                    let counted = sound::check(&block)
                        .and_then(|n_bytes| self.budget.take_text(n_bytes, self.at));
                    counted.map_err(|what| self.damaged(what.to_owned()))?;
                    return Ok(Some(block));
                }
                // The format lets readers skip kinds of blobs that they do not know.
                Some(_) => {}
            }
        }
    }

    /// The next blob and its kind; `None` at the end of the file.
    fn blob(&mut self) -> Result<Option<(String, Blob)>, ImportError> {
        self.begin = self.at;
        let size = self.take(4)?;
        if size.is_empty() {
            return Ok(None);
        }
        let Ok(size) = <[u8; 4]>::try_from(size.as_slice()) else {
            return Err(self.cut_short(&size));
        };
        let header_size = u32::from_be_bytes(size);
        if HEADER_BYTES_MAX < header_size {
            return Err(self.not_a_header(size));
        }
        let bytes = self.take(header_size)?;
        if bytes.len() < header_size as usize {
            return Err(self.cut_short(&size));
        }
        let Ok(header) = BlobHeader::parse_from_bytes(&bytes) else {
            return Err(self.not_a_header(size));
        };
        let data_size = u32::try_from(header.datasize()).ok().filter(|n| *n <= BLOB_BYTES_MAX);
        let Some(data_size) = data_size else {
            return Err(self.damaged(format!("claims to hold {} bytes", header.datasize())));
        };
        let bytes = self.take(data_size)?;
        if bytes.len() < data_size as usize {
            return Err(ImportError::Truncated { at: self.at });
        }
        let blob = Blob::parse_from_bytes(&bytes)
            .map_err(|fault| self.damaged(format!("is no blob ({fault})")))?;
        Ok(Some((header.type_().to_owned(), blob)))
    }

    /// Up to `size` bytes; fewer only at the end of the file.
    fn take(&mut self, size: u32) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.at += self.from.by_ref().take(u64::from(size)).read_to_end(&mut bytes)? as u64;
        Ok(bytes)
    }

    /// A blob's content, which is refused if it is larger than `max`.
    fn unpack(&self, blob: &Blob, max: u32) -> Result<Vec<u8>, ImportError> {
        let too_large = || self.damaged(format!("unpacks to more than {} MiB", max >> 20));
        if blob.has_raw() {
            let fits = blob.raw().len() <= max as usize;
            return if fits { Ok(blob.raw().to_vec()) } else { Err(too_large()) };
        }
        if !blob.has_zlib_data() {
            let feature = "a blob that is neither raw nor zlib".to_owned();
            return Err(ImportError::Unsupported { feature });
        }
        let mut bytes = Vec::new();
        let limit = u64::from(max) + 1;
        let read = ZlibDecoder::new(blob.zlib_data()).take(limit).read_to_end(&mut bytes);
        match read {
            Ok(n) if (n as u64) < limit => Ok(bytes),
            Ok(_) => Err(too_large()),
            Err(fault) => Err(self.damaged(format!("does not unpack ({fault})"))),
        }
    }

    fn damaged(&self, what: String) -> ImportError {
        ImportError::Damaged { at: self.begin, what }
    }

    /// The bytes at the begin of a blob are no blob header. At the file's begin that means it
    /// never was a PBF file.
    fn not_a_header(&self, first: [u8; 4]) -> ImportError {
        if self.begin == 0 {
            ImportError::NotPbf { looks_like: looks_like(&first) }
        } else {
            self.damaged("has no blob header".to_owned())
        }
    }

    /// The file ends before the blob's header does.
    fn cut_short(&self, first: &[u8]) -> ImportError {
        let looks_like = looks_like(first);
        if self.begin == 0 && looks_like != UNKNOWN {
            ImportError::NotPbf { looks_like }
        } else {
            ImportError::Truncated { at: self.at }
        }
    }
}

const UNKNOWN: &str = "unknown binary data";

/// Names the formats that people mistake for PBF.
fn looks_like(first: &[u8]) -> &'static str {
    match first {
        [b'<', ..] => "XML (an .osm file?)",
        [b'{' | b'[', ..] => "JSON",
        [b'P', b'K', ..] => "a ZIP archive",
        [0x1f, 0x8b, ..] => "gzip data",
        [b'B', b'Z', b'h', ..] => "bzip2 data",
        [0xfd, b'7', b'z', ..] => "xz data",
        text if text.iter().all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace()) => {
            "text"
        }
        _ => UNKNOWN,
    }
}
