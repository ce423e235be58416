//! The document that asks for changes: the contract's, with what else a platform serves of them.

use crate::row::Operation;
use crate::tables::migrate::operations::SqlActions;

/// What the contract's document orders by, as it stands there.
const ORDER: &str = "[ID_ASC, CREATED_AT_ASC, DEPLOY_ASC]";

/// What the selection of a change ends with.
const LAST_COLUMN: &str = "      verify\n";

/// Whether an endpoint tells the category of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Categories {
    /// It has the column.
    Served,
    /// It has no such column.
    NotServed,
    /// It does not tell what it has: asked for the column, it answers or refuses.
    #[default]
    Unknown,
}

impl From<Option<bool>> for Categories {
    /// Of what an endpoint tells, if it does.
    fn from(served: Option<bool>) -> Self {
        match served {
            Some(true) => Self::Served,
            Some(false) => Self::NotServed,
            None => Self::Unknown,
        }
    }
}

/// How an endpoint is asked for changes.
#[derive(Debug, Clone, Default)]
pub struct ActionsQuery {
    categories: Categories,
    /// What of the order the endpoint does not know.
    unordered: Vec<String>,
}

impl ActionsQuery {
    /// As the contract has it, of an endpoint that has `categories` or not, and does not order by `unordered`, such as
    /// `CREATED_AT_ASC`.
    pub fn new(categories: Categories, unordered: Vec<String>) -> Self {
        Self { categories, unordered }
    }

    /// Whether the category of a change can be asked for.
    pub fn has_categories(&self) -> bool {
        self.categories != Categories::NotServed
    }

    /// The document, with the categories of the changes or without.
    pub(super) fn document(&self, with_categories: bool) -> String {
        let ordered =
            ORDER.trim_matches(['[', ']']).split(", ").filter(|value| !self.unordered.iter().any(|name| name == value));
        let order = format!("[{}]", ordered.collect::<Vec<_>>().join(", "));
        let document = SqlActions::DOCUMENT.replacen(ORDER, &order, 1);
        if !with_categories || !self.has_categories() {
            return document;
        }
        document.replacen(LAST_COLUMN, &format!("{LAST_COLUMN}      category\n"), 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contracts_document_is_asked_as_it_is() {
        for categories in [Categories::Served, Categories::NotServed, Categories::Unknown] {
            assert_eq!(ActionsQuery::new(categories, Vec::new()).document(false), SqlActions::DOCUMENT);
        }
        assert_eq!(ActionsQuery::new(Categories::NotServed, Vec::new()).document(true), SqlActions::DOCUMENT);
    }

    #[test]
    fn categories_are_asked_for_and_an_order_that_is_not_served_is_not() {
        for categories in [Categories::Served, Categories::Unknown] {
            let document = ActionsQuery::new(categories, vec!["CREATED_AT_ASC".into()]).document(true);
            assert!(document.contains("verify\n      category\n    }"), "{document}");
            assert!(document.contains("orderBy: [ID_ASC, DEPLOY_ASC]\n"), "{document}");
        }
    }
}
