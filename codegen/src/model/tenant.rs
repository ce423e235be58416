//! Whose a row is: the shortest way from each table to the tenant, along foreign keys or a rule of the configuration.
//! Catalogs and schemas are searched alike, so that every source takes the same way.

use std::collections::BTreeMap;

use crate::config::{Config, Reached};

/// One step from a row to a row of another table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hop {
    /// Whether one of the columns may be null: such a step is taken where there is no other.
    pub nullable: bool,
    /// The columns of this table.
    pub columns: Vec<String>,
    /// The schema of the other table.
    pub schema: String,
    /// The other table.
    pub table: String,
    /// The columns of the other table that hold the same values.
    pub references: Vec<String>,
}

impl Hop {
    /// `schema.table` of the other table.
    pub fn target(&self) -> String {
        format!("{}.{}", self.schema, self.table)
    }
}

/// How a table's rows are told apart by their tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// By this column of their own, which holds the tenant's key.
    Own(String),
    /// By the row that they lead to, in a table that is nearer to the tenant.
    Over(Hop),
}

/// A table as the search sees it.
#[derive(Debug, Clone, Default)]
pub struct Searched {
    /// `schema.table`.
    pub name: String,
    /// Each column with its PostgreSQL type.
    pub columns: Vec<(String, String)>,
    /// The columns of its primary key.
    pub key: Vec<String>,
    /// Its foreign keys.
    pub foreign_keys: Vec<Hop>,
}

impl Searched {
    fn type_of(&self, column: &str) -> Option<&str> {
        self.columns.iter().find(|(name, _)| name == column).map(|(_, ty)| ty.as_str())
    }
}

/// The step of each table that has one; empty where the configuration has no tenant. A foreign key's way that leads
/// round in a circle is none.
pub fn steps(tables: &[Searched], config: &Config) -> BTreeMap<String, Step> {
    let Some(rule) = &config.tenant else { return BTreeMap::new() };
    let by_name: BTreeMap<&str, &Searched> = tables.iter().map(|table| (table.name.as_str(), table)).collect();
    let tenant = by_name.get(rule.table.as_str());
    let key_type = tenant.and_then(|table| table.type_of(table.key.first()?));
    let mut found = BTreeMap::new();
    let mut open = Vec::new();
    for table in by_name.values() {
        let reached = config.reached_by.get(&table.name);
        let key = (table.name == rule.table).then(|| table.key.first()).flatten();
        let own = || holds_tenants(table, &rule.column, key_type).then_some(&rule.column);
        match (key.or_else(|| own().filter(|_| reached.is_none())), reached) {
            (Some(column), _) => drop(found.insert(table.name.clone(), Step::Own(column.clone()))),
            (None, Some(reached)) => open.push((*table, ruled(table, reached, &by_name).into_iter().collect())),
            (None, None) => open.push((*table, sorted(&table.foreign_keys))),
        }
    }
    nearer(open, &mut found);
    found
}

/// Adds, level by level, the tables that lead to one which has a step.
fn nearer(mut open: Vec<(&Searched, Vec<Hop>)>, found: &mut BTreeMap<String, Step>) {
    loop {
        let leads = |hop: &&Hop| found.contains_key(&hop.target());
        let level: Vec<(String, Step)> = open
            .iter()
            .filter_map(|(table, hops)| Some((table.name.clone(), Step::Over(hops.iter().find(leads)?.clone()))))
            .collect();
        if level.is_empty() {
            return;
        }
        found.extend(level);
        open.retain(|(table, _)| !found.contains_key(&table.name));
    }
}

/// Whether the column can hold the tenant's key: it is of the key's type, or text.
fn holds_tenants(table: &Searched, column: &str, key_type: Option<&str>) -> bool {
    let text = ["text", "citext", "varchar", "bpchar"];
    table.type_of(column).is_some_and(|ty| key_type.is_none_or(|key| key == ty) || text.contains(&ty))
}

fn sorted(hops: &[Hop]) -> Vec<Hop> {
    let mut hops = hops.to_vec();
    hops.sort();
    hops
}

