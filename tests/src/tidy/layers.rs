//! The allowed directions of dependencies (README, "The invariants").

use super::source::{SourceFile, never, root, rust_files};

#[test]
fn the_rules_read_no_clock_no_random_source_and_no_hash_order() {
    let words = ["SystemTime", "Instant::now", "std::env", "HashMap", "HashSet", "thread_rng", "now_v7", "new_v4", "std::fs", "std::net"];
    // Only tests read and write the golden files.
    let tests = ["/golden.rs", "/tests", "sample/wire.rs"];
    never(&rust_files("app/domain/src"), &words, &tests, "the rules must give the same answer everywhere and always");
}

#[test]
fn the_rules_use_no_floats() {
    // The JSON of tagged enums refuses floats, and names them for that.
    let except = ["/tests", "values/tagged/"];
    never(&rust_files("app/domain/src"), &["f64", "f32"], &except, "wasm and native must agree to the last bit");
}

#[test]
fn the_table_of_characters_is_fetched_later_and_no_rule_needs_it() {
    never(
        &rust_files("app/domain/src"),
        &["search::"],
        &["domain/src/values/search/", "domain/src/values.rs"],
        "a phone decides before the table is there",
    );
    for client in ["app/src", "frontend/src"] {
        never(&rust_files(client), &["Han::TEXT"], &[], "the first load is without the table");
    }
}

#[test]
fn the_app_uses_no_database_and_axum_in_two_places() {
    let app = rust_files("app/src");
    never(&app, &["sea_orm", "sqlx"], &[], "the database belongs to the server");
    never(&app, &["axum::", "leptos_axum"], &["api/caller.rs", "api/error.rs"], "axum is met at the network surface only");
}

#[test]
fn only_the_chart_binding_checks_the_target() {
    let words = ["cfg(target_arch", "cfg!(target_arch"];
    never(&rust_files("app/src"), &words, &["ui/charts/"], "what is peculiar to a browser lives in frontend");
}

#[test]
fn screens_write_through_the_notebook() {
    let words = ["api::sync", "exchange("];
    never(&rust_files("app/src/ui"), &words, &[], "a business write is a command committed to the notebook");
}

#[test]
fn screens_take_permissions_from_the_rules() {
    // A list of all roles and a role's name are not permission checks.
    let shown = |it: SourceFile| SourceFile { code: it.without_tests().replace("Role::ALL", ""), ..it };
    let screens: Vec<SourceFile> = rust_files("app/src/ui").into_iter().map(shown).collect();
    let words = ["Role::", ".role ==", ".role !=", "actor().role", ".imports", ".covers(", "may_change("];
    never(&screens, &words, &[], "permissions are functions of domain::access::permissions, which the decisions use too");
}

#[test]
fn screens_name_customers_by_one_function() {
    let names_by_itself = |line: &&str| line.contains("book.customer(") && line.contains("profile.name");
    for file in rust_files("app/src/ui") {
        let found = file.without_tests().lines().find(names_by_itself);
        assert_eq!(found, None, "{}: state::customer_name also knows the name of a customer that was handed over", file.path);
    }
}

#[test]
fn sql_is_only_in_the_database_modules() {
    let words = ["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM"];
    // The doctor inspects the database itself, not the data in it.
    let except = ["server/src/db/", "server/src/sync/", "server/src/rollup", "server/src/live.rs", "server/src/cli/doctor.rs"];
    never(&rust_files("server/src"), &words, &except, "nobody else writes SQL");
}

#[test]
fn sync_is_broken_on_purpose_in_one_place_on_each_side() {
    for (folder, place) in [("server/src", "server/src/sync/faults.rs"), ("app/src", "app/src/sync/replica/faults.rs")] {
        never(&rust_files(folder), &["values::broken", "is_broken("], &[place], "the simulation's faults are one type");
    }
}

#[test]
fn migrations_use_no_crate_of_the_workspace() {
    let words = ["domain::", "app::", "server::"];
    never(&rust_files("migrations/src"), &words, &[], "a shipped migration must never change its meaning");
}

#[test]
fn only_the_frontend_enables_csr_and_only_on_wasm() {
    for manifest in ["Cargo.toml", "app/Cargo.toml", "app/domain/Cargo.toml", "server/Cargo.toml", "tests/Cargo.toml"] {
        let text = std::fs::read_to_string(root().join(manifest)).expect("a manifest");
        assert!(!text.contains("\"csr\""), "{manifest} turns on csr: with ssr in one build every event handler vanishes");
    }
    let frontend = std::fs::read_to_string(root().join("frontend/Cargo.toml")).expect("a manifest");
    let (before, _) = frontend.split_once("[target.'cfg(target_arch = \"wasm32\")'.dependencies]").expect("a table for wasm alone");
    assert!(!before.contains("leptos"), "the frontend knows Leptos on wasm only");
}

#[test]
fn json_is_read_from_text_not_from_a_tree() {
    // These are only written so, or name their variant first and are read from the outermost text.
    let except = ["values/tagged", "book/record.rs", "analytics/series.rs", "api/error.rs"];
    for folder in ["app/domain/src", "app/src", "frontend/src", "server/src"] {
        for file in rust_files(folder).iter().filter(|it| !except.iter().any(|part| it.path.contains(part))) {
            let through_a_tree =
                |line: &&str| line.contains("serde(") && ["tag = ", "untagged", "flatten"].iter().any(|it| line.contains(it));
            let found = file.code.lines().find(through_a_tree);
            assert_eq!(
                found, None,
                "{}: what contains a type of values::tagged cannot be read from a tree; use tagged! instead",
                file.path
            );
        }
    }
}

#[test]
fn the_code_has_no_stubs_and_no_allow() {
    let mut files = Vec::new();
    for folder in ["app/src", "app/domain/src", "server/src", "frontend/src", "migrations/src", "xtask/src"] {
        files.extend(rust_files(folder));
    }
    never(&files, &["todo!(", "unimplemented!(", "#[allow("], &[], "no stubs; an exception to a lint says why with #[expect]");
}
