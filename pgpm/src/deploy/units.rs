//! What is one transaction.

use std::collections::{HashMap, HashSet};

use crate::ledger::Ledger;
use crate::module::{Change, ChangeId, Module};
use crate::name::ModuleName;
use crate::project::Project;
use crate::run::Transactions;
use crate::sql::Runnable;

/// What is done in one transaction; a change that runs without one is alone.
#[derive(Default)]
pub(super) struct Unit<'a> {
    pub(super) parts: Vec<Part<'a>>,
    pub(super) tests: Option<Tested>,
    pub(super) alone: bool,
}

/// Something that is deployed.
pub(super) enum Part<'a> {
    Extension(&'a Module, &'a ModuleName),
    Change(&'a Module, &'a Change, &'a Runnable),
}

/// The tests that run at the end of a unit.
pub(super) enum Tested {
    All,
    OfModule(String),
}

impl Tested {
    /// The pattern of their paths.
    pub(super) fn pattern(&self) -> Option<String> {
        match self {
            Self::All => None,
            Self::OfModule(module) => Some(format!("^[.]/{module}/")),
        }
    }
}

/// What is left to be done.
pub(super) struct Left<'a> {
    pub(super) project: &'a Project,
    /// What is deployed.
    pub(super) ledger: &'a Ledger,
    /// The scripts of the changes that are left.
    pub(super) scripts: &'a HashMap<ChangeId, Runnable>,
    /// The extensions that are there.
    pub(super) extensions: HashSet<String>,
    /// The modules that have tests.
    pub(super) tested: &'a HashSet<String>,
}

impl<'a> Left<'a> {
    /// The transactions, in their order.
    pub(super) fn units(&self, transactions: Transactions) -> Vec<Unit<'a>> {
        let modules = self.project.modules.iter();
        match transactions {
            Transactions::One => {
                let tests = (!self.tested.is_empty()).then_some(Tested::All);
                vec![Unit { parts: modules.flat_map(|module| self.parts(module)).collect(), tests, alone: false }]
            }
            Transactions::Module => {
                let unit = |module| Unit { parts: self.parts(module), tests: self.tests(module), alone: false };
                modules.map(unit).filter(Unit::does_something).collect()
            }
            Transactions::Change => modules.flat_map(|module| self.each(module)).filter(Unit::does_something).collect(),
        }
    }

    /// A unit a change, the extensions in that of the first, and the tests in that of the last.
    fn each(&self, module: &'a Module) -> Vec<Unit<'a>> {
        let (mut units, mut open) = (Vec::new(), Unit::default());
        for part in self.parts(module) {
            let alone = matches!(part, Part::Change(_, _, runnable) if runnable.no_transaction);
            if alone {
                units.push(std::mem::take(&mut open));
            }
            let ends = matches!(part, Part::Change(..));
            open.parts.push(part);
            open.alone = alone;
            if ends {
                units.push(std::mem::take(&mut open));
            }
        }
        units.push(open);
        units.retain(Unit::does_something);
        match units.last_mut() {
            Some(last) if !last.alone => last.tests = self.tests(module),
            _ => units.push(Unit { tests: self.tests(module), ..Unit::default() }),
        }
        units
    }

    fn parts(&self, module: &'a Module) -> Vec<Part<'a>> {
        let scripts = self.scripts;
        let lacking = module.extensions.iter().filter(|name| !self.extensions.contains(name.as_str()));
        let left = module.changes.iter().filter_map(|change| {
            let id = module.id(change);
            let runnable = scripts.get(&id).filter(|_| self.ledger.find(&id).is_none())?;
            Some(Part::Change(module, change, runnable))
        });
        lacking.map(|name| Part::Extension(module, name)).chain(left).collect()
    }

    fn tests(&self, module: &Module) -> Option<Tested> {
        let name = module.name.as_str();
        self.tested.contains(name).then(|| Tested::OfModule(name.to_owned()))
    }
}

impl Unit<'_> {
    fn does_something(&self) -> bool {
        !self.parts.is_empty() || self.tests.is_some()
    }
}
