//! The order of the modules: what one requires comes before it.

use std::collections::{HashMap, HashSet};

use crate::module::Module;
use crate::name::ModuleName;
use crate::problem::{Fault, Problem};

/// The names of the modules in the order in which they are deployed. Modules that require nothing of one another
/// stay in the order in which they were given.
///
/// # Errors
/// Modules that require one another.
pub(crate) fn order(modules: &[Module]) -> Result<Vec<ModuleName>, Problem> {
    let by_name = modules.iter().map(|module| (&module.name, module)).collect();
    let mut walk = Walk { by_name, states: HashMap::new(), path: Vec::new(), done: Vec::new() };
    modules.iter().try_for_each(|module| walk.visit(module))?;
    Ok(walk.done)
}

/// The names of a module and of all that it requires.
pub(crate) fn closure(modules: &[Module], name: &ModuleName) -> HashSet<ModuleName> {
    let mut wanted = HashSet::new();
    let mut open = vec![name.clone()];
    while let Some(name) = open.pop() {
        let Some(module) = modules.iter().find(|module| module.name == name) else { continue };
        if wanted.insert(name) {
            open.extend(required(module).into_iter().cloned());
        }
    }
    wanted
}

enum State {
    Open,
    Done,
}

struct Walk<'a> {
    by_name: HashMap<&'a ModuleName, &'a Module>,
    /// Of each module that was reached.
    states: HashMap<&'a ModuleName, State>,
    path: Vec<&'a Module>,
    done: Vec<ModuleName>,
}

impl<'a> Walk<'a> {
    fn visit(&mut self, module: &'a Module) -> Result<(), Problem> {
        match self.states.get(&module.name) {
            Some(State::Done) => return Ok(()),
            Some(State::Open) => return Err(self.cycle(module)),
            None => self.states.insert(&module.name, State::Open),
        };
        self.path.push(module);
        for name in required(module) {
            if let Some(&next) = self.by_name.get(name) {
                self.visit(next)?;
            }
        }
        self.path.pop();
        self.states.insert(&module.name, State::Done);
        self.done.push(module.name.clone());
        Ok(())
    }

    fn cycle(&self, first: &Module) -> Problem {
        let cycle = self.path.iter().copied().skip_while(|module| module.name != first.name);
        let names = cycle.chain([first]).map(|module| module.name.to_string()).collect();
        let module = self.path.last().copied().unwrap_or(first);
        let fault = Fault::ModuleCycle { names };
        match module.control.requires_line {
            Some(line) if module.control.requires.contains(&first.name) => {
                Problem::at(&module.control_path, line, fault)
            }
            _ => Problem::of(&module.plan_path(), fault),
        }
    }
}

/// What a module requires: what its control file names, and whose changes its plan names. The latter alone would not
/// bring pgpm to deploy the other module first.
pub(crate) fn required(module: &Module) -> Vec<&ModuleName> {
    let planned = module.plan.changes().flat_map(|(_, change)| &change.requires);
    let planned = planned.filter_map(|reference| reference.package.as_ref()).filter(|name| **name != module.name);
    module.control.requires.iter().chain(planned).collect()
}
