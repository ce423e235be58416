//! Every command line of the README and of the documents is one that the binary takes.

use std::path::Path;

use crate::support::Sandbox;

const FILES: [&str; 7] = [
    "README.md",
    "docs/deploy.md",
    "docs/modules.md",
    "docs/limits.md",
    "session/templates/basic/README.md",
    "session/templates/advanced/README.md",
    "session/templates/export/README.md",
];

/// The commands in a document's blocks, each on one line.
fn commands(text: &str) -> Vec<String> {
    let joined = text.replace("\\\n", " ");
    let mut found: Vec<String> = Vec::new();
    let mut in_block = false;
    for line in joined.lines() {
        if line.starts_with("```") {
            in_block = line.starts_with("```sh");
        } else if in_block {
            found.extend(line.split(" # ").next().map(|line| line.split("  #").next().unwrap().to_owned()));
        }
    }
    found.retain(|command| command.starts_with("typeferry "));
    found
}

/// The arguments; alternatives and what stands for more are left out.
fn arguments(command: &str) -> Vec<String> {
    let words = command.split_whitespace().skip(1).filter(|word| !word.contains('…') && !word.contains('|'));
    words.map(|word| word.trim_matches(['\'', '"', ']', '[']).to_owned()).collect()
}

#[test]
fn n20_every_command_of_the_documents_is_taken() {
    let sandbox = Sandbox::new();
    let mut tried = 0;
    for file in FILES {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        for command in commands(&text) {
            let mut arguments = arguments(&command);
            arguments.push("--help".to_owned());
            let outcome = sandbox.run(sandbox.typeferry(arguments.iter().map(String::as_str)));
            assert_eq!(outcome.code, Some(0), "{file}: {command}: {outcome:?}");
            tried += 1;
        }
    }
    assert!(tried > 15, "{tried}");
}

/// What the README does with the modules of the demo.
#[test]
fn n20_the_change_that_the_readme_reverts_to_is_one_of_the_demos() {
    let sandbox = Sandbox::new();
    sandbox.run(sandbox.typeferry(["demo"])).done();
    let readme = include_str!("../../README.md");
    let reverts = readme.lines().filter_map(|line| line.strip_prefix("typeferry revert ")?.split_once(" --to "));
    let plan = sandbox.read("demo-out/acme/pgpm.plan");
    let mut found = 0;
    for (_, to) in reverts {
        let change = to.split(' ').next().unwrap();
        assert!(plan.lines().any(|line| line.starts_with(&format!("{change} "))), "{change} is not in {plan}");
        found += 1;
    }
    assert!(found > 0);
}
