//! Layers of folders: a file imports only from folders above its own. Paths are read with `syn`, however they are written.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};

use super::source::rust_files;

/// The folders of a crate's source, or of a folder in it, from the foundation to the top.
pub struct Layers {
    /// The source of the crate.
    pub source: &'static str,
    /// The modules that lead to the layers; none if the layers are the crate's own modules.
    pub base: &'static [&'static str],
    pub names: &'static [&'static str],
}

impl Layers {
    /// The imports that run against the layers, in words. Panics if a layer has no files.
    pub fn against(&self) -> Vec<String> {
        let mut against = Vec::new();
        let mut seen = BTreeSet::new();
        for file in rust_files(&self.folder()) {
            let module = self.module_of(&file.path);
            let Some(own) = self.place(&module) else { continue };
            seen.insert(own);
            if is_test(&file.path) {
                continue;
            }
            let below = imports(module, &file.code).into_iter().filter(|it| self.place(it).is_some_and(|layer| own < layer));
            against.extend(below.map(|it| format!("{} imports {}", file.path, it.join("::"))));
        }
        assert_eq!(seen.len(), self.names.len(), "every layer of {} has files", self.folder());
        against
    }

    /// The files that are in no layer, except tests and the file `root`.
    pub fn beside(&self, root: &str) -> Vec<String> {
        let files = rust_files(&self.folder()).into_iter().filter(|it| self.place(&self.module_of(&it.path)).is_none());
        files.map(|it| it.path).filter(|it| !it.ends_with(root) && !is_test(it)).collect()
    }

    fn folder(&self) -> String {
        [&[self.source], self.base].concat().join("/")
    }

    /// The layer of a path within the crate.
    fn place(&self, path: &[String]) -> Option<usize> {
        let (base, rest) = path.split_at_checked(self.base.len())?;
        let layer = rest.first().filter(|_| base == self.base)?;
        self.names.iter().position(|it| it == layer)
    }

    /// Converts `app/domain/src/records/order/track.rs` to `[records, order, track]`.
    fn module_of(&self, path: &str) -> Vec<String> {
        let inside = path.strip_prefix(self.source).unwrap_or(path).trim_start_matches('/');
        inside.trim_end_matches(".rs").split('/').map(str::to_owned).collect()
    }
}

pub fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs") || path.ends_with("/golden.rs")
}

/// The paths within the crate that the code of `module` names outside its tests.
pub fn imports(module: Vec<String>, code: &str) -> BTreeSet<Vec<String>> {
    named(module, code, &|_| false, &BTreeSet::new())
}

/// The paths within the crate that the code of `module` names outside its tests, those below its modules (`is_child`) included. Leaves out the
/// paths `except`, as written.
pub fn named(module: Vec<String>, code: &str, is_child: &dyn Fn(&str) -> bool, except: &BTreeSet<Vec<String>>) -> BTreeSet<Vec<String>> {
    let mut imports = Imports { module, is_child, except, found: BTreeSet::new() };
    imports.visit_file(&syn::parse_file(code).expect("Rust"));
    imports.found
}

/// Whether a module holds tests.
pub fn is_test_module(module: &syn::ItemMod) -> bool {
    let is_test =
        |it: &syn::Attribute| it.path().is_ident("cfg") && it.parse_args::<syn::Path>().is_ok_and(|condition| condition.is_ident("test"));
    module.attrs.iter().any(is_test)
}

/// The paths within the crate that a file names, relative to the crate's root.
struct Imports<'a> {
    module: Vec<String>,
    is_child: &'a dyn Fn(&str) -> bool,
    except: &'a BTreeSet<Vec<String>>,
    found: BTreeSet<Vec<String>>,
}

impl Imports<'_> {
    /// Records a path if it begins with `crate`, `super` or the name of a child.
    fn note(&mut self, written: &[String]) {
        if self.except.contains(written) {
            return;
        }
        let ups = written.iter().take_while(|it| *it == "super").count();
        let inside: Vec<String> = match written.first().map(String::as_str) {
            Some("crate") => written[1..].to_vec(),
            Some("super") if ups <= self.module.len() => {
                self.module[..self.module.len() - ups].iter().chain(&written[ups..]).cloned().collect()
            }
            Some("self") => [&self.module[..], &written[1..]].concat(),
            Some(first) if (self.is_child)(first) => [&self.module[..], written].concat(),
            _ => return,
        };
        if !inside.is_empty() {
            self.found.insert(inside);
        }
    }

    fn tree(&mut self, before: &[String], tree: &syn::UseTree) {
        let with = |name: &syn::Ident| before.iter().cloned().chain([name.to_string()]).collect::<Vec<_>>();
        match tree {
            syn::UseTree::Path(path) => self.tree(&with(&path.ident), &path.tree),
            syn::UseTree::Group(group) => group.items.iter().for_each(|it| self.tree(before, it)),
            syn::UseTree::Name(name) => self.note(&with(&name.ident)),
            syn::UseTree::Rename(name) => self.note(&with(&name.ident)),
            syn::UseTree::Glob(_) => self.note(before),
        }
    }
}

impl<'a> Visit<'a> for Imports<'_> {
    fn visit_item_mod(&mut self, module: &'a syn::ItemMod) {
        if !is_test_module(module) {
            visit::visit_item_mod(self, module);
        }
    }

    // `pub(in crate::decide)` imports nothing.
    fn visit_visibility(&mut self, _: &'a syn::Visibility) {}

    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        self.tree(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        self.note(&path.segments.iter().map(|it| it.ident.to_string()).collect::<Vec<_>>());
        visit::visit_path(self, path);
    }

    // Macro tokens are not parsed syntax, so they are searched word by word.
    fn visit_macro(&mut self, call: &'a syn::Macro) {
        let words = call.tokens.to_string().replace(" :: ", "::");
        let is_part = |it: char| it.is_alphanumeric() || "_:".contains(it);
        for word in words.split(|it| !is_part(it)).filter(|it| it.starts_with("crate::")) {
            self.note(&word.split("::").filter(|it| !it.is_empty()).map(str::to_owned).collect::<Vec<_>>());
        }
    }
}
