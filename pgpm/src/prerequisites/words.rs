//! What is missing, in words.

use std::fmt::{self, Display, Formatter};

use super::remedy::remedies;
use super::{Lack, Need, Prerequisites, Right};

impl Prerequisites {
    /// What may be missing, a sentence or more each, and why nothing could be looked at.
    pub fn warnings(&self) -> Vec<String> {
        let unchecked = self
            .unchecked
            .iter()
            .map(|reason| format!("what the deploy needs of the server was not looked for: {reason}"));
        let uncertain = (!self.uncertain.is_empty()).then(|| {
            let lines: Vec<String> = self.uncertain.iter().map(ToString::to_string).collect();
            let lines = lines.join("\n  ");
            format!("this may be missing; what runs will tell:\n  {lines}{}", self.remedies(&self.uncertain))
        });
        unchecked.chain(uncertain).collect()
    }

    fn remedies(&self, lacks: &[Lack]) -> String {
        format!("\nwhat brings it:\n  {}", remedies(lacks, &self.root).join("\n  "))
    }
}

impl Display for Prerequisites {
    /// What is missing, a line each, and what brings it.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("what is to be deployed needs what is not there:")?;
        self.missing.iter().try_for_each(|lack| write!(f, "\n  {lack}"))?;
        f.write_str(&self.remedies(&self.missing))
    }
}

impl Display for Lack {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some((path, line)) = &self.place {
            write!(f, "{}:{line}: ", path.display())?;
        }
        self.need.fmt(f)?;
        match self.places {
            0 | 1 => Ok(()),
            2 => f.write_str(" (and in 1 more place)"),
            places => write!(f, " (and in {} more places)", places - 1),
        }
    }
}

impl Display for Need {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Module { name, package } => {
                write!(f, "requires {name}, which is the module {package}, and the workspace does not have it")
            }
            Self::Applied { name, file } => write!(
                f,
                "requires {name}, which pgpm.apply.json makes of another module ({}): that is not supported",
                file.display()
            ),
            Self::Change { by, name, .. } => write!(f, "{by} requires {name}, which is neither here nor deployed"),
            Self::Extension { name, by: None } => {
                write!(f, "requires the extension {name}, which the server does not have")
            }
            Self::Extension { name, by: Some(by) } => {
                write!(f, "the extension {by} requires the extension {name}, which the server does not have")
            }
            Self::CreateExtension { name, user, .. } => {
                write!(f, "requires the extension {name}, which {user} may not create")
            }
            Self::Role { name } => write!(f, "names the role {name}, which the server does not have"),
            Self::Right { right, user, database } => right.write(f, user, database),
        }
    }
}

impl Right {
    fn write(&self, f: &mut Formatter<'_>, user: &str, database: &str) -> fmt::Result {
        match self {
            Self::CreateDatabase => write!(f, "the database {database} is not there, and {user} may not create one"),
            Self::CreateSchema => write!(f, "{user} may not create schemas in the database {database}"),
            Self::Temporary => write!(f, "{user} may not create temporary tables in the database {database}"),
            Self::CreateRole => write!(f, "creates a role, which {user} may not"),
            Self::Become { role } => write!(f, "needs {user} to be a member of the role {role}"),
        }
    }
}
