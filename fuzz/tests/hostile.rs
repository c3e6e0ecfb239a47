//! Every target on some thousand mutated inputs: none panics, none fills the memory, none hangs.
//!
//! ```text
//! NORIAI_FUZZ_TIMES=100 cargo test --release -p noriai-fuzz --test hostile -- --nocapture
//! ```
//! runs a hundred times as many; `NORIAI_FUZZ_SEED=7` draws others.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "helpers of tests fail as tests do"
)]

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::time::Duration;

use noriai_fuzz::hunt::{self, Found};
use noriai_fuzz::{Target, targets};
use noriai_maps::pbf_writer;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What a small input may take. Its own size and what was there before come on top.
const BYTES_MAX: usize = 48 << 20;
/// What a bomb may take: its unpacked block of up to 32 MiB a few times over, and what sound blocks
/// before it held.
const BOMB_BYTES_MAX: usize = 192 << 20;

#[test]
fn a_mutated_extract_is_imported_or_refused() {
    quiet(&targets::PBF_IMPORT, 6_000);
}

#[test]
fn a_mutated_manifest_is_read_or_refused() {
    quiet(&targets::MANIFEST, 20_000);
}

#[test]
fn a_mutated_network_is_read_or_refused() {
    quiet(&targets::STORED_NETWORK, 10_000);
}

#[test]
fn a_mutated_hierarchy_is_read_or_refused() {
    quiet(&targets::STORED_HIERARCHY, 5_000);
}

#[test]
fn a_mutated_index_of_places_is_read_or_refused() {
    quiet(&targets::STORED_PLACES, 10_000);
}

#[test]
fn mutated_tiles_are_read_or_refused() {
    quiet(&targets::STORED_TILES, 10_000);
}

/// Bytes that never asked for more than a reader has: the same loop must find readers that break.
#[test]
fn a_reader_that_panics_hoards_or_trusts_a_length_is_found() {
    let canary = |run| Target { name: "canary", run, ..targets::STORED_PLACES };
    let overruns = canary(|bytes| {
        let first = usize::from(bytes.first().copied().unwrap_or(0));
        assert!(first < 200, "index out of bounds");
    });
    let trusts_a_length = canary(|bytes| {
        let first = bytes.first().copied().unwrap_or(0);
        let claimed = usize::from(first & 0xf0) << 20;
        drop(std::hint::black_box(Vec::<u8>::with_capacity(claimed)));
    });
    let found = |target: &Target| look(target, 2_000).pop().map(|found| found.what);
    assert!(found(&overruns).unwrap().contains("index out of bounds"));
    assert!(found(&trusts_a_length).unwrap().contains("MiB"));
    assert_eq!(found(&canary(|_| ())), None);
}

/// Files of a few kilobytes that ask for all there is.
#[test]
fn a_bomb_is_refused_before_it_goes_off() {
    let _alone = alone();
    let no_texts = message(1, &message(1, b""));
    let header = pbf_writer::blob("OSMHeader", b"");
    let of_block = |block: &[u8]| [&header[..], &pbf_writer::blob("OSMData", block)].concat();
    let group = |objects: &[u8]| [&no_texts[..], &message(2, objects)].concat();
    let list = |field: u8, n: usize| message(field, &vec![0; n]);
    let bombs = [
        ("thirty million numbers of dense nodes", of_block(&group(&dense(30_000_000)))),
        ("a hundred blobs of a million numbers", {
            let blob = pbf_writer::blob("OSMData", &group(&dense(1_000_000)));
            [&header[..], &blob.repeat(100)].concat()
        }),
        ("a way of thirty million nodes", {
            of_block(&group(&message(3, &[vec![8, 1], list(8, 30_000_000)].concat())))
        }),
        ("a way of a hundred thousand nodes", {
            of_block(&group(&message(3, &[vec![8, 1], list(8, 100_000)].concat())))
        }),
        ("a long text a million times", {
            let texts = message(1, &[message(1, b""), message(1, &vec![b'x'; 1 << 20])].concat());
            let tags = [message(2, &vec![1; 1_000]), message(3, &vec![1; 1_000])].concat();
            let ways = message(3, &[vec![8, 1], tags].concat()).repeat(1_000);
            of_block(&[texts, message(2, &ways)].concat())
        }),
        ("a node of a million tags", {
            let texts = message(1, &message(1, b"x").repeat(2));
            let tags = message(10, &[1, 1].repeat(1_000_000));
            let dense = [tags, list(1, 1), list(8, 1), list(9, 1)].concat();
            of_block(&[texts, message(2, &message(2, &dense))].concat())
        }),
        ("fifteen million texts", of_block(&message(1, &message(1, b"").repeat(15_000_000)))),
        ("ten million fields unheard of", {
            of_block(&group(&message(3, &[0x78, 0].repeat(10_000_000))))
        }),
        ("a file header of millions of features", {
            pbf_writer::blob("OSMHeader", &message(4, b"").repeat(8_000_000))
        }),
        ("a blob that claims two gigabytes", {
            let claims = b"\x0a\x07OSMData\x18\xff\xff\xff\xff\x07";
            [&header[..], &(claims.len() as u32).to_be_bytes(), claims].concat()
        }),
        ("a blob header that claims four gigabytes", [&header[..], &[0xff; 8]].concat()),
        ("groups in groups", of_block(&[0x0b].repeat(4 << 20))),
        ("zeros, thirty-two megabytes of them", of_block(&vec![0; 32 << 20])),
    ];
    for (name, file) in bombs {
        assert!(file.len() < 600_000, "{name}: {} bytes", file.len());
        let before = restart_peak();
        let fault = noriai_maps::Extract::read(&*file).unwrap_err();
        let peak = MEMORY.peak_usage().saturating_sub(before);
        println!("{name}: {} KiB, peak {} MiB: {fault}", file.len() >> 10, peak >> 20);
        assert_eq!(fault.code(), "map_damaged", "{name}: {fault}");
        assert!(peak <= BOMB_BYTES_MAX, "{name}: {} MiB", peak >> 20);
    }
}

