//! Names that neither a plan nor a file system can hold, written in an escape that can be read back.
//!
//! A character that has no place there becomes `_xHHHH_`, its code point in four to six hexadecimal digits: the form that
//! SQL/XML (ISO 9075-14) gives to names in XML, as PostgreSQL's `table_to_xml` writes it. Such an escape that stands in
//! the name itself is escaped too, by its first `_`. A part too long for a file's name goes on in a folder: `_x_/`.

use unicode_normalization::UnicodeNormalization;

/// What a part of a path may have in bytes: `NAME_MAX` of the file systems in use.
const MAX_PART: usize = 255;

/// What stands behind the last part, as a file's name.
const SUFFIX: usize = ".sql".len();

/// Bytes of each piece of a part that is too long.
const PIECE: usize = 200;

/// What stands between two pieces of one part.
const GOES_ON: &str = "_x_/";

/// How much of a name is escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// What cannot stay.
    Needed,
    /// Everything but lower-case ASCII letters, digits, `_`, `-` and `/`, and so many characters of the last part: for a
    /// name that a file system might take for another.
    Strict(usize),
}

/// A name of a change for any text; a name that a plan can hold is its own. [`unescape`] gives the text back.
pub(super) fn escape(name: &str, extent: Extent) -> String {
    let mut text = Marked::new(name);
    if let Extent::Strict(more) = extent {
        text.mark_strictly(more);
    }
    text.mark_characters();
    text.mark_parts();
    text.mark_ends();
    text.mark_escapes(false);
    let is_long = text.is_long();
    text.mark_escapes(is_long);
    text.written(is_long)
}

/// The text that a name of a change was escaped from.
pub fn unescape(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(at) = rest.find('_') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(behind) = rest.strip_prefix(GOES_ON) {
            rest = behind;
        } else if let Some((character, behind)) = escaped_character(rest) {
            text.push(character);
            rest = behind;
        } else {
            text.push('_');
            rest = &rest[1..];
        }
    }
    text + rest
}

/// What two names have in common that a file system may take for one: it may ignore case, or normalise.
pub(super) fn folded(name: &str) -> String {
    let folded: String = name.nfd().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect();
    folded.nfc().collect()
}

/// The character of the escape that a text begins with, and what follows.
fn escaped_character(text: &str) -> Option<(char, &str)> {
    let digits = text.strip_prefix("_x")?;
    let (digits, behind) = digits.split_once('_')?;
    let is_digits = (4..=6).contains(&digits.len()) && digits.bytes().all(is_digit);
    let code = u32::from_str_radix(digits, 16).ok().filter(|_| is_digits)?;
    char::from_u32(code).map(|character| (character, behind))
}

/// A digit as escapes have them; in lower case it is none, and stays.
fn is_digit(byte: u8) -> bool {
    byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte)
}

/// A name, and which of its characters are escaped.
struct Marked {
    characters: Vec<char>,
    escaped: Vec<bool>,
}

impl Marked {
    fn new(name: &str) -> Self {
        let characters: Vec<char> = name.chars().collect();
        Self { escaped: vec![false; characters.len()], characters }
    }

    fn mark_where(&mut self, is: impl Fn(&[char], usize) -> bool) {
        for at in 0..self.characters.len() {
            self.escaped[at] |= is(&self.characters, at);
        }
    }

    fn mark_strictly(&mut self, more: usize) {
        let last = self.characters.iter().rposition(|c| *c == '/').map_or(0, |at| at + 1);
        self.mark_where(|characters, at| {
            let stays = matches!(characters[at], 'a'..='z' | '0'..='9' | '_' | '-' | '/');
            !stays || (last..last + more).contains(&at)
        });
    }

    /// What ends a name in a plan or has a meaning there; and a `/` that nothing stands before or behind.
    fn mark_characters(&mut self) {
        self.mark_where(|characters, at| match characters[at] {
            ':' | '@' | '#' | '\\' | '[' | ']' => true,
            '/' => at == 0 || at + 1 == characters.len() || characters[at - 1] == '/',
            c => c.is_whitespace() || c.is_control(),
        });
    }

