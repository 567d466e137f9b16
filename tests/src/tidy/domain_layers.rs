//! The layers of the domain rules (README, "Repository map").

use super::folders::{Layers, imports};

const RULES: Layers = Layers {
    source: "app/domain/src",
    base: &[],
    names: &["values", "rules", "records", "book", "access", "figures", "views", "decide", "sync", "sample"],
};

#[test]
fn rules_import_only_from_the_layers_above_their_own() {
    assert_eq!(RULES.against(), Vec::<String>::new());
}

#[test]
fn every_file_of_the_rules_is_in_a_layer() {
    assert_eq!(RULES.beside("/lib.rs"), Vec::<String>::new());
}

#[test]
fn an_import_against_the_layers_is_noticed_however_it_is_written() {
    let found = |code: &str| {
        let module = vec!["figures".to_owned(), "fact".to_owned()];
        imports(module, code).into_iter().map(|it| it.join("::")).collect::<Vec<_>>()
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
