//! How many tests passed and failed, as the test binaries say.

/// What every test binary ends with.
const RESULT: &str = "test result: ";

/// Tests of all binaries.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    passed: usize,
    failed: usize,
    ignored: usize,
}

impl Count {
    /// Adds what a line says: `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    pub(super) fn add(&mut self, line: &str) {
        let Some((_, counts)) = line.strip_prefix(RESULT).and_then(|rest| rest.split_once(". ")) else { return };
        for part in counts.split("; ") {
            let Some((number, what)) = part.split_once(' ') else { continue };
            let Ok(number) = number.parse::<usize>() else { continue };
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.ignored += number,
                _ => {}
            }
        }
    }

    /// The counts in words: a test that was skipped ended well, and did not pass.
    pub(super) fn text(&self, skipped: usize) -> String {
        let Self { passed, failed, ignored } = self;
        let passed = passed.saturating_sub(skipped);
        format!("tests: {passed} passed, {failed} failed, {} skipped", skipped + ignored)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn n02_a_skipped_test_is_not_among_those_that_passed() {
        let mut count = Count::default();
        count.add("running 3 tests");
        count.add("test result: ok. 30 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.10s");
        count.add("test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.10s");
        count.add("test a ... ok");
        assert_eq!(count, Count { passed: 34, failed: 2, ignored: 1 });
        assert_eq!(count.text(4), "tests: 30 passed, 2 failed, 5 skipped");
    }
}
