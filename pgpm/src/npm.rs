//! Modules that npm has: which are published under another name than their control file's, and which a workspace has
//! installed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::control::Control;
use crate::control_file;
use crate::glob;
use crate::name::ModuleName;
use crate::problem::{Fault, Problem};
use crate::script::read_text;
use crate::workspace::Place;

/// Published modules, by what a control file calls them.
const PACKAGES: [(&str, &str); 12] = [
    ("apps", "@constructive-db/apps"),
    ("catalog", "@constructive-db/catalog"),
    ("metaschema-modules", "@pgpm/metaschema-modules"),
    ("metaschema-schema", "@pgpm/metaschema-schema"),
    ("pgpm-base32", "@pgpm/base32"),
    ("pgpm-database-jobs", "@pgpm/database-jobs"),
    ("pgpm-inflection", "@pgpm/inflection"),
    ("pgpm-types", "@pgpm/types"),
    ("pgpm-verify", "@pgpm/verify"),
    ("routing", "@constructive-db/routing"),
    ("routing-platform", "@constructive-db/routing-platform"),
    ("services", "@pgpm/services"),
];

/// Where npm installs.
const INSTALLED: [&str; 2] = ["node_modules/*", "node_modules/@*/*"];

/// The npm package of a published module.
pub fn package_of(name: &ModuleName) -> Option<&'static str> {
    PACKAGES.iter().find(|(module, _)| *module == name.as_str()).map(|(_, package)| *package)
}

/// Packages that name a dependency which npm does not have: `npm install` of them fails.
const NOT_INSTALLED: &str = "@constructive-db/";

/// The commands that bring packages into a workspace; `None` where there are none.
pub fn install_command<'a>(packages: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let (packed, installed): (Vec<_>, Vec<_>) =
        packages.into_iter().partition(|package| package.starts_with(NOT_INSTALLED));
    let command =
        |verb: &str, packages: &[&str]| (!packages.is_empty()).then(|| format!("{verb} {}", packages.join(" ")));
    let commands: Vec<_> =
        [command("npm install", &installed), command("npm pack", &packed)].into_iter().flatten().collect();
    (!commands.is_empty()).then(|| commands.join(" && "))
}

/// What the module in a folder requires of published modules that its workspace does not have, with their packages.
/// Nothing where the module is in no workspace.
///
/// # Errors
/// A folder or a control file that cannot be read.
pub fn lacking(folder: &Path) -> Result<BTreeMap<ModuleName, &'static str>, Problem> {
    let place = Place::find(folder)?;
    let Some(module) = place.module.as_ref().filter(|module| **module != place.root) else {
        return Ok(BTreeMap::new());
    };
    let here: Vec<_> = place.modules.iter().filter_map(|folder| name_of(folder)).collect();
    let lacks = |name: &ModuleName| !here.contains(name) && !place.installed.contains_key(name);
    let required = requires(module)?.into_iter().filter(lacks);
    Ok(required.filter_map(|name| package_of(&name).map(|package| (name, package))).collect())
}

fn requires(module: &Path) -> Result<Vec<ModuleName>, Problem> {
    let Some(files) = control_file::find(module)? else { return Ok(Vec::new()) };
    let path = files.own;
    let control = Control::parse(&read_text(&path)?).map_err(|(line, fault)| Problem::at(&path, line, fault))?;
    Ok(control.requires)
}

/// The folders of the modules that npm has installed in a workspace, by their names. What a link leads out of the
/// workspace to is none of them.
///
/// # Errors
/// A folder that cannot be read.
pub(crate) fn installed(root: &Path) -> Result<BTreeMap<ModuleName, PathBuf>, Fault> {
    let mut found = BTreeMap::new();
    for pattern in INSTALLED {
        for folder in glob::folders(root, pattern)? {
            let folder = folder.canonicalize()?;
            if let Some(name) = name_of(&folder).filter(|_| folder.starts_with(root)) {
                found.entry(name).or_insert(folder);
            }
        }
    }
    Ok(found)
}

/// The name that a folder's control file has.
pub(crate) fn name_of(folder: &Path) -> Option<ModuleName> {
    let control = control_file::find(folder).ok()??.own;
    ModuleName::new(control.file_stem()?.to_str()?).ok()
}
