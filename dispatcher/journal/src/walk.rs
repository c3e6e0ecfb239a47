//! One way through a journal's records that trusts nothing: replay stops at the first fault,
//! verification collects them all.

use std::fmt;

use noriai_core::State;
use noriai_units::Timestamp;

use crate::error::JournalError;
use crate::journal::{Entry, Epoch, Head, RawRecord, Records};
use crate::record;

/// How a journal is not whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Records are gone.
    Missing {
        /// The first of them.
        first: u64,
        /// The last of them.
        last: u64,
    },
    /// A record, or what it continues from, was changed.
    ChainBroken {
        /// Which.
        seq: u64,
    },
    /// A record is of an older writer than the one before it.
    EpochFell {
        /// Which.
        seq: u64,
    },
    /// A record is older than the one before it.
    TimeFell {
        /// Which.
        seq: u64,
    },
    /// A record says nothing that this program understands.
    NotUnderstood {
        /// Which.
        seq: u64,
        /// How that shows.
        why: String,
    },
    /// A record does not follow from those before it.
    Inconsistent {
        /// Which.
        seq: u64,
        /// How that shows.
        why: String,
    },
    /// The file can't be read.
    Unreadable {
        /// From which record on, if that is known.
        seq: Option<u64>,
        /// How that shows.
        why: String,
    },
    /// The file holds what nobody recorded as written.
    BeyondHead {
        /// The first record too many.
        seq: u64,
    },
}

/// Who goes along.
pub(crate) trait Witness {
    /// Why the walk ends early.
    type Error: From<JournalError>;

    /// Is told of every fault; an error ends the walk.
    fn fault(&mut self, fault: Fault) -> Result<(), Self::Error>;

    /// Is shown every event before it is applied.
    fn event(&mut self, _before: &State, _entry: &Entry) {}
}

/// A reader's place in a journal.
pub(crate) struct Walk {
    pub(crate) state: State,
    pub(crate) head: Head,
    pub(crate) epoch: Epoch,
    pub(crate) at_ms: i64,
}

/// How many records are held at a time.
const CHUNK: usize = 1_000;

