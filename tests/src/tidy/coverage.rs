//! Every requirement of customers, dictionaries, follow-ups, orders and alerts names a test that exists.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{root, rust_files};

/// Requirement prefixes and the number of requirements of each.
const REQUIREMENTS: [(&str, u32); 7] = [("C", 23), ("E", 24), ("FU", 10), ("SA", 9), ("O", 6), ("CO", 2), ("AL", 15)];

/// The lines `- C-01: …` of the file, by requirement id.
fn lines(file: &str) -> BTreeMap<&str, &str> {
    file.lines().filter_map(|it| it.strip_prefix("- ")?.split_once(": ")).collect()
}

/// Whether a test of this name exists: a Rust test function or the title of a browser test.
fn is_there(name: &str, rust: &str, journeys: &str) -> bool {
    let call = format!("fn {name}(");
    rust.match_indices(&call).any(|(at, _)| is_test(&rust[..at])) || journeys.contains(&format!("test(\"{name}\""))
}

/// Whether the function after this text is a test: its attributes are between it and the previous item.
fn is_test(before: &str) -> bool {
    let ends_an_item = |it: &&str| !matches!(it.trim(), "" | "}" | "});" | "};");
    let attributes = before.trim_end().lines().rev().take_while(ends_an_item);
    ["#[test]", "#[rstest]", "#[tokio::test]", "#[tokio::test("].iter().any(|it| attributes.clone().any(|line| line.trim().starts_with(it)))
}

fn journeys() -> String {
    let folder = std::fs::read_dir(root().join("tests/e2e")).expect("the journeys");
    let files = folder.flatten().map(|it| it.path()).filter(|it| it.to_string_lossy().ends_with(".spec.ts"));
    files.map(|it| std::fs::read_to_string(it).expect("a journey is text")).collect()
}

#[test]
fn every_requirement_has_a_test() {
    let file = std::fs::read_to_string(root().join("tests/coverage.md")).expect("tests/coverage.md");
    let covered = lines(&file);
    let wanted: BTreeSet<String> =
        REQUIREMENTS.iter().flat_map(|(prefix, n)| (1..=*n).map(move |number| format!("{prefix}-{number:02}"))).collect();
    let said: BTreeSet<String> = covered.keys().map(|it| (*it).to_owned()).collect();
    assert_eq!(said.symmetric_difference(&wanted).collect::<Vec<_>>(), Vec::<&String>::new(), "each requirement has one line");

    let rust: String = ["app", "server", "tests/src"].into_iter().flat_map(rust_files).map(|it| it.code).collect::<Vec<_>>().join("\n");
    let journeys = journeys();
    for (requirement, tests) in covered {
        let names: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "{requirement} names no test");
        let missing: Vec<&&str> = names.iter().filter(|it| !is_there(it, &rust, &journeys)).collect();
        assert!(missing.is_empty(), "{requirement} names tests that are not there: {missing:?}");
    }
}

#[test]
fn a_helper_function_is_not_taken_for_a_test() {
    let rust = "#[test]\nfn holds() {\n}\nfn helper() {\n}\n\n#[rstest]\n#[case(1)]\n#[tokio::test]\nasync fn tells(#[case] n: u32) {\n}\n";
    for (name, is_one) in [("holds", true), ("helper", false), ("tells", true), ("hold", false), ("nobody", false)] {
        assert_eq!(is_there(name, rust, ""), is_one, "{name}");
    }
    assert!(is_there("a visit", "", "test(\"a visit\", async () => {})") && !is_there("a visit", "", "test.skip(\"a visit\", …)"));
}
