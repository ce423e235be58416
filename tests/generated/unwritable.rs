//! What a statement may not name is in no struct: whoever names it does not compile. What the structs have is run in
//! `tests/mutability`.

use std::fs;

use crate::cargo::{root, scratch, write};

#[test]
fn what_may_not_be_written_cannot_be_named() {
    let dir = scratch("unwritable_column");
    let tables = fs::read_to_string(root().join("codegen/tests/cases/mutability/tables.rs")).unwrap();
    write(&dir.join("tables.rs"), &tables);
    let committed = root().join("tests/unwritable_column");
    let mut sources: Vec<_> = fs::read_dir(&committed).unwrap().map(|entry| entry.unwrap().path()).collect();
    sources.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    assert_eq!(sources.len(), 7);
    let tests = trybuild::TestCases::new();
    for source in sources {
        let copy = dir.join(source.file_name().unwrap());
        write(&copy, &fs::read_to_string(&source).unwrap());
        let stderr = fs::read_to_string(source.with_extension("stderr")).unwrap_or_default();
        write(&copy.with_extension("stderr"), &stderr.replace("$DIR", dir.to_str().unwrap()));
        tests.compile_fail(copy);
    }
}
