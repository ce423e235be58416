//! Losses 1, 2 and 11: what fails is a failure, what is not served is named, and nothing half is left behind.

use typeferry_demo::ServerOptions;

use crate::support::{Faulty, Reply, SCHEMA, Sandbox, Tree, endpoints, serve, tree, with_rows};

/// The platform in pages of ten, whose second page of changes is answered otherwise, as often as it is asked for.
fn failing(reply: impl Fn() -> Reply + Send + Sync + 'static) -> Faulty {
    let capped = serve(ServerOptions { max_page: Some(10), ..ServerOptions::default() }, endpoints());
    // It runs until the test ends.
    let capped = Box::leak(Box::new(capped));
    Faulty::before(capped.address(), move |ask| if ask.has("\"offset\":9") { reply() } else { ask.pass() })
}

#[test]
fn loss_01_a_failing_page_of_changes_is_a_failure_and_no_shorter_module() {
    let faulty = failing(|| Reply::html("503 Service Unavailable"));
    let sandbox = Sandbox::with_an_export();
    let message = sandbox.fails(1, sandbox.export(&faulty.url()));
    assert!(message.contains("/migrate/graphql answered HTTP 503"), "{message}");
}

#[test]
fn loss_02_a_table_and_a_column_that_are_not_served_are_named() {
    let refused = |schema_text: String| {
        let mut endpoints = with_rows("SiteTheme", |_| false);
        endpoints[0].schema_text = schema_text;
        let server = serve(ServerOptions::default(), endpoints);
        let sandbox = Sandbox::with_an_export();
        let before = tree(&sandbox.work());
        let outcome = sandbox.run(sandbox.export(&server.url("")));
        assert_eq!(outcome.code, Some(3), "{outcome:?}");
        assert!(tree(&sandbox.work()) == before);
        outcome.stderr
    };
    let field = SCHEMA.lines().find(|line| line.starts_with("  siteThemes(")).unwrap();
    let start = SCHEMA.find("\ntype SiteTheme ").unwrap();
    let head = &SCHEMA[start..start + SCHEMA[start..].find('{').unwrap()];
    // A type without a table is not served, whatever else is known of it.
    let message = refused(SCHEMA.replace(&format!("{field}\n"), "").replace(head, "\ntype SiteTheme "));
    assert!(message.contains("--accept-missing routing_public.site_themes"), "{message}");
    let column = SCHEMA[start..].lines().find(|line| line.starts_with("  theme: JSON! @column")).unwrap();
    let message = refused(format!("{}{}", &SCHEMA[..start], SCHEMA[start..].replacen(&format!("{column}\n"), "", 1)));
    assert!(message.contains("--accept-missing routing_public.site_themes.theme"), "{message}");
}

#[test]
fn loss_11_a_failed_export_leaves_no_half_of_a_module() {
    // All of the metadata and ten changes have come by then.
    for reply in [|| Reply::html("502 Bad Gateway"), || Reply::json("{\"data\":{").cut()] {
        let faulty = failing(reply);
        let empty = Sandbox::new();
        empty.fails(1, empty.export(&faulty.url()));
        assert!(tree(&empty.work()) == Tree::new());
        // `fails` compares the folder with what it was.
        let full = Sandbox::with_an_export();
        full.fails(1, full.export(&faulty.url()));
        assert!(tree(&full.out()) == tree(&Sandbox::with_an_export().out()));
    }
}
