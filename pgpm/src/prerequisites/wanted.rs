//! What the files of a project ask for.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use typeferry_base::Location;

use super::scan::{Act, Scan};
use super::{Lack, Need, Right};
use crate::ledger::Ledger;
use crate::module::{Change, Module};
use crate::name::ModuleName;
use crate::npm::package_of;
use crate::project::Project;

/// What is asked for, each with its places, in the order in which it is deployed.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// Modules and changes that are neither here nor deployed.
    pub(super) modules: Vec<Lack>,
    /// Extensions, all of them.
    pub(super) extensions: Vec<Lack>,
    /// Roles that scripts name.
    pub(super) roles: Vec<Lack>,
    /// What scripts do that not everybody may.
    pub(super) rights: Vec<(Right, Location)>,
    /// Where in `modules` the first change of a module stands: one says enough, and a plan may name thousands.
    changes_of: HashMap<ModuleName, usize>,
    /// Roles that scripts create.
    pub(super) created: HashSet<String>,
    /// Whether a script creates roles whose names are only known when it runs.
    pub(super) creates_others: bool,
    /// Whether there are tests.
    pub(super) tests: bool,
}

impl Wanted {
    pub(super) fn of(project: &Project, ledger: &Ledger) -> Self {
        let mut wanted = Self::default();
        for module in &project.modules {
            wanted.of_control(project, ledger, module);
            for change in &module.changes {
                if ledger.find(&module.id(change)).is_none() {
                    wanted.of_requirements(project, ledger, module, change);
                    wanted.of_script(change);
                }
            }
        }
        wanted
    }

    fn of_control(&mut self, project: &Project, ledger: &Ledger, module: &Module) {
        let at = |need| Lack::at(need, module.control_path.clone(), module.control.requires_line.unwrap_or(1));
        for name in &module.extensions {
            let extension = name.to_string();
            match package_of(name) {
                Some(package) => self.modules.push(at(Need::Module { name: extension, package })),
                None => self.extensions.push(at(Need::Extension { name: extension, by: None })),
            }
        }
        for name in module.applied.iter().filter(|name| !ledger.has_module(name)) {
            let file = project.applied.get(name).cloned().unwrap_or_default();
            self.modules.push(at(Need::Applied { name: name.to_string(), file }));
        }
    }

    fn of_requirements(&mut self, project: &Project, ledger: &Ledger, module: &Module, change: &Change) {
        let elsewhere = |id: &&crate::ChangeId| project.find(&id.package).is_none() && ledger.find(id).is_none();
        for id in change.requires.iter().filter(elsewhere) {
            if let Some(lack) = self.changes_of.get(&id.package).and_then(|at| self.modules.get_mut(*at)) {
                lack.places += 1;
                continue;
            }
            self.changes_of.insert(id.package.clone(), self.modules.len());
            let (by, package) = (module.id(change).to_string(), package_of(&id.package));
            let need = Need::Change { by, name: id.to_string(), package };
            self.modules.push(Lack::at(need, module.plan_path(), change.line));
        }
    }

    fn of_script(&mut self, change: &Change) {
        let script = &change.deploy;
        let place = |byte| script.location(byte);
        let scan = Scan::of(&script.text);
        self.created.extend(scan.created);
        self.creates_others |= scan.creates_others;
        self.extensions.extend(
            firsts(scan.extensions).into_iter().map(|(name, byte, places)| Lack {
                places,
                ..Lack::of(Need::Extension { name, by: None }, place(byte))
            }),
        );
        self.roles.extend(
            firsts(scan.roles)
                .into_iter()
                .map(|(name, byte, places)| Lack { places, ..Lack::of(Need::Role { name }, place(byte)) }),
        );
        self.rights.extend(firsts(scan.acts).into_iter().map(|(act, byte, _)| (right(act), place(byte))));
    }
}

fn right(act: Act) -> Right {
    match act {
        Act::CreateRole => Right::CreateRole,
        Act::CreateSchema => Right::CreateSchema,
        Act::Become(role) => Right::Become { role },
    }
}

/// Each once, where it stands first, and how often it stands there.
fn firsts<T: Clone + Eq + Hash>(found: Vec<(T, usize)>) -> Vec<(T, usize, usize)> {
    let mut firsts: Vec<(T, usize, usize)> = Vec::new();
    let mut at: HashMap<T, usize> = HashMap::new();
    for (what, byte) in found {
        let first = *at.entry(what.clone()).or_insert(firsts.len());
        match firsts.get_mut(first) {
            Some((_, _, places)) => *places += 1,
            None => firsts.push((what, byte, 1)),
        }
    }
    firsts
}
