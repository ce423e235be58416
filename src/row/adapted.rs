//! Tables that no code was generated for: each column is read by the type that a model gives it, into the same Rust type
//! that generated code would have.

use std::borrow::Cow;
use std::sync::Arc;

use typeferry_codegen::model::{Column, ColumnType, Enum, ForeignKey, Scalar};
use typeferry_codegen::query::Reading;

use super::{
    self as rt, CellError, Cells, ColumnDef, Comparison, ForeignKeyDef, FromCell, KeySource, Mismatch, Reader, Row,
    TableDef, TableQuery, Tenancy, Text, ToValue, Value,
};

/// Reads one column of a node.
#[derive(Debug, Clone)]
struct ColumnReader {
    element: Element,
    array: bool,
    nullable: bool,
}

/// What a value is; of an array, what its elements are.
#[derive(Debug, Clone)]
enum Element {
    Scalar(Scalar),
    /// Whatever its type, it arrives as PostgreSQL's own text.
    Verbatim,
    /// The values of an enum: GraphQL name and PostgreSQL label.
    Enum(Arc<[(String, String)]>),
}

/// The query of a table as a model has it, with all that generated code would have as constants; `enums` are the model's.
pub fn adapted(reading: &Reading<'_>, enums: &[Enum]) -> TableQuery {
    let columns = &reading.columns;
    let readers: Vec<_> = columns.iter().map(|column| ColumnReader::of(column, enums)).collect();
    TableQuery {
        table: table_def(reading),
        row_type: text(&reading.table.row_type),
        root_field: text(reading.root_field),
        arguments: reading.arguments().into(),
        tenancy: tenancy(reading),
        page: reading.table.page,
        cursor_type: reading.cursor_type().map(Cow::Owned),
        selection: reading.selection().into(),
        fields: columns.iter().map(|column| text(&column.field)).collect(),
        read: Reader::Adapted(Arc::new(move |cells| Ok(Box::new(AdaptedRow::read(&readers, cells)?)))),
    }
}

fn tenancy(reading: &Reading<'_>) -> Tenancy {
    if let Some((path, list_type)) = reading.keys() {
        let (schema, table, column) = (text(&path.schema), text(&path.table), text(&path.column));
        return Tenancy::Keys(KeySource { list_type: list_type.into(), schema, table, column });
    }
    reading.tenant_type().map_or(Tenancy::All, |ty| Tenancy::Tenant(ty.into()))
}

fn table_def(reading: &Reading<'_>) -> TableDef {
    let table = reading.table;
    TableDef {
        schema: text(&table.schema),
        name: text(&table.name),
        columns: reading.columns.iter().map(|column| column_def(column)).collect(),
        key: reading.key.clone().into(),
        foreign_keys: table.foreign_keys.iter().map(foreign_key_def).collect(),
        module: table.module.as_deref().map(text),
    }
}

fn column_def(column: &Column) -> ColumnDef {
    ColumnDef {
        name: text(&column.name),
        pg_type: text(&column.pg_type),
        kind: column.ty.kind(),
        array: column.ty.is_array(),
        nullable: column.nullable,
        has_default: column.has_default,
        mutability: column.mutability,
        environment: column.environment.as_deref().map(text),
        comparison: Comparison::Bare,
        losses: column.losses,
    }
}

fn foreign_key_def(key: &ForeignKey) -> ForeignKeyDef {
    let texts = |names: &[String]| names.iter().map(|name| text(name)).collect();
    ForeignKeyDef {
        columns: texts(&key.columns),
        schema: text(&key.schema),
        table: text(&key.table),
        references: texts(&key.references),
    }
}

fn text(text: &str) -> Text {
    Cow::Owned(text.to_owned())
}

/// A row whose values are typed one by one.
struct AdaptedRow(Vec<Box<dyn ToValue>>);

impl AdaptedRow {
    fn read(columns: &[ColumnReader], cells: &Cells<'_>) -> Result<Self, CellError> {
        let read = |(position, column): (usize, &ColumnReader)| column.read(cells, position);
        columns.iter().enumerate().map(read).collect::<Result<_, _>>().map(Self)
    }
}

impl Row for AdaptedRow {
    fn to_values<'a>(&'a self, out: &mut Vec<Value<'a>>) {
        out.extend(self.0.iter().map(|value| value.to_value()));
    }
}

/// The label of an enum's value.
struct Label(String);

impl ToValue for Label {
    fn to_value(&self) -> Value<'_> {
        Value::Plain(&self.0)
    }
}

/// Reads a scalar as the Rust type that the table of types has for it.
macro_rules! scalar {
    ($($name:ident $pg:literal $graphql:literal $kind:ident $equality:ident $rust:ty;)*) => {
        fn scalar(&self, scalar: Scalar, cells: &Cells<'_>, position: usize) -> Typed {
            match scalar {
                $(Scalar::$name => self.typed::<$rust>(cells, position),)*
            }
        }
    };
}

type Typed = Result<Box<dyn ToValue>, CellError>;

impl ColumnReader {
    fn of(column: &Column, enums: &[Enum]) -> Self {
        let array = column.ty.is_array();
        Self { element: Element::of(&column.ty, enums), array, nullable: column.nullable }
    }

    fn read(&self, cells: &Cells<'_>, position: usize) -> Typed {
        match &self.element {
            Element::Scalar(scalar) => self.scalar(*scalar, cells, position),
            Element::Verbatim => self.typed::<rt::Verbatim>(cells, position),
            Element::Enum(labels) => self.labels(labels, cells, position),
        }
    }

    fn labels(&self, labels: &[(String, String)], cells: &Cells<'_>, position: usize) -> Typed {
        let label = |name: String| match labels.iter().find(|(known, _)| *known == name) {
            Some((_, label)) => Ok(Label(label.clone())),
            None => Err(cells.error(position, Mismatch::new("a value of the column's enum", &name))),
        };
        let all = |names: Vec<Option<String>>| {
            names.into_iter().map(|name| name.map(label).transpose()).collect::<Result<Vec<_>, _>>()
        };
        Ok(match (self.array, self.nullable) {
            (false, false) => Box::new(label(cells.get(position)?)?),
            (false, true) => Box::new(cells.get::<Option<String>>(position)?.map(label).transpose()?),
            (true, false) => Box::new(all(cells.get(position)?)?),
            (true, true) => Box::new(cells.get::<Option<_>>(position)?.map(all).transpose()?),
        })
    }

    /// The value as the type that generated code would have.
    fn typed<T: FromCell + ToValue + 'static>(&self, cells: &Cells<'_>, position: usize) -> Typed {
        Ok(match (self.array, self.nullable) {
            (false, false) => Box::new(cells.get::<T>(position)?),
            (false, true) => Box::new(cells.get::<Option<T>>(position)?),
            (true, false) => Box::new(cells.get::<Vec<Option<T>>>(position)?),
            (true, true) => Box::new(cells.get::<Option<Vec<Option<T>>>>(position)?),
        })
    }

    typeferry_codegen::scalar_types!(scalar);
}

impl Element {
    fn of(ty: &ColumnType, enums: &[Enum]) -> Self {
        match ty {
            ColumnType::Scalar(scalar) => Self::Scalar(*scalar),
            ColumnType::Verbatim(_) => Self::Verbatim,
            ColumnType::Array(element) => Self::of(element, enums),
            ColumnType::Enum(name) => {
                let known = enums.iter().find(|known| known.name == *name);
                Self::Enum(known.map(|known| known.values.clone()).unwrap_or_default().into())
            }
        }
    }
}
