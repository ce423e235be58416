//! The code of operations compiles, sends what it says, and reads what a server answers.

#![allow(clippy::pedantic, dead_code, unreachable_pub, reason = "generated code that is used in parts")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use typeferry_client::row::{Cell, FromCell, Input, Operation, Uuid};

macro_rules! cases {
    ($($case:ident)*) => {
        $(mod $case {
            include!("../../codegen/tests/operations/tables.rs");
            include!(concat!("../../codegen/tests/operations/good/", stringify!($case), ".rs"));
        })*

        const CASES: &[&str] = &[$(stringify!($case)),*];
    };
}

cases! {
    alias
    alias_keyword
    composite_column
    create
    create_input
    deep
    default_variable
    delete_many
    edges
    enum_of_no_column
    enum_variable
    fragment
    fragment_in_fragment
    fragment_twice
    include
    include_fragment
    include_root
    include_twice
    inline_fragment_plain
    input_defaults
    input_of_relation
    interface_cases
    interface_common
    interface_shared_key
    list_column
    list_variable
    literal_arguments
    nested_connection
    no_variables
    relation
    reserved
    scalars
    self_root
    several_mutations
    two_roots
    typename
    typename_union_only
    union
    union_by_interface
    union_within_case
    update
    update_fields
    where_variable
}

#[test]
fn every_case_is_compiled() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/operations/good");
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names: BTreeSet<_> = names.filter_map(|name| name.strip_suffix(".graphql").map(str::to_owned)).collect();
    assert_eq!(names, CASES.iter().map(ToString::to_string).collect());
}

fn sent(operation: &impl Operation) -> String {
    let mut out = String::new();
    operation.to_json(&mut out);
    out
}

fn read<O: Operation>(data: &str) -> Result<O::Answer, String> {
    O::Answer::from_cell(Cell(Some(data))).map_err(|error| format!("{}: {error}", error.path))
}

#[test]
fn absent_null_and_a_value_are_told_apart_in_inputs_too() {
    use create::operations::Create;
    use create::types::PostInput;
    let post = |labels| PostInput {
        id: Input::Absent,
        author_id: 7,
        name: "a \"b\"".to_owned(),
        state: create::PostState::OutNow.into(),
        labels,
        price: Input::Absent,
        views: Input::Value(9_007_199_254_740_993),
        extra: Input::Absent,
        at: Input::Null,
        lasts: create::types::IntervalInput { days: 3.into(), ..Default::default() }.into(),
    };
    let begins = r#"{"post":{"authorId":7,"name":"a \"b\"","state":"OUT_NOW","#;
    let ends = r#""views":"9007199254740993","at":null,"lasts":{"days":3}}}"#;
    assert_eq!(sent(&Create { post: post(Input::Absent) }), format!("{begins}{ends}"));
    assert_eq!(sent(&Create { post: post(Input::Null) }), format!(r#"{begins}"labels":null,{ends}"#));
    let labels = Input::Value(vec![Some("x".to_owned()), None]);
    assert_eq!(sent(&Create { post: post(labels) }), format!(r#"{begins}"labels":["x",null],{ends}"#));
}

#[test]
fn what_has_a_default_may_be_left_out() {
    use default_variable::operations::DefaultVariable;
    use default_variable::types::PostsOrderBy;
    assert_eq!(sent(&DefaultVariable::default()), "{}");
    let given = DefaultVariable { first: Some(3), text: Input::Null, order: Some(vec![PostsOrderBy::TitleDesc]) };
    assert_eq!(sent(&given), r#"{"first":3,"order":["TITLE_DESC"],"text":null}"#);
}

#[test]
fn an_input_may_hold_itself() {
    use where_variable::operations::WhereVariable;
    use where_variable::types::{PostFilter, StringFilter};
    let named = PostFilter {
        name: StringFilter { equal_to: "a".to_owned().into(), ..Default::default() }.into(),
        ..Default::default()
    };
    let not = PostFilter { not: Box::new(named.clone()).into(), ..Default::default() };
    let either = PostFilter { or: vec![named, not].into(), ..Default::default() };
    let wanted = r#"{"where":{"or":[{"name":{"equalTo":"a"}},{"not":{"name":{"equalTo":"a"}}}]}}"#;
    assert_eq!(sent(&WhereVariable { r#where: either.into() }), wanted);
}

#[test]
fn an_object_is_read_by_what_it_is() {
    use r#union::operations::{Union, r#union::Search};
    let answer = read::<Union>(
        r#"{"search":[{"__typename":"Author","id":1},null,{"__typename":"Post","id":"00000000-0000-4000-8000-000000000001","labels":["a",null]},{"__typename":"Page"}]}"#,
    );
    let search = answer.unwrap().search.unwrap();
    assert!(matches!(&search[0], Some(Search::Author(author)) if author.id == 1));
    assert!(search[1].is_none());
    let Some(Search::Post(post)) = &search[2] else { panic!("{search:?}") };
    assert_eq!((post.id, post.labels.as_ref().unwrap().len()), (Uuid::from_u128(0x4000_8000_0000_0000_0001), 2));
    assert!(matches!(&search[3], Some(Search::Other(other)) if other.typename == "Page"));
    let error = read::<Union>(r#"{"search":[{"__typename":"Author","id":"x"}]}"#).unwrap_err();
    assert!(error.starts_with("search.0.id: an integer of 32 bits"), "{error}");
}

#[test]
fn what_a_condition_leaves_out_is_none() {
    use include::operations::Include;
    let id = r#""id":"00000000-0000-4000-8000-000000000001""#;
    let post = |json: &str| read::<Include>(&format!(r#"{{"post":{{{id}{json}}}}}"#)).unwrap().post.unwrap();
    assert!(post("").views.is_none() && post("").author.is_none());
    assert_eq!(post(r#","views":"5""#).views, Some(5));
    assert!(post(r#","author":null"#).author.is_none());
    let error = read::<Include>(r#"{"post":{"views":"5"}}"#).err().unwrap();
    assert!(error.contains("`id` is missing"), "{error}");
}
