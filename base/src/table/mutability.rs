//! What a statement may do with a column, and why not: decided once, here, whatever the back end. No code behind the
//! model asks whether a column is an identity or generated.

use std::fmt;

use super::Generation;

/// Whether a statement that inserts keeps the values of identity columns, as an export must.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identities {
    /// Written as they are: `OVERRIDING SYSTEM VALUE` (SQL Server: `SET IDENTITY_INSERT`).
    Kept,
    /// Assigned by the database.
    Assigned,
}

/// What a statement may do with a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mutability {
    /// Whether an insert may name it.
    pub insertable: Access,
    /// Whether an update may set it.
    pub updatable: Access,
    /// Whether an insert that names it needs `OVERRIDING SYSTEM VALUE`.
    pub overriding: bool,
}

/// Whether, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// It may.
    Yes,
    /// It may not.
    No(Reason),
}

/// Why a column may not be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The database assigns an identity.
    Identity,
    /// The database computes the value.
    Generated,
    /// The API's type for inserting does not have it.
    NotInInput,
    /// The API's type for updating does not have it.
    NotInPatch,
}

impl Mutability {
    /// A column that may be inserted and updated.
    pub const PLAIN: Self = Self { insertable: Access::Yes, updatable: Access::Yes, overriding: false };

    /// What a column of that generation allows.
    pub const fn of(generation: Generation, identities: Identities) -> Self {
        match (generation, identities) {
            (Generation::Plain | Generation::IdentityByDefault, _) => Self::PLAIN,
            (Generation::IdentityAlways, Identities::Kept) => {
                Self { insertable: Access::Yes, updatable: Access::No(Reason::Identity), overriding: true }
            }
            (Generation::IdentityAlways, Identities::Assigned) => Self::refused(Reason::Identity),
            (Generation::Stored | Generation::Computed, _) => Self::refused(Reason::Generated),
        }
    }

    /// What a column allows of which no generation is stated: what the API's input types have.
    pub const fn bound(in_input: bool, in_patch: bool) -> Self {
        let insertable = if in_input { Access::Yes } else { Access::No(Reason::NotInInput) };
        let updatable = if in_patch { Access::Yes } else { Access::No(Reason::NotInPatch) };
        Self { insertable, updatable, overriding: false }
    }

    /// The same column in a statement that leaves identities to the database.
    #[must_use]
    pub const fn without_overriding(self) -> Self {
        if self.overriding { Self::of(Generation::IdentityAlways, Identities::Assigned) } else { self }
    }

    const fn refused(reason: Reason) -> Self {
        Self { insertable: Access::No(reason), updatable: Access::No(reason), overriding: false }
    }
}

impl Access {
    /// Whether it may.
    pub fn is_yes(self) -> bool {
        self == Self::Yes
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Identity => "it is an identity, which the database assigns",
            Self::Generated => "the database computes it",
            Self::NotInInput => "the API has it in no input type",
            Self::NotInPatch => "the API has it in no patch type",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_api_cannot_write_is_refused_with_the_type_that_lacks_it() {
        assert_eq!(Mutability::bound(true, true), Mutability::PLAIN);
        let only_patch = Mutability::bound(false, true);
        assert_eq!((only_patch.insertable, only_patch.updatable), (Access::No(Reason::NotInInput), Access::Yes));
        let only_input = Mutability::bound(true, false);
        assert_eq!((only_input.insertable, only_input.updatable), (Access::Yes, Access::No(Reason::NotInPatch)));
    }

    #[test]
    fn each_generation_allows_what_the_database_does() {
        let plain = (true, true);
        let cases = [
            (Generation::Plain, Identities::Kept, plain),
            (Generation::Plain, Identities::Assigned, plain),
            (Generation::IdentityByDefault, Identities::Kept, plain),
            (Generation::IdentityByDefault, Identities::Assigned, plain),
            (Generation::IdentityAlways, Identities::Kept, (true, false)),
            (Generation::IdentityAlways, Identities::Assigned, (false, false)),
            (Generation::Stored, Identities::Kept, (false, false)),
            (Generation::Computed, Identities::Kept, (false, false)),
        ];
        for (generation, identities, expected) in cases {
            let found = Mutability::of(generation, identities);
            assert_eq!(
                (found.insertable.is_yes(), found.updatable.is_yes()),
                expected,
                "{generation:?} {identities:?}"
            );
            assert_eq!(found.overriding, generation == Generation::IdentityAlways && expected.0);
            let assigned = Mutability::of(generation, Identities::Assigned);
            assert_eq!(found.without_overriding(), assigned, "{generation:?}");
        }
    }
}
