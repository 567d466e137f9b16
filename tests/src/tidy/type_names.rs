//! A type's name is used once in a crate, so that a name in a search, a message or a review means one thing.

use std::collections::BTreeMap;

use syn::visit::{self, Visit};
use syn::{Attribute, Item, Meta};

use super::source::{SourceFile, rust_files};

const CRATES: [&str; 4] = ["app/domain/src", "app/src", "server/src", "frontend/src"];

/// Here sea-orm prescribes the names: each table is a module with a `Model`.
const TABLES: &str = "server/src/db/tables/";

/// The names that are declared more than once outside tests, each with its files. The names within `impl` and `trait` are not counted.
fn declared_twice(files: &[SourceFile]) -> Vec<String> {
    let parsed: Vec<(&str, syn::File)> = files.iter().map(|it| (it.path.as_str(), syn::parse_file(&it.code).expect("Rust"))).collect();
    let tests: Vec<String> = parsed.iter().flat_map(|(path, file)| test_modules(path, file)).collect();
    let mut places: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (path, file) in &parsed {
        if tests.iter().any(|it| path.starts_with(it)) {
            continue;
        }
        let mut names = Names { is_table: path.starts_with(TABLES), found: Vec::new() };
        names.visit_file(file);
        for name in names.found {
            places.entry(name).or_default().push(path);
        }
    }
    places.into_iter().filter(|(_, paths)| 1 < paths.len()).map(|(name, paths)| format!("{name}: {}", paths.join(", "))).collect()
}

/// The beginnings of the paths of the files that a file declares as modules for tests only.
fn test_modules(path: &str, file: &syn::File) -> Vec<String> {
    let (folder, name) = path.trim_end_matches(".rs").rsplit_once('/').expect("a path within a crate");
    let folder = if matches!(name, "lib" | "main" | "mod") { folder.to_owned() } else { format!("{folder}/{name}") };
    let modules = file.items.iter().filter_map(|item| match item {
        Item::Mod(module) if module.content.is_none() && is_for_tests(&module.attrs) => Some(module.ident.to_string()),
        _ => None,
    });
    modules.flat_map(|it| [format!("{folder}/{it}.rs"), format!("{folder}/{it}/")]).collect()
}

/// Whether the item exists only in tests: under `cfg(test)`, alone or as one of `all`.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    fn needs_test(condition: &Meta) -> bool {
        match condition {
            Meta::List(list) if list.path.is_ident("all") => {
                let parts = list.parse_args_with(syn::punctuated::Punctuated::<Meta, syn::Token![,]>::parse_terminated);
                parts.is_ok_and(|parts| parts.iter().any(needs_test))
            }
            other => other.path().is_ident("test"),
        }
    }
    attributes.iter().any(|it| it.path().is_ident("cfg") && it.parse_args::<Meta>().is_ok_and(|condition| needs_test(&condition)))
}

/// Whether sea-orm derives a table from the item.
fn is_of_table(attributes: &[Attribute]) -> bool {
    let derives_table = |it: &Attribute| it.meta.require_list().is_ok_and(|list| list.tokens.to_string().contains("DeriveEntityModel"));
    attributes.iter().any(|it| it.path().is_ident("derive") && derives_table(it))
}

/// The names of the types and traits in a file.
struct Names {
    is_table: bool,
    found: Vec<String>,
}

impl<'a> Visit<'a> for Names {
    fn visit_item(&mut self, item: &'a Item) {
        let (attributes, name): (&[Attribute], _) = match item {
            Item::Struct(item) => (&item.attrs, Some(&item.ident)),
            Item::Enum(item) => (&item.attrs, Some(&item.ident)),
            Item::Union(item) => (&item.attrs, Some(&item.ident)),
            Item::Trait(item) => (&item.attrs, Some(&item.ident)),
            Item::Type(item) => (&item.attrs, Some(&item.ident)),
            Item::Mod(item) => (&item.attrs, None),
            Item::Fn(item) => (&item.attrs, None),
            Item::Impl(item) => (&item.attrs, None),
            _ => (&[], None),
        };
        if is_for_tests(attributes) {
            return;
        }
        let is_prescribed = self.is_table && is_of_table(attributes);
        self.found.extend(name.filter(|_| !is_prescribed).map(ToString::to_string));
        visit::visit_item(self, item);
    }
}

#[test]
fn the_name_of_a_type_is_used_once_in_a_crate() {
    for folder in CRATES {
        let twice = declared_twice(&rust_files(folder));
        assert!(twice.is_empty(), "{folder} declares several types under one name; call each by what it is:\n  {}", twice.join("\n  "));
    }
}

#[test]
fn a_second_type_of_a_name_is_noticed_wherever_it_is_declared() {
    let file = |path: &str, code: &str| SourceFile { path: path.to_owned(), code: code.to_owned() };
    let beside = |path: &str, code: &str| declared_twice(&[file("a/src/order.rs", "pub struct Line;"), file(path, code)]);
    let both = ["Line: a/src/order.rs, a/src/table.rs"];
    assert_eq!(beside("a/src/table.rs", "enum Line {}"), both);
    assert_eq!(beside("a/src/table.rs", "type Line = String;"), both);
    assert_eq!(beside("a/src/table.rs", "mod inner { pub trait Line {} }"), both);
    assert_eq!(beside("a/src/table.rs", "impl Table { fn rows() { struct Line; } }"), both);
    assert_eq!(beside("a/src/table.rs", "#[cfg(any(test, feature = \"sample\"))] struct Line;"), both);
    assert_eq!(beside("a/src/order.rs", "struct Line;"), ["Line: a/src/order.rs, a/src/order.rs"]);
    assert_eq!(beside("a/src/table.rs", "#[derive(DeriveEntityModel)] struct Line;"), both, "outside the folder of the tables");

    for code in [
        "impl Iterator for Table { type Line = (); }",
        "enum Kind { Line }",
        "#[cfg(test)] mod tests { struct Line; }",
        "#[cfg(all(test, feature = \"ssr\"))] struct Line;",
    ] {
        assert_eq!(beside("a/src/table.rs", code), [""; 0], "{code}");
    }
    let tests = |path: &str| {
        let table = file("a/src/table.rs", "#[cfg(test)] mod tests;");
        declared_twice(&[file("a/src/order.rs", "struct Line;"), table, file(path, "struct Line;")])
    };
    assert_eq!(tests("a/src/table/tests.rs"), [""; 0]);
    assert_eq!(tests("a/src/table/tests/rows.rs"), [""; 0]);
    assert_eq!(tests("a/src/table/rows.rs"), ["Line: a/src/order.rs, a/src/table/rows.rs"]);

    let table = |name: &str| file(&format!("{TABLES}{name}.rs"), "#[derive(Clone, DeriveEntityModel)] pub struct Model; pub struct Extra;");
    assert_eq!(declared_twice(&[table("order"), table("customer")]), [format!("Extra: {TABLES}order.rs, {TABLES}customer.rs")]);
}
