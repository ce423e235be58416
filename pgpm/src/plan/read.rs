//! The text of a plan to its model.

use super::{Lines, Plan, PlanError, PlanFault, PlanLine, PlannedChange, PlannedTag, SYNTAX_VERSION, Stamp};
use crate::name::{ChangeName, ModuleName, TagName};
use crate::reference::Reference;

/// The shape of a time; a `0` stands for any digit.
const TIME: &str = "0000-00-00T00:00:00Z";

impl Plan {
    /// Reads a plan.
    ///
    /// # Errors
    /// Everything that is wrong in it, in the order of its lines.
    pub fn parse(text: &str) -> Result<Self, Vec<PlanError>> {
        let mut reader = Reader::default();
        for (at, line) in without_mark(text).lines().enumerate() {
            if let Err(fault) = read_line(line.trim()).and_then(|line| reader.take(line)) {
                reader.errors.push(PlanError { line: at + 1, fault });
                // A line with a fault is a line all the same.
                reader.lines.all.resize(at + 1, PlanLine::Blank);
            }
        }
        reader.finish(text)
    }

    /// The project that a plan names, whatever else is wrong in it.
    pub(crate) fn project_in(text: &str) -> Option<ModuleName> {
        without_mark(text).lines().find_map(|line| match read_pragma(line.trim().strip_prefix('%')?) {
            PlanLine::Pragma { name, value: Some(value) } if name == "project" => ModuleName::new(value).ok(),
            _ => None,
        })
    }
}

/// The text without the mark of the byte order.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    project: Option<ModuleName>,
    lines: Lines,
    errors: Vec<PlanError>,
}

impl Reader {
    fn take(&mut self, line: PlanLine) -> Result<(), PlanFault> {
        if let PlanLine::Pragma { name, value } = &line {
            self.pragma(name, value.as_deref())?;
        }
        self.lines.add(line)
    }

    fn pragma(&mut self, name: &str, value: Option<&str>) -> Result<(), PlanFault> {
        match (name, value) {
            ("project", value) => {
                let project = ModuleName::new(value.unwrap_or_default())?;
                match self.project.replace(project) {
                    None => Ok(()),
                    Some(_) => Err(PlanFault::SecondProject),
                }
            }
            ("syntax-version", Some(version)) if version != SYNTAX_VERSION => {
                Err(PlanFault::Syntax { version: version.to_owned() })
            }
            _ => Ok(()),
        }
    }

    fn finish(mut self, text: &str) -> Result<Plan, Vec<PlanError>> {
        // One that could not be read has said so.
        let read = |error: &PlanError| matches!(&error.fault, PlanFault::Name(crate::NameError::Module { .. }));
        if self.project.is_none() && !self.errors.iter().any(read) {
            self.errors.insert(0, PlanError { line: 1, fault: PlanFault::NoProject });
        }
        match self.project {
            Some(project) if self.errors.is_empty() => Ok(Plan { project, text: text.to_owned(), lines: self.lines }),
            _ => Err(self.errors),
        }
    }
}

fn read_line(line: &str) -> Result<PlanLine, PlanFault> {
    if line.is_empty() {
        return Ok(PlanLine::Blank);
    }
    if let Some(comment) = line.strip_prefix('#') {
        return Ok(PlanLine::Comment(comment.to_owned()));
    }
    if let Some(pragma) = line.strip_prefix('%') {
        return Ok(read_pragma(pragma));
    }
    match line.strip_prefix('@') {
        Some(tag) => read_tag(tag).map(PlanLine::Tag),
        None => read_change(line).map(PlanLine::Change),
    }
}

fn read_pragma(text: &str) -> PlanLine {
    let (name, value) = text.split_once('=').map_or((text, None), |(name, value)| (name, Some(value)));
    PlanLine::Pragma { name: name.trim().to_owned(), value: value.map(|value| value.trim().to_owned()) }
}

fn read_change(line: &str) -> Result<PlannedChange, PlanFault> {
    let (name, rest) = word(line);
    let name = ChangeName::new(name)?;
    let (requires, rest) = match rest.strip_prefix('[') {
        None => (Vec::new(), rest),
        Some(list) => {
            let (list, rest) = list.split_once(']').ok_or(PlanFault::OpenList)?;
            let requires = list.split_whitespace().map(Reference::parse).collect::<Result<_, _>>()?;
            (requires, rest.trim_start())
        }
    };
    let stamp = if rest.is_empty() { None } else { Some(read_stamp(rest)?) };
    Ok(PlannedChange { name, requires, stamp })
}

/// A tag's line says its time and planner; pgpm reads no other.
fn read_tag(text: &str) -> Result<PlannedTag, PlanFault> {
    let (name, rest) = word(text);
    let name = TagName::new(name)?;
    let (second, behind) = word(rest);
    let (change, rest) = match second {
        "" => return Err(PlanFault::BareTag),
        second if is_time(second) => (None, rest),
        second => (Some(ChangeName::new(second)?), behind),
    };
    let stamp = if rest.is_empty() { return Err(PlanFault::BareTag) } else { read_stamp(rest)? };
    if stamp.planner.is_none() || stamp.email.is_none() {
        return Err(PlanFault::BareTag);
    }
    Ok(PlannedTag { name, change, stamp })
}

fn read_stamp(text: &str) -> Result<Stamp, PlanFault> {
    let (time, rest) = word(text);
    if !is_time(time) {
        return Err(PlanFault::NoTime { found: time.to_owned() });
    }
    let (who, note) = split_note(rest);
    let (planner, email) = read_planner(who)?;
    Ok(Stamp { time: time.to_owned(), planner, email, note })
}

/// A `#` begins a note where white space is before it and behind it: `C#` may be part of a name.
fn split_note(text: &str) -> (&str, Option<String>) {
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let begins = |at: &usize| {
        blank(text[..*at].chars().next_back()) && text[*at + 1..].chars().next().is_some_and(char::is_whitespace)
    };
    match text.match_indices('#').map(|(at, _)| at).find(begins) {
        None => (text.trim_end(), None),
        Some(at) => (text[..at].trim_end(), Some(text[at + 1..].trim().to_owned())),
    }
}

fn read_planner(text: &str) -> Result<(Option<String>, Option<String>), PlanFault> {
    let wrong = || PlanFault::Planner { found: text.to_owned() };
    let some = |part: &str| (!part.is_empty()).then(|| part.to_owned());
    let Some((name, email)) = text.split_once('<') else {
        return if text.contains('>') { Err(wrong()) } else { Ok((some(text), None)) };
    };
    let email = email.strip_suffix('>').filter(|email| !email.is_empty() && !email.contains('>')).ok_or_else(wrong)?;
    Ok((some(name.trim_end()), some(email)))
}

/// The first word, and what follows the white space behind it.
fn word(text: &str) -> (&str, &str) {
    let (word, rest) = text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()));
    (word, rest.trim_start())
}

fn is_time(text: &str) -> bool {
    let fits = |(shape, c): (char, char)| if shape == '0' { c.is_ascii_digit() } else { shape == c };
    text.len() == TIME.len() && TIME.chars().zip(text.chars()).all(fits)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
