//! The table of what came of the changes, for people.

use super::super::export::Over;
use super::changes::Change;
use super::verdict::Outcome;
use crate::output;

/// One change, one way.
pub(super) struct Line {
    /// Which change it is, from 0.
    pub(super) number: usize,
    pub(super) change: &'static Change,
    pub(super) over: Over,
    /// The rows of the tenant, counted.
    pub(super) there: usize,
    /// The export by the default command line.
    pub(super) first: Outcome,
    /// The export with the flags that the first one named.
    pub(super) again: Option<Outcome>,
}

impl Line {
    /// What is wrong with it.
    pub(super) fn wrong(&self) -> Option<String> {
        let place = format!("{} over {}", self.change.what, self.over.name());
        let first = self.first.wrong(self.change, self.there).or_else(|| self.first.against(self.change, self.over));
        if let Some(wrong) = first {
            return Some(format!("{place}: {wrong}"));
        }
        let again = self.again.as_ref()?;
        let refused = || (!again.succeeded()).then(|| "it is refused".to_owned());
        let wrong = refused().or_else(|| again.wrong(self.change, self.there))?;
        Some(format!("{place}, with the flags that it names: {wrong}"))
    }

    fn cells(&self) -> [String; 5] {
        let [exit, rows] = cells(&self.first, self.there);
        let named = match self.first.accepts() {
            flags if flags.is_empty() => self.first.named(self.change).join(", "),
            flags => format!("--accept-missing {}", flags.join(", ")),
        };
        let number = format!("{:2} {}", self.number + 1, self.change.what);
        [number, self.over.name().to_owned(), exit, rows, named]
    }

    fn cells_again(&self) -> Option<[String; 5]> {
        let [exit, rows] = cells(self.again.as_ref()?, self.there);
        Some(["   and again, with the flags".to_owned(), self.over.name().to_owned(), exit, rows, String::new()])
    }
}

fn cells(outcome: &Outcome, there: usize) -> [String; 2] {
    let code = outcome.code.map_or_else(|| "signal".to_owned(), |code| code.to_string());
    let rows = if outcome.succeeded() { format!("{} of {there}", outcome.rows) } else { format!("- of {there}") };
    [code, rows]
}

/// Prints all of them.
pub(super) fn print(lines: &[Line]) {
    output::line("the platform changes under the program:");
    line(&["   change", "over", "exit", "rows", "named"].map(str::to_owned), "");
    for this in lines {
        line(&this.cells(), if this.wrong().is_some() { "  <- wrong" } else { "" });
        if let Some(again) = this.cells_again() {
            line(&again, "");
        }
    }
}

fn line([change, over, exit, rows, named]: &[String; 5], mark: &str) {
    output::line(format!("  {change:<42} {over:<8} {exit:<6} {rows:<14} {named}{mark}"));
}
