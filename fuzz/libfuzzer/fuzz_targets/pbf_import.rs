#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use noriai_fuzz::chance::Chance;
use noriai_fuzz::targets::PBF_IMPORT;

fuzz_target!(|bytes: &[u8]| (PBF_IMPORT.run)(bytes));

// Blind changes hardly ever get past zlib, so half of them know the format.
fuzz_mutator!(|bytes: &mut [u8], size: usize, size_max: usize, seed: u32| {
    if seed % 2 == 0 {
        return fuzzer_mutate(bytes, size, size_max);
    }
    let mutated = (PBF_IMPORT.mutate)(&mut Chance::new(u64::from(seed), 0), &bytes[..size]);
    let size = mutated.len().min(size_max);
    bytes[..size].copy_from_slice(&mutated[..size]);
    size
});
