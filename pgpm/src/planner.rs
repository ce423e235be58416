//! Who planned the changes of a module.

use std::fmt;
use std::str::FromStr;

/// The person named on each line of a plan: `Name <email>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planner {
    name: String,
    email: String,
}

/// A planner that a plan could not carry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{given:?} is no author: write `Name <email>` on one line, such as `Ada Lovelace <ada@example.com>`")]
#[non_exhaustive]
pub struct PlannerError {
    /// What was given.
    pub given: String,
}

impl Planner {
    /// A planner from the two parts, as git has them.
    ///
    /// # Errors
    /// [`PlannerError`] if a part is empty, or holds `<`, `>` or a control character; the email white space; or the name a
    /// `#` between spaces, which begins a note.
    pub fn new(name: &str, email: &str) -> Result<Self, PlannerError> {
        let (name, email) = (name.trim(), email.trim());
        let has_note = name.split_whitespace().any(|word| word == "#");
        if is_word(name) && is_word(email) && !email.contains(char::is_whitespace) && !has_note {
            return Ok(Self { name: name.to_owned(), email: email.to_owned() });
        }
        Err(PlannerError { given: format!("{name} <{email}>") })
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The email, without angle brackets.
    pub fn email(&self) -> &str {
        &self.email
    }
}

impl FromStr for Planner {
    type Err = PlannerError;

    fn from_str(given: &str) -> Result<Self, PlannerError> {
        let refused = || PlannerError { given: given.to_owned() };
        let inside = given.trim().strip_suffix('>').ok_or_else(refused)?;
        let (name, email) = inside.split_once('<').ok_or_else(refused)?;
        Self::new(name, email).map_err(|_| refused())
    }
}

impl fmt::Display for Planner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} <{}>", self.name, self.email)
    }
}

fn is_word(part: &str) -> bool {
    !part.is_empty() && !part.contains(|c: char| c == '<' || c == '>' || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_planner_is_written_as_it_was_read() {
        let planner: Planner = " Ada  Lovelace <ada@example.com> ".parse().unwrap();
        assert_eq!(planner.to_string(), "Ada  Lovelace <ada@example.com>");
    }

    #[test]
    fn what_a_plan_would_misread_is_refused() {
        let odd = [
            "",
            "Ada",
            "<ada@example.com>",
            "Ada <>",
            "Ada <ada@example.com> x",
            "A<da <ada@example.com>",
            "Ada > <ada@example.com>",
            "Ada <ada@example.com>>",
            "Ada\nx <ada@example.com>",
            "Ada <ada@\nexample.com>",
            "Ada <ada example>",
            "Ada # x <ada@example.com>",
        ];
        for given in odd {
            let error = given.parse::<Planner>().unwrap_err();
            assert_eq!(error.given, given);
        }
    }
}
