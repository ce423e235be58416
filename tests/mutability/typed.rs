//! The typed structs: each statement as PostgreSQL runs it. What they cannot say does not compile: see
//! `tests/generated/unwritable.rs`.

use typeferry::statement::{StatementError, insert, update};

use crate::support::{Database, WIDGETS};
use crate::tables::{WidgetColumn, WidgetIdentities, WidgetInsert, WidgetPatch};

fn widget(name: &str) -> WidgetInsert {
    WidgetInsert { seq: None, name: name.to_owned(), price: None, code: None }
}

#[test]
fn identities_are_assigned_or_kept() {
    let Some(database) = Database::with(WIDGETS) else { return };
    let assigned = insert(&widget("it's\\")).sql().unwrap();
    assert_eq!(assigned, r"INSERT INTO app.widgets (name) VALUES (E'it''s\\')");
    database.run(&assigned);
    let row = WidgetInsert { seq: Some(-5), price: Some(Some(3)), code: Some(None), ..widget("b") };
    let identities = WidgetIdentities { id: 70 };
    let kept = insert(&row).with_identities(&identities).sql().unwrap();
    assert_eq!(
        kept,
        "INSERT INTO app.widgets (id, seq, name, price, code) OVERRIDING SYSTEM VALUE VALUES (70, -5, 'b', 3, NULL)"
    );
    database.run(&kept);
    assert_eq!(database.widgets(), [r"1|1|it's\|-|-|-|-", "70|-5|b|3|6|-|-"]);
}

#[test]
fn an_upsert_sets_the_named_columns_where_one_differs() {
    let Some(database) = Database::with(WIDGETS) else { return };
    let identities = WidgetIdentities { id: 70 };
    let upsert = |row: &WidgetInsert, columns: &[WidgetColumn]| {
        database.run(&insert(row).with_identities(&identities).on_conflict_update(columns).sql().unwrap());
    };
    let first = WidgetInsert { price: Some(Some(1)), code: Some(Some("x".into())), ..widget("a") };
    upsert(&first, &[WidgetColumn::Price]);
    let before = database.versions("app.widgets");
    let second = WidgetInsert { price: Some(Some(1)), code: Some(Some("X".into())), ..widget("b") };
    upsert(&second, &[WidgetColumn::Price]);
    assert_eq!(database.versions("app.widgets"), before, "what is named does not differ");
    upsert(&second, &[WidgetColumn::Price, WidgetColumn::Code]);
    assert_eq!(database.widgets(), ["70|1|a|1|2|-|X"]);
    let nothing = insert(&widget("c")).with_identities(&identities).on_conflict_do_nothing().sql().unwrap();
    database.run(&nothing);
    assert_eq!(database.widgets(), ["70|1|a|1|2|-|X"]);
}

#[test]
fn a_patch_sets_what_it_gives() {
    let Some(database) = Database::with(WIDGETS) else { return };
    database.run(&insert(&WidgetInsert { price: Some(Some(1)), ..widget("a") }).sql().unwrap());
    database.run(&insert(&widget("b")).sql().unwrap());
    let patch = WidgetPatch { price: Some(None), note: Some(Some("n".into())), ..WidgetPatch::NOTHING };
    let sql = update::<WidgetPatch>(&1, &patch).sql().unwrap();
    assert_eq!(sql, "UPDATE app.widgets SET price = NULL, note = 'n' WHERE id = 1");
    database.run(&sql);
    assert_eq!(database.widgets(), ["1|1|a|-|-|n|-", "2|2|b|-|-|-|-"]);
}

#[test]
fn a_statement_that_would_do_nothing_or_not_what_it_says_is_refused() {
    let table = || "app.widgets".to_owned();
    let nothing = update::<WidgetPatch>(&1, &WidgetPatch::NOTHING).sql().unwrap_err();
    assert_eq!(nothing, StatementError::NothingSet { table: table() });
    assert!(nothing.to_string().contains("sets nothing"), "{nothing}");
    let row = widget("a");
    let keyless = insert(&row).on_conflict_do_nothing().sql().unwrap_err();
    assert_eq!(keyless, StatementError::KeyNotGiven { table: table(), column: "id".into() });
    let identities = WidgetIdentities { id: 1 };
    let kept = || insert(&row).with_identities(&identities);
    let not_given = kept().on_conflict_update(&[WidgetColumn::Name, WidgetColumn::Price]).sql().unwrap_err();
    assert_eq!(not_given, StatementError::NotGiven { table: table(), column: "price".into() });
    let none: [WidgetColumn; 0] = [];
    assert_eq!(kept().on_conflict_update(&none).sql().unwrap_err(), StatementError::NoUpsertColumn { table: table() });
    let patch = WidgetPatch { name: Some("\0".into()), ..WidgetPatch::NOTHING };
    let literal = update::<WidgetPatch>(&1, &patch).sql().unwrap_err();
    assert!(literal.to_string().starts_with("app.widgets.name: "), "{literal}");
}
