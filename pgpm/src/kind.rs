//! The kinds of scripts.

/// The three scripts that a change may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScriptKind {
    /// Makes the change.
    Deploy,
    /// Takes it back.
    Revert,
    /// Fails if it is not there.
    Verify,
}

impl ScriptKind {
    /// All three, in the order in which a module's hash takes them.
    pub const ALL: [Self; 3] = [Self::Deploy, Self::Revert, Self::Verify];

    /// The folder of such scripts.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Deploy => "deploy",
            Self::Revert => "revert",
            Self::Verify => "verify",
        }
    }

    /// The word of such a script's first line: `-- Deploy: …`.
    pub fn title(self) -> &'static str {
        match self {
            Self::Deploy => "Deploy",
            Self::Revert => "Revert",
            Self::Verify => "Verify",
        }
    }
}
