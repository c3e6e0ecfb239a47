//! The binary `noriai`.
fn main() {}
