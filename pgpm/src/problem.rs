//! What is wrong with a project's files, with the place of each.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::control::ControlFault;
use crate::name::{ChangeName, ModuleName, NameError};
use crate::plan::PlanFault;
use crate::reference::Reference;
use crate::sql::Refusal;

/// Something that is wrong, where it is, and what to do.
#[derive(Debug)]
#[non_exhaustive]
pub struct Problem {
    /// The file, or the folder.
    pub path: PathBuf,
    /// The line in it, counted from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub fault: Fault,
}

/// All that is wrong with a project; its message has a line for each.
#[derive(Debug, thiserror::Error)]
#[error("{}", lines(.0))]
pub struct Problems(pub Vec<Problem>);

/// What is wrong with a project's files.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The operating system refused.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// Bytes that are no text.
    #[error("is no UTF-8; save it as UTF-8")]
    NotText,
    /// A byte that PostgreSQL takes in no text.
    #[error("has a NUL byte, which PostgreSQL takes in no statement; remove it")]
    Nul,
    /// A folder that is neither.
    #[error("has neither pgpm.plan nor pgpm.json; give the folder of a module or of a workspace")]
    NoProject,
    /// A workspace without modules.
    #[error("names no folder with a module (a control file and a pgpm.plan); correct its `packages`")]
    NoModules,
    /// A `pgpm.json` that is none.
    #[error("is no workspace: {reason}; write {{\"packages\": [\"packages/*\"]}}")]
    Workspace {
        /// What is wrong.
        reason: String,
    },
    /// A pattern or a link that leads out of the project.
    #[error("{given} leaves the project; what is deployed lies inside its folder")]
    Outside {
        /// The pattern, or where the link leads.
        given: String,
    },
    /// A module without its plan.
    #[error("the module has no pgpm.plan beside its control file; write one, or leave the folder out of the workspace")]
    NoPlan,
    /// A module without its control file.
    #[error("the module has no control file; write NAME.control, NAME being the `%project` of its plan")]
    NoControl,
    /// Several control files in one folder, of which none is the plan's.
    #[error("the folder has the control files {}, and {}; keep one, and give both one name", names.join(", "), of_plan(project.as_ref()))]
    SeveralControls {
        /// Their names.
        names: Vec<String>,
        /// The plan's project.
        project: Option<ModuleName>,
    },
    /// Something wrong in a control file.
    #[error(transparent)]
    Control(#[from] ControlFault),
    /// A file's name that is no name of a module.
    #[error(transparent)]
    Name(#[from] NameError),
    /// Something wrong in a plan.
    #[error(transparent)]
    Plan(#[from] PlanFault),
    /// A plan that is of another module than its control file.
    #[error("the plan is of the project {project}, and the control file beside it is of {control}; give both one name")]
    OtherProject {
        /// The plan's.
        project: ModuleName,
        /// The control file's.
        control: ModuleName,
    },
    /// Two modules of one name.
    #[error("the module {name} is in {} already; rename one of the two, or leave it out of the workspace", first.display())]
    SecondModule {
        /// The name.
        name: ModuleName,
        /// The other's folder.
        first: PathBuf,
    },
    /// A change whose deploy script is not there.
    #[error("{change} has no deploy script; write {}, or take the line out of the plan", script.display())]
    NoScript {
        /// The change.
        change: ChangeName,
        /// Where the script should be.
        script: PathBuf,
    },
    /// A deploy script without a byte.
    #[error("the deploy script of {change} is empty; write its SQL, or take {change} out of the plan")]
    EmptyScript {
        /// The change.
        change: ChangeName,
    },
    /// Two deploy scripts that the ledger could not hold both.
    #[error(
        "the deploy script of {change} is the one of {other}, byte for byte, and the ledger holds a script once a \
         module; begin it with `-- Deploy: {change}`"
    )]
    SameScript {
        /// The change.
        change: ChangeName,
        /// The other change.
        other: ChangeName,
    },
    /// A string or a comment of a script that does not end.
    #[error("{what} begins here and does not end; close it")]
    Unterminated {
        /// What it is.
        what: &'static str,
    },
    /// Something that a script must not have.
    #[error("{0}")]
    Refused(Box<Refusal>),
    /// A change that asks for no transaction, where there is one.
    #[error(
        "{change} begins with `-- no-transaction`, and would run in a transaction with others; use --tx change, without \
         --dry-run"
    )]
    NoTransaction {
        /// The change.
        change: ChangeName,
    },
    /// A requirement that no plan has.
    #[error("{change} requires {requires}, which {project} does not have{}; correct the name", hint(nearest.as_deref()))]
    NoSuchChange {
        /// The change that requires it.
        change: ChangeName,
        /// The reference as it stands.
        requires: Box<Reference>,
        /// The module that should have it.
        project: ModuleName,
        /// The change or tag that is written much like it.
        nearest: Option<Box<str>>,
    },
    /// A tag of a module that is not part of the project.
    #[error("{change} requires {requires}, and the project does not have that module: name the change, not a tag")]
    TagElsewhere {
        /// The change that requires it.
        change: ChangeName,
        /// The reference as it stands.
        requires: Box<Reference>,
    },
    /// A `change@tag` whose tag is before the change.
    #[error("{change} requires {requires}, and the plan has that change only after the tag; name another tag")]
    NotAtTag {
        /// The change that requires it.
        change: ChangeName,
        /// The reference as it stands.
        requires: Box<Reference>,
    },
    /// A requirement that is planned later.
    #[error("{change} requires {requires}, which is planned after it, in line {line}; move one of the two")]
    Later {
        /// The change that requires it.
        change: ChangeName,
        /// The reference as it stands.
        requires: Box<Reference>,
        /// The line of what it requires.
        line: usize,
    },
    /// Changes that require one another.
    #[error("changes require one another: {}; take one of the dependencies out", names.join(" -> "))]
    ChangeCycle {
        /// The changes, the first again at the end.
        names: Vec<String>,
    },
    /// Modules that require one another.
    #[error("modules require one another: {}; take one of the requirements out", names.join(" -> "))]
    ModuleCycle {
        /// The modules, the first again at the end.
        names: Vec<String>,
    },
}

impl Problem {
    /// A fault of a whole file.
    pub(crate) fn of(path: &Path, fault: impl Into<Fault>) -> Self {
        Self { path: path.to_owned(), line: None, fault: fault.into() }
    }

    /// A fault in a line.
    pub(crate) fn at(path: &Path, line: usize, fault: impl Into<Fault>) -> Self {
        Self { path: path.to_owned(), line: Some(line), fault: fault.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path.display(), self.fault),
            None => write!(f, "{}: {}", self.path.display(), self.fault),
        }
    }
}

impl std::error::Error for Problem {}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl Problems {
    /// Nothing, or all of them.
    pub(crate) fn none_of(found: Vec<Problem>) -> Result<(), Self> {
        if found.is_empty() { Ok(()) } else { Err(Self(found)) }
    }
}

fn lines(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn of_plan(project: Option<&ModuleName>) -> String {
    match project {
        Some(project) => format!("the plan beside them is of the project {project}"),
        None => "the plan beside them names no project".to_owned(),
    }
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map(|name| format!(" (did you mean `{name}`?)")).unwrap_or_default()
}
