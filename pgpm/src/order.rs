//! The order of the modules: what one requires comes before it.

use std::collections::HashMap;

use crate::module::Module;
use crate::name::ModuleName;
use crate::problem::{Fault, Problem};

/// The positions of the modules in the order in which they are deployed. Modules that require nothing of one another
/// stay in the order in which they were given.
///
/// # Errors
/// Modules that require one another.
pub(crate) fn order(modules: &[Module]) -> Result<Vec<usize>, Problem> {
    let by_name: HashMap<_, _> = modules.iter().enumerate().map(|(at, module)| (&module.name, at)).collect();
    let mut walk =
        Walk { modules, by_name, states: vec![State::New; modules.len()], path: Vec::new(), done: Vec::new() };
    (0..modules.len()).try_for_each(|at| walk.visit(at))?;
    Ok(walk.done)
}

/// The positions of a module and of all that it requires.
pub(crate) fn closure(modules: &[Module], name: &ModuleName) -> Vec<bool> {
    let mut wanted = vec![false; modules.len()];
    let mut open = vec![name.clone()];
    while let Some(name) = open.pop() {
        let Some(at) = modules.iter().position(|module| module.name == name) else { continue };
        if !std::mem::replace(&mut wanted[at], true) {
            open.extend(required(&modules[at]).into_iter().cloned());
        }
    }
    wanted
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

struct Walk<'a> {
    modules: &'a [Module],
    by_name: HashMap<&'a ModuleName, usize>,
    states: Vec<State>,
    path: Vec<usize>,
    done: Vec<usize>,
}

impl Walk<'_> {
    fn visit(&mut self, at: usize) -> Result<(), Problem> {
        match self.states[at] {
            State::Done => return Ok(()),
            State::Open => return Err(self.cycle(at)),
            State::New => self.states[at] = State::Open,
        }
        self.path.push(at);
        let modules = self.modules;
        for name in required(&modules[at]) {
            if let Some(&next) = self.by_name.get(name) {
                self.visit(next)?;
            }
        }
        self.path.pop();
        self.states[at] = State::Done;
        self.done.push(at);
        Ok(())
    }

    fn cycle(&self, at: usize) -> Problem {
        let begin = self.path.iter().position(|other| *other == at).unwrap_or_default();
        let names = self.path[begin..].iter().chain([&at]).map(|at| self.modules[*at].name.to_string()).collect();
        let module = &self.modules[self.path.last().copied().unwrap_or(at)];
        let fault = Fault::ModuleCycle { names };
        match module.control.requires_line {
            Some(line) if module.control.requires.contains(&self.modules[at].name) => {
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
