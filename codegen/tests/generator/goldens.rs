//! One case a kind of table: documents, lock and code are those in the case's folder. `tests/goldens.rs` of the root
//! package compiles them.

use crate::contract::{Texts, folders, tests_dir};
use crate::golden::compare;

#[test]
fn every_kind_of_table_generates_what_is_committed() {
    let mut wrong = Vec::new();
    for dir in folders(&tests_dir().join("cases")) {
        let committed = Texts::read(&dir);
        let texts = Texts::written(committed.schema(), committed.config()).unwrap_or_else(|found| panic!("{found:#?}"));
        let stale = committed.0.keys().filter(|name| !texts.0.contains_key(*name));
        wrong.extend(stale.map(|name| format!("{}: nothing writes {name}", dir.display())));
        let queries = texts.0.iter().filter(|(name, _)| name.starts_with("queries/"));
        wrong.extend(queries.filter_map(|(name, text)| compare(&dir.join(name), text).err()));
        let code = texts.generate().unwrap_or_else(|found| panic!("{found:#?}")).code;
        assert!(code.lines().count() <= 400, "{}: nobody reviews a golden this long", dir.display());
        wrong.extend(compare(&dir.join("tables.rs"), &code).err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
