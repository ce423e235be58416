//! Tables of a dialect of the tests' own (`codegen/tests/generator/lists/`), compiled against the real runtime.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

mod tables {
    #![allow(dead_code, unreachable_pub, reason = "a golden is the crate of its tables elsewhere")]
    include!("../codegen/tests/generator/lists/tables.rs");
}