    /// Parts that are `.` or `..`, that begin as an option does, or end with what not every file system keeps.
    fn mark_parts(&mut self) {
        for (start, end) in self.parts() {
            let part: String = self.characters[start..end].iter().collect();
            self.escaped[start] |= part.starts_with('-') || part == "..";
            self.escaped[end - 1] |= part.ends_with('.');
        }
    }

    /// The beginning and the end of a name, which a plan reads more into than its middle.
    fn mark_ends(&mut self) {
        let is_sign = |c: &char| c.is_ascii_punctuation() && *c != '_';
        if let Some(last) = self.characters.len().checked_sub(1) {
            self.escaped[0] |= is_sign(&self.characters[0]) || self.is_position_by_name();
            self.escaped[last] |= is_sign(&self.characters[last]);
        }
        let digits = self.characters.iter().rev().take_while(|c| c.is_ascii_digit()).count();
        let first = self.characters.len() - digits;
        if digits > 0 && first > 0 && matches!(self.characters[first - 1], '~' | '^' | '/' | '=' | '%') {
            self.escaped[first] |= !self.escaped[first - 1];
        }
    }

    fn is_position_by_name(&self) -> bool {
        let name: String = self.characters.iter().collect();
        matches!(name.as_str(), "HEAD" | "ROOT")
    }

    /// What would be read as an escape. Of a name that is cut into pieces, also what a cut could make one.
    fn mark_escapes(&mut self, is_long: bool) {
        for at in 0..self.characters.len() {
            self.escaped[at] |= self.begins_an_escape(at, is_long);
        }
    }

    fn begins_an_escape(&self, at: usize, is_long: bool) -> bool {
        if self.characters[at] != '_' || self.characters.get(at + 1) != Some(&'x') {
            return false;
        }
        let behind = &self.characters[at + 2..];
        let digits = behind.iter().take_while(|c| u8::try_from(**c).is_ok_and(is_digit)).count();
        let ends = |after: usize| behind.get(after) == Some(&'_') || self.escaped.get(at + 2 + after) == Some(&true);
        let goes_on = behind.first() == Some(&'_') && behind.get(1) == Some(&'/');
        goes_on || (is_long && digits >= 4) || (4..=digits).any(ends)
    }

    /// Where each part begins and ends.
    fn parts(&self) -> Vec<(usize, usize)> {
        let is_end = |at: &usize| self.characters[*at] == '/' && !self.escaped[*at];
        let mut parts = Vec::new();
        let mut start = 0;
        for end in (0..self.characters.len()).filter(is_end).chain([self.characters.len()]) {
            if end > start {
                parts.push((start, end));
            }
            start = end + 1;
        }
        parts
    }

    fn is_long(&self) -> bool {
        let parts = self.parts();
        let most = |position: usize| if position + 1 == parts.len() { MAX_PART - SUFFIX } else { MAX_PART };
        parts.iter().enumerate().any(|(position, (start, end))| self.length(*start, *end) > most(position))
    }

    fn length(&self, start: usize, end: usize) -> usize {
        (start..end).map(|at| self.character(at).len()).sum()
    }

    fn character(&self, at: usize) -> String {
        let character = self.characters[at];
        if self.escaped[at] { format!("_x{:04X}_", u32::from(character)) } else { character.to_string() }
    }

    fn written(mut self, is_long: bool) -> String {
        let parts = self.parts();
        let written: Vec<_> = parts.into_iter().map(|(start, end)| self.part(start, end, is_long)).collect();
        written.join("/")
    }

