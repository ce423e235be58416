use typeferry_client::row as rt;
/// A row of `app.values`.
pub struct Value {
    /// `id` int4
    pub id: i32,
    /// `point` point
    pub point: ::core::option::Option<rt::Point>,
    /// `segment` lseg
    pub segment: ::core::option::Option<rt::LineSegment>,
    /// `box` box
    pub r#box: ::core::option::Option<rt::Rectangle>,
    /// `path` path
    pub path: ::core::option::Option<rt::Path>,
    /// `polygon` polygon
    pub polygon: ::core::option::Option<rt::Polygon>,
    /// `circle` circle
    pub circle: ::core::option::Option<rt::Circle>,
    /// `all_points` point[]
    pub all_points: ::core::option::Option<
        ::std::vec::Vec<::core::option::Option<rt::Point>>,
    >,
}
impl rt::Row for Value {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.point),
            rt::ToValue::to_value(&self.segment),
            rt::ToValue::to_value(&self.r#box),
            rt::ToValue::to_value(&self.path),
            rt::ToValue::to_value(&self.polygon),
            rt::ToValue::to_value(&self.circle),
            rt::ToValue::to_value(&self.all_points),
        ]);
    }
}
impl rt::Table for Value {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("values"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("id", "int4", rt::Kind::Int),
                    rt::ColumnDef::new("point", "point", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("segment", "lseg", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("box", "box", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("path", "path", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("polygon", "polygon", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("circle", "circle", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("all_points", "point[]", rt::Kind::Plain)
                        .array()
                        .nullable(),
                ],
            ),
            key: rt::Cow::Borrowed(&[0usize]),
            foreign_keys: rt::Cow::Borrowed(&[]),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("Value"),
        root_field: rt::Cow::Borrowed("values"),
        arguments: rt::Cow::Borrowed("orderBy: [PRIMARY_KEY_ASC]"),
        tenancy: rt::Tenancy::All,
        page: PAGE,
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed(
            "id point { x y } segment { a { x y } b { x y } } box { a { x y } b { x y } } path { isOpen points { x y } } polygon { points { x y } } circle { center { x y } radius } allPoints { x y }",
        ),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("id"),
                rt::Cow::Borrowed("point"),
                rt::Cow::Borrowed("segment"),
                rt::Cow::Borrowed("box"),
                rt::Cow::Borrowed("path"),
                rt::Cow::Borrowed("polygon"),
                rt::Cow::Borrowed("circle"),
                rt::Cow::Borrowed("allPoints"),
            ],
        ),
        read: rt::Reader::Typed(rt::read::<Value>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            point: cells.get(1usize)?,
            segment: cells.get(2usize)?,
            r#box: cells.get(3usize)?,
            path: cells.get(4usize)?,
            polygon: cells.get(5usize)?,
            circle: cells.get(6usize)?,
            all_points: cells.get(7usize)?,
        })
    }
}
/// A row to insert into `app.values`; what is `None` is left to the column's default.
pub struct ValueInsert {
    /// `id` int4
    pub id: i32,
    /// `point` point
    pub point: rt::Given<::core::option::Option<rt::Point>>,
    /// `segment` lseg
    pub segment: rt::Given<::core::option::Option<rt::LineSegment>>,
    /// `box` box
    pub r#box: rt::Given<::core::option::Option<rt::Rectangle>>,
    /// `path` path
    pub path: rt::Given<::core::option::Option<rt::Path>>,
    /// `polygon` polygon
    pub polygon: rt::Given<::core::option::Option<rt::Polygon>>,
    /// `circle` circle
    pub circle: rt::Given<::core::option::Option<rt::Circle>>,
    /// `all_points` point[]
    pub all_points: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Point>>>,
    >,
}
impl rt::Insert for ValueInsert {
    const TABLE: &'static rt::TableDef = <Value as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[
        0usize, 1usize, 2usize, 3usize, 4usize, 5usize, 6usize, 7usize,
    ];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            ::core::option::Option::Some(rt::ToValue::to_value(&self.id)),
            rt::given(&self.point),
            rt::given(&self.segment),
            rt::given(&self.r#box),
            rt::given(&self.path),
            rt::given(&self.polygon),
            rt::given(&self.circle),
            rt::given(&self.all_points),
        ]);
    }
}
/// A column of `app.values` that an upsert may set.
pub enum ValueColumn {
    /// `point` point
    Point,
    /// `segment` lseg
    Segment,
    /// `box` box
    Box,
    /// `path` path
    Path,
    /// `polygon` polygon
    Polygon,
    /// `circle` circle
    Circle,
    /// `all_points` point[]
    AllPoints,
}
impl rt::UpsertColumn for ValueColumn {
    type Insert = ValueInsert;
    fn position(&self) -> usize {
        match self {
            Self::Point => 1usize,
            Self::Segment => 2usize,
            Self::Box => 3usize,
            Self::Path => 4usize,
            Self::Polygon => 5usize,
            Self::Circle => 6usize,
            Self::AllPoints => 7usize,
        }
    }
}
/// What to set in a row of `app.values`; what is `None` stays as it is.
pub struct ValuePatch {
    /// `id` int4
    pub id: rt::Given<i32>,
    /// `point` point
    pub point: rt::Given<::core::option::Option<rt::Point>>,
    /// `segment` lseg
    pub segment: rt::Given<::core::option::Option<rt::LineSegment>>,
    /// `box` box
    pub r#box: rt::Given<::core::option::Option<rt::Rectangle>>,
    /// `path` path
    pub path: rt::Given<::core::option::Option<rt::Path>>,
    /// `polygon` polygon
    pub polygon: rt::Given<::core::option::Option<rt::Polygon>>,
    /// `circle` circle
    pub circle: rt::Given<::core::option::Option<rt::Circle>>,
    /// `all_points` point[]
    pub all_points: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Point>>>,
    >,
}
impl ValuePatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        id: ::core::option::Option::None,
        point: ::core::option::Option::None,
        segment: ::core::option::Option::None,
        r#box: ::core::option::Option::None,
        path: ::core::option::Option::None,
        polygon: ::core::option::Option::None,
        circle: ::core::option::Option::None,
        all_points: ::core::option::Option::None,
    };
}
impl rt::Patch for ValuePatch {
    type Key = i32;
    const TABLE: &'static rt::TableDef = <Value as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[
        0usize, 1usize, 2usize, 3usize, 4usize, 5usize, 6usize, 7usize,
    ];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(key)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            rt::given(&self.point),
            rt::given(&self.segment),
            rt::given(&self.r#box),
            rt::given(&self.path),
            rt::given(&self.polygon),
            rt::given(&self.circle),
            rt::given(&self.all_points),
        ]);
    }
}
/// How a page is asked for, and how it arrives.
const PAGE: rt::PageShape = rt::PageShape {
    rows: ::core::option::Option::Some("nodes"),
    info: ::core::option::Option::Some(rt::PageInfoShape {
        field: "pageInfo",
        more: "hasNextPage",
        cursor: ::core::option::Option::Some("endCursor"),
    }),
    total: ::core::option::Option::Some("totalCount"),
    limit: "first",
    offset: "offset",
    after: ::core::option::Option::Some("after"),
    by_key: ::core::option::Option::Some("orderBy: [PRIMARY_KEY_ASC]"),
    integer: "Int",
    tenant: "databaseId",
};
/// Every table, each behind the tables that it refers to.
pub static TABLES: &[&rt::TableQuery] = &[<Value as rt::Table>::QUERY];