/// What is just allowed is read, and takes no more than it may.
#[test]
fn a_small_file_of_a_million_nodes_takes_a_bounded_amount() {
    let _alone = alone();
    let block = [message(1, &message(1, b"")), message(2, &dense(3_900_000))].concat();
    let file = [pbf_writer::blob("OSMHeader", b""), pbf_writer::blob("OSMData", &block)].concat();
    let before = restart_peak();
    let extract = noriai_maps::Extract::read(&*file).unwrap();
    let peak = MEMORY.peak_usage().saturating_sub(before);
    println!("{} nodes of {} KiB: {} MiB", extract.nodes().len(), file.len() >> 10, peak >> 20);
    assert_eq!(extract.nodes().len(), 1_300_000);
    assert!(peak <= 320 << 20, "{} MiB", peak >> 20);
}

/// A field of a message.
fn message(field: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![field << 3 | 2];
    let mut length = content.len();
    while 0x80 <= length {
        bytes.push(length as u8 | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
    bytes.extend_from_slice(content);
    bytes
}

/// The dense nodes of a group, of so many numbers.
fn dense(n_numbers: usize) -> Vec<u8> {
    let ids = vec![2; n_numbers / 3];
    message(2, &[message(1, &ids), message(8, &ids), message(9, &ids)].concat())
}

fn quiet(target: &Target, n_cases: u64) {
    let setting = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let times = setting("NORIAI_FUZZ_TIMES").unwrap_or(1);
    let mut report = String::new();
    for found in look(target, n_cases * times) {
        let input = hunt::input(target, &(target.seeds)(), seed(), found.case);
        let of = format!("{} seed {} case {}", target.name, seed(), found.case);
        write!(report, "\n{of}: {}\n  ", found.what).unwrap();
        input.iter().take(3_000).for_each(|byte| write!(report, "{byte:02x}").unwrap());
    }
    assert!(report.is_empty(), "{report}");
}

fn seed() -> u64 {
    std::env::var("NORIAI_FUZZ_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// Runs a target on so many cases, one at a time, as the memory of all threads is measured as one.
fn look(target: &Target, n_cases: u64) -> Vec<Found> {
    let _alone = alone();
    // What is made once and kept is no case's own.
    drop((target.seeds)());
    let mut greatest = (0, 0);
    let finds = hunt::hunt(target, seed(), 0..n_cases, |case, input, run| {
        let before = restart_peak();
        CASE.store(case + 1, Ordering::Relaxed);
        let done = run();
        CASE.store(0, Ordering::Relaxed);
        let peak = MEMORY.peak_usage().saturating_sub(before);
        greatest = greatest.max((peak, case));
        done?;
        if BYTES_MAX + 100 * input.len() < peak {
            return Err(format!("took more than {} MiB", BYTES_MAX >> 20));
        }
        Ok(())
    });
    let (peak, case) = greatest;
    println!("{}: {n_cases} cases, at most {} KiB (case {case})", target.name, peak >> 10);
    finds
}

/// Bytes in use now, from which the peak is counted.
fn restart_peak() -> usize {
    MEMORY.reset_peak_usage();
    MEMORY.current_usage()
}

/// The case that runs now, from 1 on; 0 between cases.
static CASE: AtomicU64 = AtomicU64::new(0);
/// Cases take milliseconds. One that is still running after this on the busiest machine hangs.
const HANGS_AFTER: Duration = Duration::from_secs(120);

fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    static WATCH: Once = Once::new();
    let guard = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    WATCH.call_once(|| {
        // A hang would otherwise be a test run that never ends and says nothing.
        std::thread::spawn(|| {
            loop {
                let before = CASE.load(Ordering::Relaxed);
                std::thread::sleep(HANGS_AFTER);
                if before != 0 && before == CASE.load(Ordering::Relaxed) {
                    eprintln!("case {} of seed {} hangs", before - 1, seed());
                    std::process::abort();
                }
            }
        });
    });
    guard
}
