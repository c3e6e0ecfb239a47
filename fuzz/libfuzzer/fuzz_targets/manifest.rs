#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| (noriai_fuzz::targets::MANIFEST.run)(bytes));
