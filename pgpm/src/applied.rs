//! Modules that `pgpm.apply.json` makes of another by renaming its schemas. They are not supported: it is enough to know
//! that there are some, and what they are called.

use std::path::Path;

use serde::Deserialize;

use crate::name::ModuleName;
use crate::script::read_text;

/// What makes a folder such a module.
pub(crate) const FILE: &str = "pgpm.apply.json";

#[derive(Default, Deserialize)]
struct ApplyFile {
    name: Option<String>,
}

/// The name of the module in a folder: the one that its file says, else the folder's.
pub(crate) fn name_of(folder: &Path) -> Option<ModuleName> {
    let file: ApplyFile = serde_json::from_str(&read_text(&folder.join(FILE)).ok()?).unwrap_or_default();
    let name = file.name.or_else(|| Some(folder.file_name()?.to_str()?.to_owned()))?;
    ModuleName::new(name).ok()
}
