//! Who is named in a plan: whoever planned a change first, whoever exports it again.

use crate::support::{AUTHOR, Ask, Faulty, Sandbox, TOKEN, endpoints, platform, serve, tree, with_rows_of};

fn export(sandbox: &Sandbox, platform: &str, author: Option<&str>) {
    let mut command = sandbox.typeferry(["export", "--out", "out", "--database", "acme", "--extension-name", "acme"]);
    command.args(["--meta-extension-name", "acme-services", "--graphql-endpoint", &format!("{platform}/graphql")]);
    command.args(["--migrate-endpoint", &format!("{platform}/migrate/graphql")]).env("TYPEFERRY_TOKEN", TOKEN);
    command.args(author.map(|author| ["--author", author]).into_iter().flatten());
    sandbox.run(command).done();
}

#[test]
fn n14_a_colleague_exports_the_same_bytes() {
    let sandbox = Sandbox::with_an_export();
    let exported = tree(&sandbox.out());
    for author in [Some("Grace Hopper <grace@example.com>"), None] {
        export(&sandbox, &platform().url(""), author);
        assert!(tree(&sandbox.out()) == exported, "{author:?}");
    }
}

#[test]
fn n14_a_new_module_has_a_fixed_planner_whoever_git_says_exports() {
    let trees = [false, true].map(|has_user| {
        let sandbox = Sandbox::new();
        if has_user {
            std::fs::write(sandbox.root().join("home/.gitconfig"), "[user]\nname = Ann\nemail = ann@example.com\n")
                .unwrap();
        }
        export(&sandbox, &platform().url(""), None);
        let plan = sandbox.read("out/acme-services/pgpm.plan");
        let line = "migrate/apps 2017-08-11T08:11:51Z typeferry <export@typeferry.invalid> #";
        assert!(plan.contains(line), "{plan}");
        tree(&sandbox.out())
    });
    assert!(trees[0] == trees[1]);
}

#[test]
fn n14_a_change_that_a_plan_has_keeps_its_planner_and_a_new_one_has_the_author() {
    let fewer = with_rows_of(endpoints(), "SqlAction", |row| row["deploy"] != "data/welcome");
    let server = serve(typeferry_demo::ServerOptions::default(), fewer);
    let sandbox = Sandbox::new();
    sandbox.run(sandbox.export(&server.url(""))).done();
    export(&sandbox, &platform().url(""), Some("Grace Hopper <grace@example.com>"));
    let plan = sandbox.read("out/acme/pgpm.plan");
    let lines: Vec<_> = plan.lines().skip(4).collect();
    let (last, before) = lines.split_last().unwrap();
    assert!(last.starts_with("data/welcome ") && last.contains(" Grace Hopper <grace@example.com> "), "{last}");
    assert!(before.len() == 24 && before.iter().all(|line| line.contains(AUTHOR)), "{plan}");
}

#[test]
fn n14_an_author_that_is_none_is_refused_before_anything_is_asked() {
    let faulty = Faulty::before(platform().address(), Ask::pass);
    let sandbox = Sandbox::with_an_export();
    let mut command = sandbox.typeferry(["export", "--graphql-endpoint", &format!("{}/graphql", faulty.url())]);
    command.args(["--database", "acme", "--extension-name", "acme", "--meta-extension-name", "acme-services"]);
    command.args(["--out", "out", "--author", "Ada"]).env("TYPEFERRY_TOKEN", TOKEN);
    let message = sandbox.fails(2, command);
    assert!(message.starts_with("\"Ada\" is no author"), "{message}");
    assert_eq!(faulty.asked().len(), 0);
}
