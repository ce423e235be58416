//! What people add to a module, to be found again.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use super::{Sandbox, Tree, tree};

/// The files of people's, and one line of the control file that only the next export may lengthen.
const CONTROL: &str = "# ours\r\ncomment = 'the app of Ada''s'\r\nrequires = 'plpgsql' # by hand\r\n\r\n# end";

/// What people own in a module: every file, link and empty folder, and the permissions of files and folders.
pub(crate) type Owned = (Tree, BTreeMap<String, u32>);

impl Sandbox {
    /// Adds to a module, and edits in it, what people do.
    pub(crate) fn furnish(&self, module: &str) -> Owned {
        let root = self.out().join(module);
        let files = [
            ("README.md", "# Read me"),
            ("__test__/x.sql", "SELECT 1;"),
            ("__tests__/deep/x.test.ts", "test('x')"),
            ("Makefile", "all:\n\ttrue\n"),
            ("package.json", "{\"name\": \"@ada/app\", \"scripts\": {}}"),
            ("deploy/mine.sql", "-- not planned yet"),
            ("verify/notes/mine.txt", "\0\u{feff}any bytes"),
            ("bin/run.sh", "#!/bin/sh\n"),
            (".hidden", ""),
        ];
        for (path, text) in files {
            self.write(&format!("out/{module}/{path}"), text);
        }
        self.write(&format!("out/{module}/{module}.control"), CONTROL);
        fs::create_dir_all(root.join("empty/er")).unwrap();
        symlink("README.md", root.join("link")).unwrap();
        symlink("../../../outside/of/it", root.join("deploy/nowhere")).unwrap();
        for (path, mode) in [("bin/run.sh", 0o755), ("README.md", 0o640), ("empty/er", 0o700), ("__test__", 0o755)] {
            fs::set_permissions(root.join(path), fs::Permissions::from_mode(mode)).unwrap();
        }
        let paths: Vec<_> =
            files.iter().map(|(path, _)| *path).chain(["empty/er/", "link", "deploy/nowhere"]).collect();
        let all = tree(&root);
        let owned: Tree = all.into_iter().filter(|(path, _)| paths.contains(&path.as_str())).collect();
        assert_eq!(owned.len(), paths.len());
        let modes = owned.keys().map(|path| (path.clone(), mode(&root.join(path)))).collect();
        (owned, modes)
    }

    /// Everything of it must be there as it was, and the control file with no other line.
    pub(crate) fn assert_furnished(&self, module: &str, (owned, modes): &Owned) {
        let root = self.out().join(module);
        let found = tree(&root);
        for (path, content) in owned {
            assert!(found.get(path) == Some(content), "{module}/{path} is {:?}", found.get(path));
            assert_eq!(mode(&root.join(path)), modes[path], "{module}/{path}");
        }
        let control = self.read(&format!("out/{module}/{module}.control"));
        let (before, after) = CONTROL.split_once("plpgsql").unwrap();
        let names = control.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
        assert!(names.is_some_and(|names| names.starts_with("plpgsql") && !names.contains('\n')), "{control:?}");
    }
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode()
}
