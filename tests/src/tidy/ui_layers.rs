//! The layers of the screens (README, "Repository map").

use std::collections::BTreeSet;

use super::folders::{Layers, imports};
use super::source::{SourceFile, rust_files};

const SCREENS: Layers =
    Layers { source: "app/src", base: &["ui"], names: &["url", "kit", "charts", "forms", "fields", "records", "frame", "areas"] };

#[test]
fn screens_import_only_from_the_layers_above_their_own() {
    assert_eq!(SCREENS.against(), Vec::<String>::new());
}

#[test]
fn every_file_of_the_screens_is_in_a_layer() {
    assert_eq!(SCREENS.beside("app/src/ui.rs"), Vec::<String>::new());
}

#[test]
fn areas_do_not_import_each_other() {
    let mut areas = BTreeSet::new();
    for (module, file) in modules() {
        let ["ui", "areas", own, ..] = module.iter().map(String::as_str).collect::<Vec<_>>()[..] else { continue };
        areas.insert(own.to_owned());
        let others =
            imports(module.clone(), &file.code).into_iter().filter(|it| it.len() > 2 && it[..2] == ["ui", "areas"] && it[2] != own);
        let others: Vec<String> = others.map(|it| it.join("::")).collect();
        assert_eq!(others, Vec::<String>::new(), "{}: areas link by address, and share through the layers above", file.path);
    }
    assert!(15 < areas.len(), "{areas:?}");
}

#[test]
fn code_below_the_screens_does_not_import_them() {
    let mut n_files = 0;
    for (module, file) in modules() {
        if ["ui", "app", "inside", "pages", "lib"].contains(&module[0].as_str()) {
            continue;
        }
        n_files += 1;
        let screens: Vec<String> = imports(module, &file.code).into_iter().filter(|it| it[0] == "ui").map(|it| it.join("::")).collect();
        assert_eq!(screens, Vec::<String>::new(), "{}", file.path);
    }
    assert!(50 < n_files, "{n_files}");
}

/// Every file of the app with its module path.
fn modules() -> impl Iterator<Item = (Vec<String>, SourceFile)> {
    rust_files("app/src").into_iter().map(|file| {
        let inside = file.path.trim_start_matches("app/src/").trim_end_matches(".rs");
        (inside.split('/').map(str::to_owned).collect(), file)
    })
}
