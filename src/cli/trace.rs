//! What happens while a command runs, for `--verbose`.

use tracing::level_filters::LevelFilter;

/// Writes what the client does to standard error: nothing, a line a request and a try, or the documents too.
pub(super) fn begin(verbose: u8) {
    let level = match verbose {
        0 => return,
        1 => LevelFilter::INFO,
        _ => LevelFilter::DEBUG,
    };
    let lines = tracing_subscriber::fmt().with_max_level(level).with_writer(std::io::stderr).with_target(false);
    // There is no other subscriber in this process.
    let _ = lines.without_time().with_level(false).with_ansi(false).try_init();
}
