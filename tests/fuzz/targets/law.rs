//! The reader `law` as a target of cargo-fuzz.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| motcua_fuzz::read("law", bytes));
