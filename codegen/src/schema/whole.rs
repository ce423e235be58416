//! A schema file of all of an API: what tables need of it, and the rest behind that.

use std::collections::BTreeSet;

use super::types::{EnumValue, Field, InputValue, Schema, TypeDef, TypeKind};

/// All of an API, with what `part`, the part of it that its tables need, says of PostgreSQL. The members of `part` come
/// first, in its order: it has the root field of each table before others that answer with the same rows.
#[must_use]
pub fn whole(part: Schema, api: &Schema) -> Schema {
    let mut types = part.types;
    for (name, def) in &api.types {
        let known = types.remove(name);
        types.insert(name.clone(), completed(known, def));
    }
    let Schema { query, mutation, possible, .. } = api.clone();
    Schema { source: None, query, mutation, is_whole: true, types, possible }
}

/// A type with the members that it has in the API beside those that are known.
fn completed(known: Option<TypeDef>, def: &TypeDef) -> TypeDef {
    let mut kind = known.map_or_else(|| empty(&def.kind), |known| known.kind);
    match (&mut kind, &def.kind) {
        (TypeKind::Object { fields, .. }, TypeKind::Object { fields: all, .. }) => {
            complete(fields, all, |field: &Field| &field.name);
        }
        (TypeKind::Input(fields), TypeKind::Input(all)) => complete(fields, all, |field: &InputValue| &field.name),
        (TypeKind::Enum(values), TypeKind::Enum(all)) => complete(values, all, |value: &EnumValue| &value.name),
        _ => {}
    }
    if let (TypeKind::Object { fields, .. }, TypeKind::Object { fields: all, .. }) = (&mut kind, &def.kind) {
        with_all_arguments(fields, all);
    }
    TypeDef { name: def.name.clone(), kind, at: 0 }
}

fn empty(kind: &TypeKind) -> TypeKind {
    match kind {
        TypeKind::Object { .. } => TypeKind::Object { fields: Vec::new(), table: None, foreign_keys: Vec::new() },
        TypeKind::Input(_) => TypeKind::Input(Vec::new()),
        TypeKind::Enum(_) => TypeKind::Enum(Vec::new()),
        TypeKind::Scalar | TypeKind::Union => kind.clone(),
    }
}

/// Adds the members that are not there, by name.
fn complete<T: Clone>(members: &mut Vec<T>, all: &[T], name: fn(&T) -> &String) {
    let known: BTreeSet<String> = members.iter().map(|member| name(member).clone()).collect();
    let mut others: Vec<T> = all.iter().filter(|member| !known.contains(name(member))).cloned().collect();
    others.sort_by(|a, b| name(a).cmp(name(b)));
    members.extend(others);
}

/// Of the root fields of tables, only the arguments that page and filter are known.
fn with_all_arguments(fields: &mut [Field], all: &[Field]) {
    for field in fields {
        if let Some(other) = all.iter().find(|other| other.name == field.name) {
            complete(&mut field.arguments, &other.arguments, |argument: &InputValue| &argument.name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{print, sdl};
    use super::*;
    use crate::diagnostic::Source;

    const API: &str = "
        schema { query: Query mutation: Change }
        interface Named { name: String }
        type Author implements Named { id: Int!, name: String, posts(first: Int): [Post] }
        type Post implements Named { name: String, id: Int! }
        union Found = Post | Author
        enum State { OLD NEW }
        type Query { aRow: [Post], posts(orderBy: State, first: Int): [Post], found: Found }
        type Change { touch(id: Int!): Post }
    ";

    const PART: &str = "
        directive @x on OBJECT
        type Post @table(schema: \"app\", name: \"posts\", key: [\"id\"]) { id: Int! @column(name: \"id\", type: \"int4\") }
        enum State { NEW @label(name: \"new\") OLD @label(name: \"old\") }
        type Query { posts(first: Int): [Post] }
    ";

    #[test]
    fn the_part_comes_first_and_keeps_what_it_knows() {
        let read = |text: &str| sdl::read(&Source::new("schema.graphql", text)).unwrap();
        let text = print(&whole(read(PART), &read(API)));
        let body = text.split("ENUM_VALUE\n").nth(1).unwrap();
        let wanted = "
schema {
  query: Query
  mutation: Change
}

type Author implements Named {
  id: Int!
  name: String
  posts(first: Int): [Post]
}

type Change {
  touch(id: Int!): Post
}

union Found = Author | Post

interface Named {
  name: String
}

type Post implements Named @table(schema: \"app\", name: \"posts\", key: [\"id\"]) {
  id: Int! @column(name: \"id\", type: \"int4\")
  name: String
}

type Query {
  posts(first: Int, orderBy: State): [Post]
  aRow: [Post]
  found: Found
}

enum State {
  NEW @label(name: \"new\")
  OLD @label(name: \"old\")
}
";
        assert_eq!(body, wanted);
        assert_eq!(print(&read(&text)), text);
    }
}
