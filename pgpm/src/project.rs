//! A project: a workspace or a module, read, checked and in order.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use typeferry_base::nearest;

use crate::module::{Change, ChangeId, Module};
use crate::name::ModuleName;
use crate::npm;
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
    /// The files of modules that `pgpm.apply.json` makes of others, by their names: they are not supported.
    pub applied: BTreeMap<ModuleName, PathBuf>,
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

/// Why a module of a project cannot be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// There is none of that name.
    #[error(transparent)]
    Unknown(#[from] UnknownModule),
    /// Something is wrong in its files, or in those of what it requires.
    #[error(transparent)]
    Problems(#[from] Problems),
}

impl Project {
    /// Reads a folder: a workspace, or a module with the modules of its workspace that it requires.
    ///
    /// # Errors
    /// All that is wrong in the files of these modules.
    pub fn open(path: &Path) -> Result<Self, Problems> {
        let place = Place::find(path)?;
        let found = Found::read(&place);
        match place.module.as_deref().and_then(|folder| found.name_of(folder)) {
            Some(name) => Self::part(place, found, name),
            None => Self::whole(place, found),
        }
    }

    /// Reads one module of a folder's modules, with those that it requires; what else there is may be wrong.
    ///
    /// # Errors
    /// There is no such module, or something is wrong in the files of these modules.
    pub fn open_module(path: &Path, name: &ModuleName) -> Result<Self, OpenError> {
        let place = Place::find(path).map_err(Problems::from)?;
        let found = Found::read(&place);
        if !found.has(name) {
            let known: Vec<_> = found.modules.iter().map(|module| module.name.to_string()).collect();
            let nearest = nearest(name.as_str(), known.iter().map(String::as_str)).map(str::to_owned);
            return Err(UnknownModule { name: name.clone(), root: place.root, known, nearest }.into());
        }
        Ok(Self::part(place, found, name.clone())?)
    }

    fn whole(place: Place, found: Found) -> Result<Self, Problems> {
        Problems::none_of(found.broken.into_iter().flat_map(|broken| broken.problems).collect())?;
        Self::complete(place, found.modules, None)
    }

    fn part(place: Place, found: Found, name: ModuleName) -> Result<Self, Problems> {
        let modules = kept(found.modules, &name);
        let needed = |broken: &Broken| {
            let named = |required: &ModuleName| broken.name.as_ref() == Some(required);
            named(&name) || modules.iter().any(|module| order::required(module).into_iter().any(named))
        };
        let broken = found.broken.into_iter().filter(needed);
        Problems::none_of(broken.flat_map(|broken| broken.problems).collect())?;
        Self::complete(place, modules, Some(name))
    }

    fn complete(place: Place, modules: Vec<Module>, module: Option<ModuleName>) -> Result<Self, Problems> {
        let Place { root, applied, .. } = place;
        Ok(Self { root, modules: complete(in_order(modules)?, &applied)?, module, applied })
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

/// The modules of a workspace, as far as they can be read.
struct Found {
    modules: Vec<Module>,
    broken: Vec<Broken>,
}

/// A module that cannot be read.
struct Broken {
    /// The name, as far as its control file has one.
    name: Option<ModuleName>,
    folder: PathBuf,
    problems: Vec<Problem>,
}

impl Found {
    /// The modules of the place, and those that npm has installed and one of them requires.
    fn read(place: &Place) -> Self {
        let mut found = Self { modules: Vec::new(), broken: Vec::new() };
        place.modules.iter().for_each(|folder| found.add(folder));
        let mut at = 0;
        while let Some(module) = found.modules.get(at) {
            let required: Vec<_> = order::required(module).into_iter().cloned().collect();
            for (name, folder) in required.iter().filter_map(|name| place.installed.get_key_value(name)) {
                if !found.has(name) {
                    found.add(folder);
                }
            }
            at += 1;
        }
        found
    }

    fn add(&mut self, folder: &Path) {
        match Module::read(folder).and_then(|module| self.only(module)) {
            Ok(module) => self.modules.push(module),
            Err(problems) => {
                self.broken.push(Broken { name: npm::name_of(folder), folder: folder.to_owned(), problems });
            }
        }
    }

    /// The module, unless there is one of its name.
    fn only(&self, module: Module) -> Result<Module, Vec<Problem>> {
        match self.modules.iter().find(|other| other.name == module.name) {
            None => Ok(module),
            Some(other) => {
                let fault = Fault::SecondModule { name: module.name.clone(), first: other.folder.clone() };
                Err(vec![Problem::of(&module.folder, fault)])
            }
        }
    }

    fn has(&self, name: &ModuleName) -> bool {
        let good = self.modules.iter().any(|module| module.name == *name);
        good || self.broken.iter().any(|broken| broken.name.as_ref() == Some(name))
    }

    /// The name of the module in a folder.
    fn name_of(&self, folder: &Path) -> Option<ModuleName> {
        let good = self.modules.iter().find(|module| module.folder == folder).map(|module| module.name.clone());
        good.or_else(|| self.broken.iter().find(|broken| broken.folder == folder)?.name.clone())
    }
}

fn in_order(modules: Vec<Module>) -> Result<Vec<Module>, Problems> {
    let order = order::order(&modules)?;
    let mut by_name: HashMap<_, _> = modules.into_iter().map(|module| (module.name.clone(), module)).collect();
    Ok(order.iter().filter_map(|name| by_name.remove(name)).collect())
}

fn kept(modules: Vec<Module>, name: &ModuleName) -> Vec<Module> {
    let wanted = order::closure(&modules, name);
    modules.into_iter().filter(|module| wanted.contains(&module.name)).collect()
}

/// Tells extensions from modules, resolves what changes require, and reads their scripts.
fn complete(mut modules: Vec<Module>, applied: &BTreeMap<ModuleName, PathBuf>) -> Result<Vec<Module>, Problems> {
    let known: HashSet<_> = modules.iter().map(|module| module.name.clone()).collect();
    let resolved: Vec<_> = modules.iter().map(|module| resolve::requirements(&modules, module)).collect();
    let mut problems = Vec::new();
    for (module, resolved) in modules.iter_mut().zip(resolved) {
        let named = module.control.requires.iter().filter(|name| !known.contains(name)).cloned();
        (module.applied, module.extensions) = named.partition(|name| applied.contains_key(name));
        let requires = resolved.unwrap_or_else(|found| {
            problems.extend(found);
            vec![Vec::new(); module.plan.changes().count()]
        });
        problems.extend(module.read_scripts(requires));
    }
    Problems::none_of(problems)?;
    Ok(modules)
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}
