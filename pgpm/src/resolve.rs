//! References to the changes that they mean.

use std::collections::HashSet;

use typeferry_base::nearest;

use crate::module::{ChangeId, Module};
use crate::name::{ChangeName, ModuleName};
use crate::plan::{Plan, PlannedChange};
use crate::problem::{Fault, Problem};
use crate::reference::{Reference, Target};

/// What each change of a module requires, in the order of its plan.
///
/// A reference into a module that is not of the project is kept as it is: whether it is deployed is in the ledger.
///
/// # Errors
/// Every reference that means nothing, or a change that is not planned before.
pub(crate) fn requirements(modules: &[Module], module: &Module) -> Result<Vec<Vec<ChangeId>>, Vec<Problem>> {
    let resolver = Resolver { modules, module };
    let mut problems = Vec::new();
    let mut all = Vec::new();
    for (line, change) in module.plan.changes() {
        let mut found = Vec::new();
        for reference in &change.requires {
            match resolver.resolve(line, change, reference) {
                Ok(id) if found.contains(&id) => {}
                Ok(id) => found.push(id),
                Err(fault) => problems.push(Problem::at(&module.plan_path(), line, fault)),
            }
        }
        all.push(found);
    }
    if problems.is_empty() { Ok(all) } else { Err(problems) }
}

struct Resolver<'a> {
    modules: &'a [Module],
    module: &'a Module,
}

impl Resolver<'_> {
    fn resolve(&self, line: usize, change: &PlannedChange, reference: &Reference) -> Result<ChangeId, Fault> {
        let package = reference.package.as_ref().unwrap_or(&self.module.name);
        let Some(module) = self.modules.iter().find(|module| module.name == *package) else {
            return outside(package, change, reference);
        };
        let (found, name) = find(module, change, reference)?;
        if module.name == self.module.name && found >= line {
            return Err(self.later(change, reference, found, &name));
        }
        Ok(ChangeId { package: package.clone(), change: name })
    }

    /// A change that is planned later: does it lead back?
    fn later(&self, change: &PlannedChange, requires: &Reference, line: usize, name: &ChangeName) -> Fault {
        let mut path = vec![change.name.to_string()];
        if self.leads_to(name, &change.name, &mut path, &mut HashSet::new()) {
            return Fault::ChangeCycle { names: path };
        }
        Fault::Later { change: change.name.clone(), requires: Box::new(requires.clone()), line }
    }

    fn leads_to(
        &self,
        from: &ChangeName,
        to: &ChangeName,
        path: &mut Vec<String>,
        seen: &mut HashSet<ChangeName>,
    ) -> bool {
        path.push(from.to_string());
        if from == to {
            return true;
        }
        let found = seen.insert(from.clone())
            && self.required_here(from).iter().any(|next| self.leads_to(next, to, path, seen));
        if !found {
            path.pop();
        }
        found
    }

    /// What a change requires of its own module.
    fn required_here(&self, name: &ChangeName) -> Vec<ChangeName> {
        let Some((_, change)) = self.module.plan.changes().find(|(_, change)| change.name == *name) else {
            return Vec::new();
        };
        let own =
            |reference: &&Reference| reference.package.as_ref().is_none_or(|package| *package == self.module.name);
        let found = |reference| find(self.module, change, reference).ok().map(|(_, name)| name);
        change.requires.iter().filter(own).filter_map(found).collect()
    }
}

/// The line and the name of what is meant in a module's plan.
fn find(module: &Module, change: &PlannedChange, reference: &Reference) -> Result<(usize, ChangeName), Fault> {
    let plan = &module.plan;
    let found = match &reference.target {
        Target::Change(name) => plan.line_of(name).map(|line| (line, name.clone())),
        Target::Tag(tag) => plan.tagged(tag).map(|(line, name)| (line, name.clone())),
        Target::ChangeAt(name, tag) => match (plan.line_of(name), plan.line_of_tag(tag)) {
            (Some(line), Some(at)) if line < at => Some((line, name.clone())),
            (Some(_), Some(_)) => {
                return Err(Fault::NotAtTag { change: change.name.clone(), requires: Box::new(reference.clone()) });
            }
            _ => None,
        },
    };
    found.ok_or_else(|| no_such(plan, change, reference))
}

/// Of a module that is not there, a change is known by its name alone.
fn outside(package: &ModuleName, change: &PlannedChange, reference: &Reference) -> Result<ChangeId, Fault> {
    match &reference.target {
        Target::Change(name) | Target::ChangeAt(name, _) => {
            Ok(ChangeId { package: package.clone(), change: name.clone() })
        }
        Target::Tag(_) => {
            Err(Fault::TagElsewhere { change: change.name.clone(), requires: Box::new(reference.clone()) })
        }
    }
}

fn no_such(plan: &Plan, change: &PlannedChange, reference: &Reference) -> Fault {
    let changes: Vec<_> = plan.changes().map(|(_, change)| change.name.to_string()).collect();
    let tags: Vec<_> = plan.tags().map(|tag| tag.name.to_string()).collect();
    let near = |name: &str, known: &[String]| nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
    let nearest = match &reference.target {
        Target::Tag(tag) => near(tag.as_str(), &tags).map(|tag| format!("@{tag}")),
        Target::ChangeAt(name, tag) if plan.line_of(name).is_some() => {
            near(tag.as_str(), &tags).map(|tag| format!("@{tag}"))
        }
        Target::Change(name) | Target::ChangeAt(name, _) => near(name.as_str(), &changes),
    };
    let (change, requires) = (change.name.clone(), Box::new(reference.clone()));
    Fault::NoSuchChange {
        change,
        requires,
        project: plan.project().clone(),
        nearest: nearest.map(String::into_boxed_str),
    }
}
