//! `typeferry drift`: the contract that is compiled in, or a file, against an endpoint or another file. The work is the
//! contract crate's; the contract and the words are here.

use std::process::ExitCode;

use clap::Args;
use typeferry_codegen::Contract;
use typeferry_codegen::diagnostic::Source;
use typeferry_contract::{DriftArgs, DriftFormat};

use super::failure::Failure;
use super::output::{self, Format, Output};
use super::profile::Profile;

/// The hand-written operations of the contract that is compiled in.
const OPERATIONS: [(&str, &str); 2] = [
    ("queries/operations/databases.graphql", include_str!("../../queries/operations/databases.graphql")),
    ("queries/operations/schemas.graphql", include_str!("../../queries/operations/schemas.graphql")),
];

/// `drift`.
#[derive(Debug, Args)]
pub(crate) struct Drift {
    #[command(flatten)]
    args: DriftArgs,
    /// The platform: which headers choose the API
    #[arg(long, value_enum, default_value_t = Profile::Constructive)]
    profile: Profile,
}

/// Compares, writes the report, and ends with 3 where there is what was asked for.
pub(crate) fn run(drift: &Drift) -> ExitCode {
    let headers = drift.profile.metadata(&drift.args.endpoint.headers, None);
    match drift.args.run(Some(compiled()), headers) {
        Ok(outcome) => {
            outcome.notes.iter().for_each(|note| output::note(note));
            output::lines([&outcome.text].into_iter());
            if outcome.fails { ExitCode::from(3) } else { ExitCode::SUCCESS }
        }
        Err(error) => {
            let format = if drift.args.format == DriftFormat::Json { Format::Json } else { Format::Text };
            Output::new(format).end(Err(Failure { message: error.to_string(), code: error.exit_code() }))
        }
    }
}

fn compiled() -> Contract {
    Contract {
        schema: Source::new("schema.graphql", include_str!("../../schema.graphql")),
        config: Source::new("typeferry.toml", include_str!("../../typeferry.toml")),
        tables: Vec::new(),
        operations: OPERATIONS.map(|(name, text)| Source::new(name, text)).into(),
        lock: Source::new("queries/contract.lock", ""),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::OPERATIONS;

    #[test]
    fn every_operation_of_the_contract_is_compiled_in() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries/operations");
        let name = |entry: fs::DirEntry| format!("queries/operations/{}", entry.file_name().to_string_lossy());
        let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| name(entry.unwrap())).collect();
        names.sort();
        assert_eq!(names, OPERATIONS.map(|(name, _)| name));
    }
}
