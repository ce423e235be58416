//! What to do about a difference.

use super::difference::Difference;

pub(super) const ACCEPT: &str =
    "pull the schema (`typeferry schema pull`), then `typeferry queries --accept` takes the change";
pub(super) const SELECT: &str = "pull the schema (`typeferry schema pull`), then `typeferry queries --accept` selects it; or leave \
                      it out under [left-out] in typeferry.toml, with a reason";
pub(super) const GONE: &str = "if it is gone for good, pull the schema (`typeferry schema pull`), then `typeferry queries --accept` \
                    drops it; else ask the API's owner, or choose the endpoint that still has it";
pub(super) const CALL: &str = "pull the schema (`typeferry schema pull`), then `typeferry queries --accept` writes the documents \
                    anew; an operation written by hand is changed by hand";
pub(super) const CONVERT: &str = "pull the schema (`typeferry schema pull`), look at what the values are, then `typeferry queries \
                       --accept` takes the change; a type without a conversion stops the build with its name";
pub(super) const ANNOTATE: &str = "`typeferry schema pull` writes the fields that are columns, with their annotations";
pub(super) const REPLACE: &str = "ask the API's owner what takes its place; once nothing needs it, leave it out under [left-out] in \
                       typeferry.toml, with a reason, and `typeferry queries --accept`";
pub(super) const RULE: &str = "take the rule out of typeferry.toml, or name what it is about by its name of today";

const PULL: &str = "pull the schema (`typeferry schema pull`)";
const OR_ELSE: &str = "if it is gone for good, pull the schema (`typeferry schema pull`)";
const ASK: &str = "else ask the API's owner, or choose the endpoint that still has it";
const THEN: &str = "then `typeferry queries --accept` takes the change";
const LEAVE_OUT: &str = "leave it out under [left-out] in typeferry.toml, with a reason";

/// What becomes of the documents by hand that use what a difference is about: `queries --accept` leaves them as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ByHand {
    /// They may stay.
    Stays,
    Change,
    Select,
    Delete,
    TakeOut,
    /// The same, before the schema is pulled.
    TakeOutBefore,
}

impl Difference {
    /// What to do. Documents by hand that use what it is about are named.
    pub fn remedy(&self) -> String {
        let (remedy, by_hand) = self.kind.remedy();
        let files = self.by_hand.join(" and ");
        let are = if self.by_hand.len() == 1 { "is" } else { "are" };
        match by_hand {
            _ if self.by_hand.is_empty() => remedy.to_owned(),
            ByHand::Stays => remedy.to_owned(),
            ByHand::Change => format!("{PULL}, change it in {files}, which {are} by hand, {THEN}"),
            ByHand::Select => format!("{PULL}, select it in {files}, which is by hand, {THEN}; or {LEAVE_OUT}"),
            ByHand::Delete => format!("{OR_ELSE}, delete {files}, which {are} by hand, {THEN}; {ASK}"),
            ByHand::TakeOut => format!("{OR_ELSE}, take it out of {files}, which {are} by hand, {THEN}; {ASK}"),
            ByHand::TakeOutBefore => format!("{remedy}; {files} {are} by hand, so take it out there before"),
        }
    }
}
