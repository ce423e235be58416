//! The values of an enum, each with its label.

use super::compare::{About, Comparer};
use super::kind::Kind;
use crate::schema::EnumValue;

impl<'a> Comparer<'a> {
    /// Compares an enum, for one column of its type: the change is one.
    pub(super) fn enum_values(&mut self, name: &'a str, about: &About) {
        let (Some(before), Some(after)) = (self.before.values(name), self.after.values(name)) else { return };
        if *self.enums.entry(name).or_insert_with(|| about.column.before.clone()) != about.column.before {
            return;
        }
        let about = &about.line(format!("enum {name}"));
        let of = |value: &EnumValue| format!("{name}.{}", pair(value));
        for value in before {
            match (by_name(after, value), renamed(before, after, value)) {
                (Some(now), _) if now.label == value.label => {}
                (Some(now), _) => self.report(Kind::EnumValueRelabelled, about, Some(of(value)), Some(of(now))),
                (None, Some(now)) => self.report(Kind::EnumValueRenamed, about, Some(of(value)), Some(of(now))),
                (None, None) => self.report(Kind::EnumValueGone, about, Some(of(value)), None),
            }
        }
        let is_new = |value: &&EnumValue| by_name(before, value).is_none() && renamed(after, before, value).is_none();
        for value in after.iter().filter(is_new) {
            self.report(Kind::EnumValueNew, about, None, Some(of(value)));
        }
        let order = |one: &[EnumValue], other: &[EnumValue]| {
            let both = one.iter().filter(|value| by_name(other, value).is_some());
            both.map(|value| value.name.clone()).collect::<Vec<_>>()
        };
        let (old, new) = (order(before, after), order(after, before));
        if old != new {
            self.report(Kind::EnumReordered, about, Some(old.join(" ")), Some(new.join(" ")));
        }
    }
}

fn by_name<'v>(values: &'v [EnumValue], value: &EnumValue) -> Option<&'v EnumValue> {
    values.iter().find(|other| other.name == value.name)
}

/// The value that has the label of one whose name is gone.
fn renamed<'v>(here: &[EnumValue], there: &'v [EnumValue], value: &EnumValue) -> Option<&'v EnumValue> {
    let label = value.label.as_ref()?;
    there.iter().find(|other| other.label.as_ref() == Some(label) && by_name(here, other).is_none())
}

fn pair(value: &EnumValue) -> String {
    match &value.label {
        Some(label) => format!("{} ({label})", value.name),
        None => value.name.clone(),
    }
}
