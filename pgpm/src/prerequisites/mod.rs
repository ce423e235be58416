//! What a deploy needs and no script brings: modules, extensions, roles and rights. All of it is looked for before
//! anything runs, so that what is missing is said at once.

mod need;
mod remedy;
mod scan;
mod server;
mod wanted;
mod words;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use serde::Serialize;
use typeferry_base::Location;
use typeferry_session::{Event, Notice, Observer, Target};

pub use self::need::{Need, Right};

pub(crate) use self::server::{BUILT_IN, INSTALLED};

use self::server::{Seen, Server};
use self::wanted::Wanted;
use crate::ledger::Ledger;
use crate::project::Project;

/// What a deploy needs and is not there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Prerequisites {
    /// What the deploy fails without.
    pub missing: Vec<Lack>,
    /// What it may fail without: a script may bring it itself, or may not come to need it.
    pub uncertain: Vec<Lack>,
    /// Why the server could not be looked at, if so.
    pub unchecked: Option<String>,
    /// The workspace, into which modules are installed.
    #[serde(skip)]
    root: PathBuf,
}

/// Something that is needed and not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Lack {
    /// What.
    #[serde(flatten)]
    pub need: Need,
    /// The first place that needs it: a file, and its line, counted from 1. None where it is the deploy itself.
    pub place: Option<(PathBuf, usize)>,
    /// How many places there are.
    pub places: usize,
}

/// Looks for what the changes that are left need, and tests where there are some.
pub(crate) fn check(project: &Project, target: &Target, ledger: &Ledger, tests: bool) -> Prerequisites {
    let mut wanted = Wanted::of(project, ledger);
    wanted.tests = tests;
    let mut found = Prerequisites { root: project.root.clone(), ..Prerequisites::default() };
    match Server::look(target, &wanted, ledger.exists()) {
        Ok(Seen { server, lacks_database }) => {
            found.missing.extend(lacks_database.then(|| Lack::of_deploy(Need::right(Right::CreateDatabase, &server))));
            found.compare(&wanted, &server);
        }
        Err(error) => {
            found.missing.extend(wanted.modules.iter().cloned());
            found.unchecked = Some(error.to_string());
        }
    }
    found.once();
    found
}

impl Prerequisites {
    /// Tells a follower what may be missing.
    pub(crate) fn warn(&self, observer: &dyn Observer) {
        for message in self.warnings() {
            observer.event(Event::Notice(Notice {
                severity: "WARNING".to_owned(),
                code: "01000".to_owned(),
                message,
                detail: None,
                hint: None,
            }));
        }
    }

    fn compare(&mut self, wanted: &Wanted, server: &Server) {
        self.missing.extend(wanted.modules.iter().cloned());
        self.extensions(wanted, server);
        self.roles(wanted, server);
        self.rights(wanted, server);
    }

    fn extensions(&mut self, wanted: &Wanted, server: &Server) {
        for lack in &wanted.extensions {
            for need in server.extension(lack.need.name()) {
                let certain = !matches!(need, Need::CreateExtension { .. }) || !server.managed;
                self.add(certain, Lack { need, ..lack.clone() });
            }
        }
    }

    /// A role that a script makes is none that is missing, nor one that an extension brings, which has its name.
    fn roles(&mut self, wanted: &Wanted, server: &Server) {
        let brought = |role: &str| wanted.extensions.iter().any(|lack| role.starts_with(lack.need.name()));
        for lack in &wanted.roles {
            let role = lack.need.name();
            if !server.has_role(role) && !wanted.created.contains(role) && !brought(role) {
                self.add(!wanted.creates_others, lack.clone());
            }
        }
    }

    /// Whether a right is needed depends on the role that a script has become, so that this is never certain; what the
    /// deploy itself needs is.
    fn rights(&mut self, wanted: &Wanted, server: &Server) {
        for (right, place) in wanted.rights.iter().filter(|(right, _)| !server.may(right)) {
            self.uncertain.push(Lack::of(Need::right(right.clone(), server), place.clone()));
        }
        // The ledger has a schema of its own, and tests run over tables of the session.
        let own = [(Right::CreateSchema, !server.has_ledger), (Right::Temporary, wanted.tests)];
        for (right, _) in own.into_iter().filter(|(right, needed)| *needed && !server.may(right)) {
            self.missing.push(Lack::of_deploy(Need::right(right, server)));
        }
    }

    fn add(&mut self, certain: bool, lack: Lack) {
        if certain { self.missing.push(lack) } else { self.uncertain.push(lack) }
    }

    /// Each need once, at its first place; what is certain is not uncertain too.
    fn once(&mut self) {
        self.missing = once(std::mem::take(&mut self.missing));
        let certain: HashSet<Need> = self.missing.iter().map(|lack| lack.need.clone()).collect();
        let uncertain = std::mem::take(&mut self.uncertain).into_iter();
        self.uncertain = once(uncertain.filter(|lack| !certain.contains(&lack.need)).collect());
    }
}

fn once(lacks: Vec<Lack>) -> Vec<Lack> {
    let (mut found, mut places): (Vec<Lack>, HashMap<Need, usize>) = (Vec::new(), HashMap::new());
    for lack in lacks {
        if let Some(same) = places.get(&lack.need).and_then(|at| found.get_mut(*at)) {
            same.places += lack.places;
        } else {
            places.insert(lack.need.clone(), found.len());
            found.push(lack);
        }
    }
    found
}

impl Lack {
    fn at(need: Need, path: PathBuf, line: usize) -> Self {
        Self { need, place: Some((path, line)), places: 1 }
    }

    fn of(need: Need, place: Location) -> Self {
        Self::at(need, place.file.into(), place.line)
    }

    fn of_deploy(need: Need) -> Self {
        Self { need, place: None, places: 1 }
    }
}