/// The step that the configuration states: along the foreign key of the column, or to the table that it names.
fn ruled(table: &Searched, reached: &Reached, by_name: &BTreeMap<&str, &Searched>) -> Option<Hop> {
    let Some(target) = &reached.table else {
        let of_column = |hop: &&Hop| hop.columns.len() == 1 && hop.columns[0] == reached.column;
        return table.foreign_keys.iter().find(of_column).cloned();
    };
    let other = by_name.get(target.as_str())?;
    let (schema, name) = target.split_once('.')?;
    table.type_of(&reached.column)?;
    Some(Hop {
        nullable: false,
        columns: vec![reached.column.clone()],
        schema: schema.to_owned(),
        table: name.to_owned(),
        references: vec![other.key.first()?.clone()],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;

    fn config(more: &str) -> Config {
        let text = format!("[tenant]\ncolumn = \"database_id\"\ntable = \"s.database\"\n{more}");
        Config::read(&Source::new("typeferry.toml", text)).unwrap()
    }

    fn table(name: &str, columns: &[(&str, &str)], hops: &[(&str, &str)]) -> Searched {
        let hop = |(column, target): &(&str, &str)| Hop {
            nullable: column.ends_with('?'),
            columns: vec![column.trim_end_matches('?').to_owned()],
            schema: "s".into(),
            table: (*target).to_owned(),
            references: vec!["id".into()],
        };
        Searched {
            name: format!("s.{name}"),
            columns: columns.iter().map(|(name, ty)| ((*name).into(), (*ty).into())).collect(),
            key: vec!["id".into()],
            foreign_keys: hops.iter().map(hop).collect(),
        }
    }

    fn database() -> Searched {
        table("database", &[("id", "uuid")], &[])
    }

    fn over<'a>(steps: &'a BTreeMap<String, Step>, name: &str) -> Option<&'a str> {
        match steps.get(&format!("s.{name}")) {
            Some(Step::Over(hop)) => Some(&hop.table),
            _ => None,
        }
    }

    #[test]
    fn a_way_of_any_length_is_the_shortest_and_a_circle_is_none() {
        let tables = [
            database(),
            table("a", &[("database_id", "uuid")], &[]),
            table("b", &[], &[("a_id", "a")]),
            table("c", &[], &[("b_id", "b"), ("x_id", "x")]),
            table("x", &[], &[("y_id", "y")]),
            table("y", &[], &[("x_id", "x")]),
        ];
        let steps = steps(&tables, &config(""));
        assert_eq!(steps.get("s.database"), Some(&Step::Own("id".into())));
        assert_eq!((over(&steps, "b"), over(&steps, "c")), (Some("a"), Some("b")));
        assert!(!steps.contains_key("s.x") && !steps.contains_key("s.y"));
    }

    #[test]
    fn a_column_that_may_be_null_is_the_second_choice() {
        let tables = [
            database(),
            table("a", &[("database_id", "uuid")], &[]),
            table("z", &[("database_id", "uuid")], &[]),
            table("b", &[], &[("a_id?", "a"), ("z_id", "z")]),
        ];
        assert_eq!(over(&steps(&tables, &config("")), "b"), Some("z"));
    }

    #[test]
    fn a_column_of_another_type_names_no_tenant() {
        let tables = [
            database(),
            table("number", &[("database_id", "int4")], &[]),
            table("text", &[("database_id", "text")], &[]),
        ];
        let steps = steps(&tables, &config(""));
        assert!(!steps.contains_key("s.number") && steps.contains_key("s.text"));
    }

    #[test]
    fn a_rule_leads_where_no_foreign_key_does() {
        let tables = [
            database(),
            table("domain", &[("id", "uuid"), ("database_id", "uuid")], &[]),
            table("binding", &[("domain_id", "uuid")], &[]),
        ];
        assert!(over(&steps(&tables, &config("")), "binding").is_none());
        let ruled = config("[reached-by]\n\"s.binding\" = \"domain_id -> s.domain\"\n");
        assert_eq!(over(&steps(&tables, &ruled), "binding"), Some("domain"));
        let slip = config("[reached-by]\n\"s.binding\" = \"domain -> s.domain\"\n");
        assert!(over(&steps(&tables, &slip), "binding").is_none());
    }
}
