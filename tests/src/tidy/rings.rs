//! Rings of files: two files that need each other can only be read together.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};

use super::folders::{is_test, is_test_module, named};
use super::source::rust_files;

/// A module path within the crate: `[records, order]`.
type Module = Vec<String>;

#[test]
fn no_files_of_the_rules_need_each_other() {
    let source = "app/domain/src";
    let files = rust_files(source).into_iter().filter(|it| !is_test(&it.path) && !it.path.ends_with("/lib.rs"));
    let module = |path: &str| path[source.len() + 1..].trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    let files: BTreeMap<Module, File> = files.map(|it| (module(&it.path), File::parse(&it.code))).collect();
    assert_eq!(ring(&files), None);
}

#[test]
fn a_ring_is_found_however_it_is_written() {
    let ring_of = |sources: &[(&str, &str)]| {
        let module = |path: &str| path.split('/').map(str::to_owned).collect();
        ring(&sources.iter().map(|(path, code)| (module(path), File::parse(code))).collect())
    };
    let order = "mod line; pub use line::Line; pub struct Order { lines: Vec<Line> }";
    assert_eq!(
        ring_of(&[("order", order), ("order/line", "use super::Order; pub struct Line;")]).as_deref(),
        Some("order → order::line → order")
    );
    let named_in_full = "mod line; pub struct Order { line: line::Line }";
    assert!(ring_of(&[("order", named_in_full), ("order/line", "pub struct Line { of: super::Order }")]).is_some());
    assert!(ring_of(&[("a", "use crate::b::B;"), ("b", "use crate::c::C;"), ("c", "use crate::a::A;")]).is_some());

    // A file that only passes names on needs none of them.
    let passes_on = "mod body; mod line; pub use body::Order; pub use line::Line;";
    let body = ("order/body", "use super::Line; pub struct Order { line: Line }");
    assert_eq!(ring_of(&[("order", passes_on), body, ("order/line", "pub struct Line;")]), None);
    // A method is no import, and tests may use everything.
    let methods = "mod worth; pub struct Order;";
    assert_eq!(ring_of(&[("order", methods), ("order/worth", "use super::Order; impl Order {}")]), None);
    assert_eq!(ring_of(&[("a", "use crate::b::B;"), ("b", "#[cfg(test)] mod tests { use crate::a::A; }")]), None);
    assert_eq!(ring_of(&[("a", "use crate::a::inner::B;"), ("a/inner", "pub(in crate::a) struct B;")]), None);
}

/// What a file says of others.
struct File {
    code: String,
    /// The names that it passes on, with their paths as written.
    passes_on: BTreeMap<String, Vec<String>>,
    /// The first word of every path in its code, outside of its imports.
    words: BTreeSet<String>,
}

impl File {
    fn parse(code: &str) -> File {
        let mut file = File { code: code.to_owned(), passes_on: BTreeMap::new(), words: BTreeSet::new() };
        file.visit_file(&syn::parse_file(code).expect("Rust"));
        file
    }

    fn pass_on(&mut self, before: &[String], tree: &syn::UseTree) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.pass_on(&with(&path.ident), &path.tree),
            syn::UseTree::Group(group) => group.items.iter().for_each(|it| self.pass_on(before, it)),
            syn::UseTree::Name(name) => drop(self.passes_on.insert(name.ident.to_string(), with(&name.ident))),
            syn::UseTree::Rename(name) => drop(self.passes_on.insert(name.rename.to_string(), with(&name.ident))),
            syn::UseTree::Glob(_) => {}
        }
    }
}

impl<'a> Visit<'a> for File {
    fn visit_item_mod(&mut self, module: &'a syn::ItemMod) {
        if !is_test_module(module) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        if !matches!(item.vis, syn::Visibility::Inherited) {
            self.pass_on(&[], &item.tree);
        }
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        self.words.extend(path.segments.first().map(|it| it.ident.to_string()));
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'a syn::Macro) {
        let tokens = call.tokens.to_string();
        self.words.extend(tokens.split(|it: char| !it.is_alphanumeric() && it != '_').map(str::to_owned));
    }
}

/// The first ring of files, in words.
fn ring(files: &BTreeMap<Module, File>) -> Option<String> {
    let needs: BTreeMap<&Module, BTreeSet<Module>> = files.iter().map(|(module, file)| (module, needed(module, file, files))).collect();
    let mut done = BTreeSet::new();
    needs.keys().find_map(|module| walk(module, &needs, &mut Vec::new(), &mut done))
}

fn walk(from: &Module, needs: &BTreeMap<&Module, BTreeSet<Module>>, way: &mut Vec<Module>, done: &mut BTreeSet<Module>) -> Option<String> {
    if let Some(at) = way.iter().position(|it| it == from) {
        let ring = way[at..].iter().chain([from]).map(|it| it.join("::"));
        return Some(ring.collect::<Vec<_>>().join(" → "));
    }
    if done.contains(from) {
        return None;
    }
    way.push(from.clone());
    let found = needs[from].iter().find_map(|it| walk(it, needs, way, done));
    way.pop();
    done.insert(from.clone());
    found
}

/// The files that declare what this one names.
fn needed(module: &Module, file: &File, files: &BTreeMap<Module, File>) -> BTreeSet<Module> {
    let is_child = |name: &str| files.contains_key(&[module.as_slice(), &[name.to_owned()]].concat());
    let passed_on: BTreeSet<Vec<String>> =
        file.passes_on.iter().filter(|(name, _)| !file.words.contains(*name)).map(|(_, path)| path.clone()).collect();
    let paths = named(module.clone(), &file.code, &is_child, &passed_on);
    // The bare name of a module around this one is no need: it stands in visibilities, which a macro's tokens do not tell apart.
    paths.iter().filter(|it| !module.starts_with(it)).filter_map(|it| declared_in(it, files, 8)).filter(|it| it != module).collect()
}

/// The file that declares a path, after the names that others pass on.
fn declared_in(path: &[String], files: &BTreeMap<Module, File>, most_steps: u32) -> Option<Module> {
    let n = (1..=path.len()).rev().find(|n| files.contains_key(&path[..*n]))?;
    let (module, rest) = path.split_at(n);
    let passed_on = rest.first().and_then(|it| files[module].passes_on.get(it)).filter(|_| 0 < most_steps);
    let Some(written) = passed_on else { return Some(module.to_vec()) };
    let ups = written.iter().take_while(|it| *it == "super").count();
    let full = match written.first().map(String::as_str) {
        Some("crate") => written[1..].to_vec(),
        Some("self") => [module, &written[1..]].concat(),
        Some("super") => [&module[..module.len().saturating_sub(ups)], &written[ups..]].concat(),
        _ => [module, written].concat(),
    };
    declared_in(&[full.as_slice(), &rest[1..]].concat(), files, most_steps - 1)
}
