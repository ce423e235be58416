//! A project: a workspace or a module, read, checked and in order.

use std::path::{Path, PathBuf};

use typeferry_codegen::nearest;

use crate::module::{Change, ChangeId, Module};
use crate::name::ModuleName;
use crate::order;
use crate::problem::{Fault, Problem, Problems};
use crate::resolve;
use crate::workspace::Place;

/// The modules of a workspace, or a module with what it requires, in the order in which they are deployed.
#[derive(Debug)]
pub struct Project {
    /// The folder of the workspace, or of the module where it is in none.
    pub root: PathBuf,
    /// The modules, each after those that it requires.
    pub modules: Vec<Module>,
    /// The module that was meant: the folder that was given is its own, or it was chosen. `None` means all of them.
    pub module: Option<ModuleName>,
}

/// A module that a project does not have.
#[derive(Debug, thiserror::Error)]
#[error("{} has no module {name}{}; it has {}", root.display(), hint(nearest.as_deref()), known.join(", "))]
pub struct UnknownModule {
    /// The name.
    pub name: ModuleName,
    /// The project's folder.
    pub root: PathBuf,
    /// The modules that it has.
    pub known: Vec<String>,
    /// The one that is written much like it.
    pub nearest: Option<String>,
}

impl Project {
    /// Reads a folder: a workspace, or a module with the modules of its workspace that it requires.
    ///
    /// # Errors
    /// All that is wrong in its files.
    pub fn open(path: &Path) -> Result<Self, Problems> {
        let place = Place::find(path)?;
        let mut modules = read_modules(&place.modules)?;
        modules = in_order(modules)?;
        let chosen = place.module.as_ref().and_then(|folder| modules.iter().find(|module| module.folder == *folder));
        let module = chosen.map(|module| module.name.clone());
        if let Some(name) = &module {
            modules = kept(modules, name);
        }
        complete(&mut modules)?;
        Ok(Self { root: place.root, modules, module })
    }

    /// One module with what it requires; what nothing requires is left out.
    ///
    /// # Errors
    /// There is no such module.
    pub fn choose(mut self, name: &ModuleName) -> Result<Self, UnknownModule> {
        if self.find(name).is_none() {
            let known: Vec<_> = self.modules.iter().map(|module| module.name.to_string()).collect();
            let nearest = nearest(name.as_str(), known.iter().map(String::as_str)).map(str::to_owned);
            return Err(UnknownModule { name: name.clone(), root: self.root, known, nearest });
        }
        self.modules = kept(self.modules, name);
        self.module = Some(name.clone());
        Ok(self)
    }

    /// A module by its name.
    pub fn find(&self, name: &ModuleName) -> Option<&Module> {
        self.modules.iter().find(|module| module.name == *name)
    }

    /// Every change with its module, in the order in which they are deployed.
    pub fn changes(&self) -> impl Iterator<Item = (&Module, &Change)> {
        self.modules.iter().flat_map(|module| module.changes.iter().map(move |change| (module, change)))
    }

    /// What is required of modules that are not here, with the place that requires it.
    pub fn elsewhere(&self) -> impl Iterator<Item = (&Module, &Change, &ChangeId)> {
        fn required<'a>((module, change): (&'a Module, &'a Change)) -> Vec<(&'a Module, &'a Change, &'a ChangeId)> {
            change.requires.iter().map(|id| (module, change, id)).collect()
        }
        self.changes().flat_map(required).filter(|(_, _, id)| self.find(&id.package).is_none())
    }
}

fn read_modules(folders: &[PathBuf]) -> Result<Vec<Module>, Problems> {
    let (mut modules, mut problems) = (Vec::<Module>::new(), Vec::new());
    for folder in folders {
        match Module::read(folder) {
            Err(found) => problems.extend(found),
            Ok(module) => match modules.iter().find(|other| other.name == module.name) {
                None => modules.push(module),
                Some(other) => {
                    let fault = Fault::SecondModule { name: module.name.clone(), first: other.folder.clone() };
                    problems.push(Problem::of(&module.folder, fault));
                }
            },
        }
    }
    Problems::none_of(problems)?;
    Ok(modules)
}

fn in_order(modules: Vec<Module>) -> Result<Vec<Module>, Problems> {
    let order = order::order(&modules)?;
    let mut modules: Vec<Option<Module>> = modules.into_iter().map(Some).collect();
    Ok(order.into_iter().filter_map(|at| modules[at].take()).collect())
}

fn kept(modules: Vec<Module>, name: &ModuleName) -> Vec<Module> {
    let wanted = order::closure(&modules, name);
    modules.into_iter().zip(wanted).filter(|(_, wanted)| *wanted).map(|(module, _)| module).collect()
}

/// Tells extensions from modules, resolves what changes require, and reads their scripts.
fn complete(modules: &mut [Module]) -> Result<(), Problems> {
    let mut problems = Vec::new();
    for at in 0..modules.len() {
        let is_module = |name: &ModuleName| modules.iter().any(|module| module.name == *name);
        let named = modules[at].control.requires.iter();
        let extensions = named.filter(|name| !is_module(name)).cloned().collect();
        let requires = resolve::requirements(modules, &modules[at]).unwrap_or_else(|found| {
            problems.extend(found);
            vec![Vec::new(); modules[at].plan.changes().count()]
        });
        modules[at].extensions = extensions;
        problems.extend(modules[at].read_scripts(requires));
    }
    Problems::none_of(problems)
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}
