//! What lies in a project and is passed over: nobody should find that out from what is missing in the database.

use std::path::Path;

use crate::module::Module;
use crate::project::Project;

/// Extensions with the schema and the grants that a module wants for them.
const EXTENSIONS_FILE: &str = "extensions.json";

impl Project {
    /// What lies beside the modules and is not read, a sentence each: control files of other names than the plan's,
    /// modules that `pgpm.apply.json` makes of others, and `extensions.json`.
    pub fn notes(&self) -> Vec<String> {
        let modules = self.modules.iter().flat_map(|module| self.of_module(module));
        // Of one module, what it does not require does not matter, and what it does is an error of the deploy.
        let applied = self.applied.iter().filter(|_| self.module.is_none());
        modules.chain(applied.map(|(name, file)| self.of_applied(name.as_str(), file))).collect()
    }

    fn of_module(&self, module: &Module) -> Vec<String> {
        let mut notes: Vec<_> = module.ignored_controls.iter().map(|path| self.of_control(module, path)).collect();
        let extensions = module.folder.join(EXTENSIONS_FILE);
        if extensions.is_file() {
            notes.push(format!(
                "{} is not supported: the extensions are made where `CREATE EXTENSION` puts them, without grants; make \
                 them as the file says before the deploy",
                self.shown(&extensions)
            ));
        }
        notes
    }

    fn of_control(&self, module: &Module, ignored: &Path) -> String {
        format!("{} is ignored: the plan beside it is of the project {}", self.shown(ignored), module.name)
    }

    fn of_applied(&self, name: &str, file: &Path) -> String {
        format!(
            "{name} is not deployed: modules that pgpm.apply.json makes of another ({}) are not supported; pgpm deploys \
             them",
            self.shown(file)
        )
    }

    /// A path as somebody in the project's folder would write it.
    pub(crate) fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }
}
