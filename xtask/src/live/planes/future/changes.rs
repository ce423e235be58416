//! What may happen to the platform.

/// A change of the platform's.
pub(super) struct Change {
    /// What it is.
    pub(super) what: &'static str,
    /// The statements that make it.
    pub(super) does: &'static [&'static str],
    /// The statements that take it back, where that can be done.
    pub(super) undoes: &'static [&'static str],
    /// Schemas that are served since.
    pub(super) serves: &'static [&'static str],
    /// Fields that `_meta` does not have since.
    pub(super) hides: &'static [&'static str],
    /// What a complete export has in its scripts.
    pub(super) holds: &'static [&'static str],
    /// What a refusal names.
    pub(super) names: &'static [&'static str],
    /// What happens to those who do not look.
    pub(super) rule: Rule,
}

/// What has to be so beyond the rule for all changes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// Nothing.
    None,
    /// It is named even where the export succeeds: no count can tell that it is not there.
    Named,
    /// The contract has it and the server does not: over GraphQL, where it may be hidden only, the export is refused, and
    /// says how to accept it.
    Accepted,
}

const NOTHING: Change =
    Change { what: "", does: &[], undoes: &[], serves: &[], hides: &[], holds: &[], names: &[], rule: Rule::None };

/// All of them.
pub(super) const CHANGES: &[Change] = &[
    Change {
        what: "a column added",
        does: &[
            "ALTER TABLE routing_public.sites ADD COLUMN colour text",
            "UPDATE routing_public.sites SET colour = 'future colour'",
        ],
        undoes: &["ALTER TABLE routing_public.sites DROP COLUMN colour"],
        holds: &["colour", "future colour"],
        names: &["routing_public.sites", "colour"],
        ..NOTHING
    },
    Change {
        what: "a column of text is jsonb",
        does: &["ALTER TABLE routing_public.sites ALTER COLUMN description TYPE jsonb \
             USING jsonb_build_object('future', description)"],
        undoes: &["ALTER TABLE routing_public.sites ALTER COLUMN description TYPE text USING description ->> 'future'"],
        holds: &["\"future\": "],
        names: &["routing_public.sites", "description"],
        ..NOTHING
    },
    Change {
        what: "a table renamed",
        does: &["ALTER TABLE routing_public.redirects RENAME TO redirections"],
        undoes: &["ALTER TABLE routing_public.redirections RENAME TO redirects"],
        holds: &["redirections"],
        names: &["routing_public.redirects"],
        ..NOTHING
    },
    Change {
        what: "a table moved to another schema",
        does: &["CREATE SCHEMA pages_public", "ALTER TABLE routing_public.pages SET SCHEMA pages_public"],
        undoes: &["ALTER TABLE pages_public.pages SET SCHEMA routing_public", "DROP SCHEMA pages_public"],
        serves: &["pages_public"],
        holds: &["pages_public"],
        names: &["routing_public.pages"],
        ..NOTHING
    },
    Change {
        what: "a primary key gone",
        does: &["ALTER TABLE routing_public.domain_events DROP CONSTRAINT domain_events_pkey CASCADE"],
        undoes: &["ALTER TABLE routing_public.domain_events ADD CONSTRAINT domain_events_pkey PRIMARY KEY (id)"],
        holds: &["domain_events"],
        names: &["routing_public.domain_events"],
        ..NOTHING
    },
    Change {
        what: "a table without a way to a tenant",
        does: &[
            "CREATE TABLE routing_public.edge_nodes (id uuid PRIMARY KEY, region text)",
            "INSERT INTO routing_public.edge_nodes SELECT gen_random_uuid(), 'future region'",
        ],
        undoes: &["DROP TABLE routing_public.edge_nodes"],
        names: &["edge_nodes"],
        rule: Rule::Named,
        ..NOTHING
    },
    Change { what: "_meta without columnName", hides: &["columnName"], names: &["columnName"], ..NOTHING },
    Change {
        what: "_meta without foreignKeyConstraints",
        hides: &["foreignKeyConstraints"],
        names: &["foreignKeyConstraints"],
        ..NOTHING
    },
    Change {
        what: "a table in a new schema",
        does: &[
            "CREATE SCHEMA billing_public",
            "CREATE TABLE billing_public.plans (id uuid PRIMARY KEY, database_id uuid NOT NULL, title text)",
            "INSERT INTO billing_public.plans SELECT gen_random_uuid(), id, 'future plan' \
             FROM metaschema_public.database, generate_series(1, 7)",
        ],
        undoes: &["DROP SCHEMA billing_public CASCADE"],
        serves: &["billing_public"],
        holds: &["billing_public.plans", "future plan"],
        names: &["billing_public"],
        ..NOTHING
    },
    // The last two cannot be taken back.
    Change {
        what: "a column and a table gone",
        does: &[
            "ALTER TABLE routing_public.pages DROP COLUMN seeded_from",
            "DROP TABLE routing_public.site_error_pages",
        ],
        names: &["seeded_from", "site_error_pages"],
        rule: Rule::Accepted,
        ..NOTHING
    },
    Change {
        what: "a value of an enum added, and used",
        does: &[
            "ALTER TYPE metaschema_public.object_category ADD VALUE 'plug-in'",
            "UPDATE metaschema_public.\"table\" SET category = 'plug-in' WHERE name = 'users'",
        ],
        holds: &["'plug-in'"],
        names: &["object_category"],
        ..NOTHING
    },
];
