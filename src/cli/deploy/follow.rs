//! What is said while a deploy runs, on standard error.

use typeferry_session::{Event, Observer};

use crate::cli::output;

/// Says what the server says, and with `--verbose` what is done.
pub(super) struct Follower {
    verbose: bool,
}

impl Follower {
    pub(super) fn new(verbose: bool) -> Self {
        Self { verbose }
    }
}

impl Observer for Follower {
    fn event(&self, event: Event) {
        match event {
            Event::Created { database } => output::note(&format!("created the database {database}")),
            Event::Applied { contract, files } if self.verbose => {
                output::note(&format!("Loaded {files} files"));
                output::note(&format!("Applied API contract v{contract}"));
            }
            Event::Tested(test) if self.verbose => {
                output::note(&format!("passed {} in {:.3} s", test.path, test.duration.as_secs_f64()));
            }
            Event::Notice(notice) => {
                output::note(&notice.message);
                let more = [("detail", notice.detail), ("hint", notice.hint)];
                for (name, text) in more.into_iter().filter_map(|(name, text)| Some((name, text?))) {
                    output::note(&format!("  {name}: {text}"));
                }
            }
            _ => {}
        }
    }
}
