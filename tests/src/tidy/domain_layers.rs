//! The layers of the domain rules (README, "Repository map"): a file imports only from folders above its own.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};

use super::source::rust_files;

/// The folders of `app/domain/src`, from the foundation to the top.
const LAYERS: [&str; 10] = ["values", "rules", "records", "book", "access", "figures", "views", "decide", "sync", "sample"];
const SOURCE: &str = "app/domain/src";

#[test]
fn rules_import_only_from_the_layers_above_their_own() {
    let mut against = Vec::new();
    let mut seen = BTreeSet::new();
    for file in rust_files(SOURCE) {
        let module = module_of(&file.path);
        let Some(own) = module.first().and_then(|it| place(it)) else { continue };
        seen.insert(own);
        if is_test(&file.path) {
            continue;
        }
        let mut imports = Imports { module, found: BTreeSet::new() };
        imports.visit_file(&syn::parse_file(&file.code).expect("Rust"));
        let below = imports.found.into_iter().filter(|it| place(&it[0]).is_some_and(|it| own < it));
        against.extend(below.map(|it| format!("{} imports {}", file.path, it.join("::"))));
    }
    assert_eq!(seen.len(), LAYERS.len(), "every layer has files");
    assert_eq!(against, Vec::<String>::new());
}

#[test]
fn nothing_of_the_rules_lies_beside_the_layers() {
    let beside: Vec<String> = rust_files(SOURCE)
        .into_iter()
        .filter(|it| module_of(&it.path).first().is_none_or(|it| place(it).is_none()))
        .map(|it| it.path)
        .filter(|it| !it.ends_with("/lib.rs") && !is_test(it))
        .collect();
    assert_eq!(beside, Vec::<String>::new());
}

#[test]
fn an_import_against_the_layers_is_noticed_however_it_is_written() {
    let found = |code: &str| {
        let mut imports = Imports { module: vec!["figures".to_owned(), "fact".to_owned()], found: BTreeSet::new() };
        imports.visit_file(&syn::parse_file(code).expect("Rust"));
        imports.found.into_iter().map(|it| it.join("::")).collect::<Vec<_>>()
    };
    assert_eq!(found("use crate::views::agenda::Agenda;"), ["views::agenda::Agenda"]);
    assert_eq!(
        found("use crate::{values::money, views::{agenda::Agenda, weekly}};"),
        ["values::money", "views::agenda::Agenda", "views::weekly"]
    );
    assert_eq!(found("use super::super::decide::decide;"), ["decide::decide"]);
    assert_eq!(found("fn f() -> crate::views::agenda::Agenda { crate::decide::decide() }"), ["decide::decide", "views::agenda::Agenda"]);
    assert_eq!(found("macro_rules! m { () => { crate::views::weekly::Weekly } }"), ["views::weekly::Weekly"]);
    assert_eq!(found("#[cfg(test)] mod tests { use crate::decide::decide; }"), [""; 0], "tests may use everything");
}

fn place(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|it| *it == layer)
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs") || path.ends_with("/golden.rs")
}

/// Converts `app/domain/src/records/order/track.rs` to `[records, order, track]`.
fn module_of(path: &str) -> Vec<String> {
    let inside = path.strip_prefix(SOURCE).unwrap_or(path).trim_start_matches('/');
    inside.trim_end_matches(".rs").split('/').map(str::to_owned).collect()
}

/// The paths within the crate that a file names, relative to the crate's root.
struct Imports {
    module: Vec<String>,
    found: BTreeSet<Vec<String>>,
}

impl Imports {
    /// Records a path if it begins with `crate` or `super`.
    fn note(&mut self, written: &[String]) {
        let ups = written.iter().take_while(|it| *it == "super").count();
        let inside: Vec<String> = match written.first().map(String::as_str) {
            Some("crate") => written[1..].to_vec(),
            Some("super") if ups <= self.module.len() => {
                self.module[..self.module.len() - ups].iter().chain(&written[ups..]).cloned().collect()
            }
            _ => return,
        };
        if !inside.is_empty() {
            self.found.insert(inside);
        }
    }

    fn tree(&mut self, before: &[String], tree: &syn::UseTree) {
        let with = |name: &syn::Ident| before.iter().cloned().chain([name.to_string()]).collect::<Vec<_>>();
        match tree {
            syn::UseTree::Path(it) => self.tree(&with(&it.ident), &it.tree),
            syn::UseTree::Group(it) => it.items.iter().for_each(|it| self.tree(before, it)),
            syn::UseTree::Name(it) => self.note(&with(&it.ident)),
            syn::UseTree::Rename(it) => self.note(&with(&it.ident)),
            syn::UseTree::Glob(_) => self.note(before),
        }
    }
}

impl<'a> Visit<'a> for Imports {
    fn visit_item_mod(&mut self, it: &'a syn::ItemMod) {
        let is_test =
            it.attrs.iter().any(|it| it.path().is_ident("cfg") && it.parse_args::<syn::Path>().is_ok_and(|it| it.is_ident("test")));
        if !is_test {
            visit::visit_item_mod(self, it);
        }
    }

    fn visit_item_use(&mut self, it: &'a syn::ItemUse) {
        self.tree(&[], &it.tree);
    }

    fn visit_path(&mut self, it: &'a syn::Path) {
        self.note(&it.segments.iter().map(|it| it.ident.to_string()).collect::<Vec<_>>());
        visit::visit_path(self, it);
    }

    // Macro tokens are not parsed syntax, so they are searched word by word.
    fn visit_macro(&mut self, it: &'a syn::Macro) {
        let words = it.tokens.to_string().replace(" :: ", "::");
        let is_part = |it: char| it.is_alphanumeric() || "_:".contains(it);
        for word in words.split(|it| !is_part(it)).filter(|it| it.starts_with("crate::")) {
            self.note(&word.split("::").filter(|it| !it.is_empty()).map(str::to_owned).collect::<Vec<_>>());
        }
    }
}
