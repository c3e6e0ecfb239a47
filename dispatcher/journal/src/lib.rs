//! The ordered journal of one service area: what every state is rebuilt from.
//!
//! [`record`] says what stands in the journal, [`Journal`] how it is written and read.
//! [`SqliteJournal`] keeps it on disk, [`MemoryJournal`] for as long as the process lives.
//! [`replay`] makes a state of it, [`verify()`] looks for damage.
//!
//! **Invariant:** when [`Journal::append`] returns `Ok`, the batch is durable.
//! **Invariant:** a writer with an old epoch can append nothing.
//! **Invariant:** no record has a field that could hold a name, a telephone number, an address
//! or a note; riders are digests.

mod chain;
mod error;
mod journal;
mod memory;
pub mod record;
mod replay;
mod sqlite;
mod verify;
mod walk;

pub use chain::Hash;
pub use error::JournalError;
pub use journal::{Appended, Entry, Epoch, Head, Journal, RawRecord, Records};
pub use memory::MemoryJournal;
pub use replay::{Replayed, replay};
pub use sqlite::{SqliteJournal, SqliteOptions, SqliteRecords};
pub use verify::{Report, verify};
pub use walk::Fault;