    fn part(&mut self, start: usize, end: usize, is_long: bool) -> String {
        let mut out = String::new();
        let mut piece = 0;
        for at in start..end {
            let mut character = self.character(at);
            if is_long && piece + character.len() > PIECE {
                out.push_str(GOES_ON);
                piece = 0;
                // A plan would read a piece of digits as a position.
                self.escaped[at] |= self.characters[at..end].iter().all(char::is_ascii_digit);
                character = self.character(at);
            }
            piece += character.len();
            out.push_str(&character);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::module::ChangeName;

    fn needed(name: &str) -> String {
        escape(name, Extent::Needed)
    }

    #[test]
    fn n22_what_a_plan_can_hold_stays_byte_for_byte() {
        let kept = [
            "table",
            "schemas/app_public/tables/users/table",
            "größe/été",
            "v1.2-rc+x",
            "_private_",
            "migrate/a\"b",
            "2020",
            "a%20b",
            "pos_x_y",
            "img_x1024",
            "_x0020",
            "a_x00e9_",
            "migrate/Users",
            "a..b/c",
            "x_1/_x_y",
        ];
        for name in kept {
            assert_eq!(needed(name), name);
            assert_eq!(unescape(name), name);
        }
    }

    #[test]
    fn n22_each_character_without_a_place_is_escaped_by_its_code_point() {
        let names = [
            ("migrate/order details", "migrate/order_x0020_details"),
            ("migrate/2020", "migrate/_x0032_020"),
            ("migrate/a:b", "migrate/a_x003A_b"),
            ("migrate/x@y#[z]\\", "migrate/x_x0040_y_x0023__x005B_z_x005D__x005C_"),
            ("migrate/x.", "migrate/x_x002E_"),
            ("migrate/tab\t\u{7}", "migrate/tab_x0009__x0007_"),
            ("a/-x/../.", "a/_x002D_x/_x002E__x002E_/_x002E_"),
            ("/a//b/", "_x002F_a/_x002F_b_x002F_"),
            ("\"x\"", "_x0022_x_x0022_"),
            ("a%20", "a%_x0032_0"),
            ("HEAD", "_x0048_EAD"),
            ("a_x0020_b", "a_x005F_x0020_b"),
            ("a_x0020 b", "a_x005F_x0020_x0020_b"),
            ("a/b_x_/c", "a/b_x005F_x_/c"),
        ];
        for (name, expected) in names {
            assert_eq!(needed(name), expected, "{name}");
            assert_eq!(unescape(expected), name);
        }
    }

    #[test]
    fn n22_a_part_too_long_for_a_file_goes_on_in_a_folder() {
        let long = |bytes: usize| format!("a/{}", "b".repeat(bytes));
        assert_eq!(needed(&long(251)), long(251));
        assert_eq!(needed(&long(252)), format!("a/{}_x_/{}", "b".repeat(200), "b".repeat(52)));
        assert_eq!(needed(&(long(255) + "/c")), long(255) + "/c");
        let digits = needed(&format!("a{}", "1".repeat(300)));
        assert!(digits.contains("1_x_/_x0031_1"), "{digits}");
    }

    #[test]
    fn what_differs_in_case_or_normalisation_alone_is_folded_alike() {
        for (one, other) in [("Users", "uSERS"), ("\u{e9}", "e\u{301}"), ("STRASSE", "straße"), ("Σας", "ΣΑΣ")] {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
        assert_ne!(folded("users"), folded("user"));
    }

    fn any_name() -> impl Strategy<Value = String> {
        let parts = prop::sample::select(vec![
            "_",
            "x",
            "_x",
            "_x_",
            "0020",
            "_x0020",
            "_x0020_",
            "/",
            "//",
            ".",
            "..",
            "-",
            " ",
            ":",
            "a",
            "B",
            "é",
            "e\u{301}",
            "7",
            "%",
            "=",
            "😀",
            "\u{0}",
            "_x_/",
            "5F_",
            "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
            "1111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111",
        ]);
        prop::collection::vec(parts, 1..14).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn n22_an_escape_is_read_back_and_is_a_name_that_a_plan_and_a_file_system_hold(
            name in any_name(), strict in prop::option::of(0..3_usize)
        ) {
            let extent = strict.map_or(Extent::Needed, Extent::Strict);
            let escaped = escape(&name, extent);
            prop_assert_eq!(unescape(&escaped), name.clone(), "{}", escaped);
            prop_assert!(ChangeName::new(escaped.clone()).is_ok(), "{}: {:?}", escaped, ChangeName::new(escaped.clone()));
            let parts: Vec<_> = escaped.split('/').collect();
            prop_assert!(parts.iter().all(|part| part.len() <= 255), "{}", escaped);
            prop_assert!(parts[parts.len() - 1].len() <= 251, "{}", escaped);
            // What is held as it is needs no escape, but for what looks like one.
            if ChangeName::new(name.clone()).is_ok() && extent == Extent::Needed && !name.contains("_x") {
                let stays = !name.split('/').any(|part| part.starts_with('-') || part.ends_with('.') || part.len() > 251);
                prop_assert!(!stays || escaped == name, "{} {}", name, escaped);
            }
        }
    }
}
