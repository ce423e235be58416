//! The names that a module's changes get: their own, or an escape where no plan or no file system could hold them.

use std::collections::{BTreeMap, HashMap, HashSet};

use typeferry_pgpm::{ChangeName, ModuleName, NameError, Reference, Target};

use super::escape::{Extent, escape, folded};

/// Names as they are given out, each to one change.
///
/// A name that differs from an earlier one in case or in Unicode normalisation alone is escaped further, the later of the
/// two: what is deployed already keeps its name.
#[derive(Debug, Default)]
pub struct ChangeNames {
    given: HashMap<String, ChangeName>,
    taken: HashSet<String>,
    escaped: BTreeMap<String, String>,
}

impl ChangeNames {
    /// The change's name in the plan; the same for the same text, which is for the plan to refuse.
    ///
    /// # Errors
    /// The name is empty.
    pub fn give(&mut self, original: &str) -> Result<ChangeName, NameError> {
        match self.given.get(original) {
            Some(name) => Ok(name.clone()),
            None => self.give_another(original),
        }
    }

    /// The same, and another name where that of the text is given: two tables may be written alike.
    ///
    /// # Errors
    /// The name is empty.
    pub fn give_another(&mut self, original: &str) -> Result<ChangeName, NameError> {
        let last = original.rsplit('/').next().unwrap_or_default().chars().count();
        let extents = std::iter::once(Extent::Needed).chain((0..=last).map(Extent::Strict));
        let mut names = extents.map(|extent| escape(original, extent));
        // The last is whatever it is: a plan refuses one that is there.
        let free = names.find(|name| !self.taken.contains(&folded(name)));
        let name = ChangeName::new(free.unwrap_or_else(|| escape(original, Extent::Needed)))?;
        self.taken.insert(folded(name.as_str()));
        self.given.entry(original.to_owned()).or_insert_with(|| name.clone());
        if name.as_str() != original {
            self.escaped.insert(name.as_str().to_owned(), original.to_owned());
        }
        Ok(name)
    }

    /// What a change of the module `own` requires, from `change` or `package:change`. A change that is there counts first:
    /// its name may have a `:`.
    ///
    /// # Errors
    /// A name is empty.
    pub fn required(&self, own: &str, text: &str) -> Result<Reference, NameError> {
        if let Some(change) = self.given.get(text) {
            return Ok(change.clone().into());
        }
        let named = |text: &str| ChangeName::new(escape(text, Extent::Needed));
        let parts = text.split_once(':').map(|(package, change)| (ModuleName::new(package), change));
        let Some((Ok(package), change)) = parts else { return named(text).map(Reference::from) };
        let known = self.given.get(change).filter(|_| package.as_str() == own);
        let change = known.map_or_else(|| named(change), |known| Ok(known.clone()))?;
        Ok(Reference { package: Some(package), target: Target::Change(change) })
    }

    /// The name of a change that is left out, as [`ChangeNames::required`] has it.
    pub fn left_out(original: &str) -> String {
        escape(original, Extent::Needed)
    }

    /// The names that are not the originals, each with its original.
    pub fn escaped(&self) -> &BTreeMap<String, String> {
        &self.escaped
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::module::unescape;

    #[test]
    fn n22_names_that_a_file_system_takes_for_one_are_told_apart_and_the_first_stays() {
        let mut names = ChangeNames::default();
        let mut give = |name: &str| names.give(name).unwrap().as_str().to_owned();
        assert_eq!(give("t/Users/table"), "t/Users/table");
        assert_eq!(give("t/users/table"), "t/users/_x0074_able");
        assert_eq!(give("t/USERS/table"), "t/_x0055__x0053__x0045__x0052__x0053_/table");
        assert_eq!(give("t/caf\u{e9}"), "t/caf\u{e9}");
        assert_eq!(give("t/cafe\u{301}"), "t/cafe_x0301_");
        assert_eq!(give("t/Users/table"), "t/Users/table");
        assert!(names.escaped().iter().all(|(name, original)| unescape(name) == *original));
        assert_eq!(names.escaped().len(), 3);
    }

    #[test]
    fn n22_an_escape_never_meets_a_real_name() {
        for order in [["a b", "a_x0020_b", "A B"], ["a_x0020_b", "a b", "A B"]] {
            let mut names = ChangeNames::default();
            let given: HashSet<_> = order.iter().map(|name| folded(names.give(name).unwrap().as_str())).collect();
            assert_eq!(given.len(), 3, "{given:?}");
        }
        let mut names = ChangeNames::default();
        let one = names.give_another("migrate/a.b").unwrap();
        let other = names.give_another("migrate/a.b").unwrap();
        assert_eq!((one.as_str(), other.as_str()), ("migrate/a.b", "migrate/a_x002E_b"));
    }

    #[test]
    fn n22_what_is_required_is_called_as_its_change_is() {
        let mut names = ChangeNames::default();
        names.give("t/Users").unwrap();
        names.give("t/users").unwrap();
        names.give("a:b").unwrap();
        let required = |text: &str| names.required("acme", text).unwrap().to_string();
        assert_eq!(required("t/users"), "t/_x0075_sers");
        assert_eq!(required("acme:t/users"), "acme:t/_x0075_sers");
        assert_eq!(required("other:t/users"), "other:t/users");
        assert_eq!(required("a:b"), "a_x003A_b");
        assert_eq!(required("t/x:y/line items"), "t/x_x003A_y/line_x0020_items");
        assert_eq!(required("other:line items"), "other:line_x0020_items");
    }
}