impl Walk {
    /// Goes through all records.
    pub(crate) fn through<W: Witness>(
        records: &dyn Records,
        witness: &mut W,
    ) -> Result<Self, W::Error> {
        let head = Head { seq: 0, hash: records.genesis() };
        let mut walk = Self { state: State::default(), head, epoch: Epoch(0), at_ms: i64::MIN };
        loop {
            let from_seq = walk.head.seq.saturating_add(1);
            match records.read(from_seq, CHUNK) {
                // The end is asked for after the records, and the records once more after the
                // end: a writer may be at work meanwhile.
                Ok(chunk) if chunk.is_empty() => {
                    let Some(stated) = walk.stated_end(records, witness)? else { break };
                    let late = records.read(from_seq, 1);
                    if stated.seq < from_seq || !late.is_ok_and(|late| !late.is_empty()) {
                        walk.compare_head(stated, witness)?;
                        break;
                    }
                }
                Ok(chunk) => {
                    for raw in &chunk {
                        walk.step(raw, witness)?;
                    }
                }
                Err(JournalError::Damaged(Fault::Unreadable { why, .. })) => {
                    witness.fault(Fault::Unreadable { seq: Some(from_seq), why })?;
                    break;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(walk)
    }

    /// Where the journal says it ends; `None` if even that is damaged.
    fn stated_end<W: Witness>(
        &self,
        records: &dyn Records,
        witness: &mut W,
    ) -> Result<Option<Head>, W::Error> {
        match records.head() {
            Ok(stated) => Ok(Some(stated)),
            Err(JournalError::Damaged(fault)) => witness.fault(fault).map(|()| None),
            Err(error) => Err(error.into()),
        }
    }

    fn step<W: Witness>(&mut self, raw: &RawRecord, witness: &mut W) -> Result<(), W::Error> {
        let seq = raw.seq;
        let expected = self.head.seq.saturating_add(1);
        let sealed = self.head.hash.next(seq, raw.epoch, raw.at_ms, &raw.kind, &raw.payload);
        if seq != expected {
            // What follows a gap continues from a hash that is gone with it.
            witness.fault(Fault::Missing { first: expected, last: seq.saturating_sub(1) })?;
        } else if sealed != raw.hash {
            witness.fault(Fault::ChainBroken { seq })?;
        }
        if raw.epoch < self.epoch {
            witness.fault(Fault::EpochFell { seq })?;
        }
        if raw.at_ms < self.at_ms {
            witness.fault(Fault::TimeFell { seq })?;
        }
        match record::decode(&raw.kind, &raw.payload) {
            Ok(event) => {
                let entry = Entry { at: Timestamp::from_unix_millis(raw.at_ms), event };
                witness.event(&self.state, &entry);
                if let Err(why) = self.state.apply(entry.at, &entry.event) {
                    witness.fault(Fault::Inconsistent { seq, why: why.to_string() })?;
                }
            }
            Err(why) => witness.fault(Fault::NotUnderstood { seq, why: why.to_string() })?,
        }
        // The walk goes on from what is stored, so that one fault is not told at every record.
        self.head = Head { seq, hash: raw.hash };
        self.epoch = raw.epoch.max(self.epoch);
        self.at_ms = raw.at_ms.max(self.at_ms);
        Ok(())
    }

    fn compare_head<W: Witness>(&self, stated: Head, witness: &mut W) -> Result<(), W::Error> {
        let found = self.head;
        if found.seq < stated.seq {
            witness.fault(Fault::Missing { first: found.seq.saturating_add(1), last: stated.seq })
        } else if stated.seq < found.seq {
            witness.fault(Fault::BeyondHead { seq: stated.seq.saturating_add(1) })
        } else if stated.hash != found.hash {
            witness.fault(Fault::ChainBroken { seq: found.seq })
        } else {
            Ok(())
        }
    }
}

impl Fault {
    /// The stable code: part of the API.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "missing",
            Self::ChainBroken { .. } => "chain_broken",
            Self::EpochFell { .. } => "epoch_fell",
            Self::TimeFell { .. } => "time_fell",
            Self::NotUnderstood { .. } => "not_understood",
            Self::Inconsistent { .. } => "inconsistent",
            Self::Unreadable { .. } => "unreadable",
            Self::BeyondHead { .. } => "beyond_head",
        }
    }

    /// The record at which it shows, if that is known.
    #[must_use]
    pub const fn seq(&self) -> Option<u64> {
        match self {
            Self::Missing { first: seq, .. }
            | Self::ChainBroken { seq }
            | Self::EpochFell { seq }
            | Self::TimeFell { seq }
            | Self::NotUnderstood { seq, .. }
            | Self::Inconsistent { seq, .. }
            | Self::BeyondHead { seq } => Some(*seq),
            Self::Unreadable { seq, .. } => *seq,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { first, last } if first == last => {
                write!(f, "record {first} is missing")
            }
            Self::Missing { first, last } => write!(f, "records {first} to {last} are missing"),
            Self::ChainBroken { seq } => {
                write!(f, "record {seq} is not what was written, or does not belong there")
            }
            Self::EpochFell { seq } => write!(f, "record {seq} is of a writer relieved before"),
            Self::TimeFell { seq } => write!(f, "record {seq} is older than the one before it"),
            Self::NotUnderstood { seq, why } => write!(f, "record {seq} can't be read: {why}"),
            Self::Inconsistent { seq, why } => write!(f, "record {seq} does not follow: {why}"),
            Self::Unreadable { seq: Some(seq), why } => {
                write!(f, "the file can't be read from record {seq} on: {why}")
            }
            Self::Unreadable { seq: None, why } => write!(f, "the file can't be read: {why}"),
            Self::BeyondHead { seq } => write!(f, "record {seq} was added by somebody else"),
        }
    }
}
