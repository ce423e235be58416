//! What a line of `contract.lock` has, as data. The text of an item is its line behind the key.

use std::fmt;

use crate::diagnostic::shown;
use crate::schema::{ColumnAnnotation, EnumValue, ForeignKeyAnnotation, TableAnnotation, TypeRef};

/// What a document names, as a schema has it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Item {
    /// An argument, an input field or an enum value: its type.
    Argument(String),
    /// A column: its type, and what it is in PostgreSQL.
    Column(TypeRef, ColumnAnnotation),
    /// An enum: its values.
    Enum(Vec<EnumValue>),
    /// A field that is no column: its type.
    Field(TypeRef),
    /// A foreign key.
    ForeignKey(ForeignKeyAnnotation),
    /// The table whose rows a field leads to.
    Table(TableAnnotation),
}

impl Item {
    /// Reads a line of the lock; `None` where it is none. Names of PostgreSQL may have blanks in them: where a text
    /// can be read in several ways, it is read as `today`, the item of the same key.
    pub(super) fn read(key: &str, text: &str, today: Option<&Item>) -> Option<Self> {
        let (kind, path) = key.split_once(' ')?;
        Some(match kind {
            "argument" => Self::Argument(text.to_owned()),
            "column" => {
                let (ty, column) = text.split_once(' ')?;
                Self::Column(TypeRef::read(ty)?, column_of(column, today)?)
            }
            "enum" => Self::Enum(values(text, today)),
            "field" => Self::Field(TypeRef::read(text)?),
            "foreign-key" => Self::ForeignKey(foreign_key(path, text)?),
            "table" => Self::Table(table(text)?),
            _ => return None,
        })
    }

    /// The key of the line, by the path of what it is about.
    pub(super) fn key(&self, path: &str) -> String {
        match self {
            Self::Argument(_) => format!("argument {path}"),
            Self::Column(..) => format!("column {path}"),
            Self::Enum(_) => format!("enum {path}"),
            Self::Field(_) => format!("field {path}"),
            Self::ForeignKey(key) => foreign_key_line(path, &key.columns),
            Self::Table(_) => format!("table {path}"),
        }
    }
}

/// The key of the line of a foreign key over these columns. A key ends at its colon.
pub(crate) fn foreign_key_line(path: &str, columns: &[String]) -> String {
    format!("foreign-key {path}({})", columns.join(", ").replace(':', "\\u{3a}"))
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Argument(ty) => f.write_str(ty),
            Self::Column(ty, column) => write!(f, "{ty} {} {}", column.name, column.pg_type),
            Self::Enum(values) => f.write_str(&values.iter().map(labelled).collect::<Vec<_>>().join(" ")),
            Self::Field(ty) => ty.fmt(f),
            Self::ForeignKey(key) => write!(f, "{}.{}({})", key.schema, key.table, key.references.join(", ")),
            Self::Table(table) => write!(f, "{} key({})", table.qualified(), table.key.join(", ")),
        }
    }
}

fn labelled(value: &EnumValue) -> String {
    match &value.label {
        Some(label) => format!("{}={label}", value.name),
        None => value.name.clone(),
    }
}

fn column_of(text: &str, today: Option<&Item>) -> Option<ColumnAnnotation> {
    let same = match today {
        Some(Item::Column(_, column)) => Some((&*column.name, &*column.pg_type)),
        _ => None,
    };
    let same = same.filter(|(name, pg_type)| text == format!("{name} {pg_type}"));
    let (name, pg_type) = same.or_else(|| text.rsplit_once(' '))?;
    let (name, pg_type) = (name.to_owned(), pg_type.to_owned());
    Some(ColumnAnnotation { name, pg_type, has_default: false, generation: None, assumed: false })
}

/// The values of an enum: a word that is no value's beginning goes on with the label before.
fn values(text: &str, today: Option<&Item>) -> Vec<EnumValue> {
    let known: &[EnumValue] = if let Some(Item::Enum(values)) = today { values } else { &[] };
    let mut values: Vec<EnumValue> = Vec::new();
    for word in text.split(' ') {
        let label_before = values.last_mut().and_then(|value| value.label.as_mut());
        let is_value = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        match (word.split_once('='), label_before) {
            (Some((name, label)), _) if is_value(name) => values.push(value(name, Some(label))),
            (_, Some(label)) if !known.iter().any(|it| it.name == word && it.label.is_none()) => {
                label.push(' ');
                label.push_str(word);
            }
            _ => values.push(value(word, None)),
        }
    }
    values
}

fn value(name: &str, label: Option<&str>) -> EnumValue {
    EnumValue { name: name.to_owned(), label: label.map(str::to_owned), deprecated: None, at: 0 }
}

fn foreign_key(path: &str, text: &str) -> Option<ForeignKeyAnnotation> {
    let (_, columns) = path.strip_suffix(')')?.split_once('(')?;
    let (name, references) = text.strip_suffix(')')?.split_once('(')?;
    let (schema, table) = name.split_once('.')?;
    let (schema, table) = (schema.to_owned(), table.to_owned());
    Some(ForeignKeyAnnotation {
        columns: list(&shown(columns)),
        schema,
        table,
        references: list(references),
        field: None,
    })
}

fn table(text: &str) -> Option<TableAnnotation> {
    let (name, key) = text.strip_suffix(')')?.split_once(" key(")?;
    let (schema, name) = name.split_once('.')?;
    Some(TableAnnotation { schema: schema.to_owned(), name: name.to_owned(), key: list(key) })
}

fn list(text: &str) -> Vec<String> {
    text.split(", ").filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again(key: &str, text: &str) {
        let item = Item::read(key, text, None).unwrap_or_else(|| panic!("{key}: {text}"));
        assert_eq!(item.to_string(), text);
        let path = key.split_once(' ').unwrap().1.split('(').next().unwrap();
        assert_eq!(item.key(if matches!(item, Item::Argument(_)) { &key[9..] } else { path }), key);
    }

    #[test]
    fn a_line_is_written_as_it_was_read() {
        again("argument A.as(where.id.equalTo)", "UUID");
        again("column A.as.nodes.b", "[String]! a b text[]");
        again("enum E", "A=a b B=c");
        again("enum E", "A B");
        again("field A.as", "AConnection");
        again("foreign-key A.as.nodes(a, b\\u{3a})", "app.b(c, d)");
        again("table A.as.nodes", "app.a key()");
    }

    #[test]
    fn what_is_no_line_is_none() {
        for (key, text) in [
            ("<<<<<<<", ""),
            ("column A.b", "String"),
            ("field A.b", "[String"),
            ("table A.b", "app.b"),
            ("foreign-key A.b", "app.b(c)"),
            ("view A.b", "x"),
        ] {
            assert_eq!(Item::read(key, text, None), None, "{key}: {text}");
        }
    }

    #[test]
    fn what_could_be_several_is_what_it_is_today() {
        let today = Item::read("column A.b", "String! a host_name", None);
        let Some(Item::Column(ty, mut column)) = today else { panic!("{today:?}") };
        column.pg_type = "host name".into();
        let Some(Item::Column(_, read)) =
            Item::read("column A.b", "String a host name", Some(&Item::Column(ty, column)))
        else {
            panic!()
        };
        assert_eq!((read.name.as_str(), read.pg_type.as_str()), ("a", "host name"));
        let today = Item::Enum(vec![value("A", Some("a")), value("B", None)]);
        assert_eq!(Item::read("enum E", "A=a B", Some(&today)), Some(today));
    }
}
