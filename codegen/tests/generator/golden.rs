//! Committed files that tests compare with; `UPDATE_GOLDEN=1 cargo test` writes them anew.

use std::fs;
use std::path::Path;

/// Says what is different, or writes the file where that was asked for.
pub(crate) fn compare(path: &Path, text: &str) -> Result<(), String> {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        return Ok(());
    }
    let golden = fs::read_to_string(path).unwrap_or_default();
    if golden == text {
        return Ok(());
    }
    let lines = golden.lines().zip(text.lines()).take_while(|(a, b)| a == b).count();
    let at = |text: &str| text.lines().nth(lines).unwrap_or("(the end)").to_owned();
    let (want, got) = (at(&golden), at(text));
    Err(format!("{}:{}: wanted {want:?}, got {got:?}", path.display(), lines + 1))
}
