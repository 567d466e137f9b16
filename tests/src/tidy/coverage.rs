//! Every requirement of roles, targets, formulas, customers, dictionaries, follow-ups, orders and alerts names a test that exists.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{root, rust_files};

/// Requirement prefixes and the number of requirements of each: those of roles, targets and formulas need a test of the rule and a journey.
const BOTH_TESTED: [(&str, u32); 3] = [("R", 12), ("T", 13), ("F", 21)];
const REQUIREMENTS: [(&str, u32); 7] = [("C", 23), ("E", 24), ("FU", 10), ("SA", 9), ("O", 6), ("CO", 2), ("AL", 15)];

/// The requirements that lack a part, which the file names. Remove one when its part is built; never add one for a part that was there.
const MISSING: [&str; 4] = ["R-02", "R-03", "R-04", "R-09"];

/// Says why a requirement has no journey.
const NO_SCREEN: &str = "no screen: ";

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

fn rust() -> String {
    ["app", "server", "tests/src"].into_iter().flat_map(rust_files).map(|it| it.code).collect::<Vec<_>>().join("\n")
}

fn ids(families: &[(&str, u32)]) -> BTreeSet<String> {
    families.iter().flat_map(|(prefix, n)| (1..=*n).map(move |number| format!("{prefix}-{number:02}"))).collect()
}

/// The tests that a line names.
fn names(line: &str) -> Vec<&str> {
    line.split('`').skip(1).step_by(2).collect()
}

/// What a line of a requirement with rule and screen lacks; empty if nothing.
fn lacks(line: &str, rust: &str, journeys: &str) -> Vec<&'static str> {
    let is_any = |rust: &str, journeys: &str| names(line).iter().any(|it| is_there(it, rust, journeys));
    let says_why = line.split_once(NO_SCREEN).is_some_and(|it| !it.1.trim().is_empty());
    [(is_any(rust, ""), "a test of the rule"), (says_why || is_any("", journeys), "a journey")]
        .into_iter()
        .filter_map(|(has, what)| (!has).then_some(what))
        .collect()
}

#[test]
fn every_requirement_has_a_test() {
    let file = std::fs::read_to_string(root().join("tests/coverage.md")).expect("tests/coverage.md");
    let (missing, covered): (BTreeMap<_, _>, BTreeMap<_, _>) = lines(&file).into_iter().partition(|it| it.0.ends_with(" missing"));
    let missing: BTreeSet<&str> = missing.keys().filter_map(|it| it.strip_suffix(" missing")).collect();
    assert_eq!(missing, BTreeSet::from(MISSING), "what is not built");

    let (both, one) = (ids(&BOTH_TESTED), ids(&REQUIREMENTS));
    let wanted: BTreeSet<&str> = both.union(&one).map(String::as_str).collect();
    let said: BTreeSet<&str> = covered.keys().copied().chain(missing.iter().copied()).collect();
    assert_eq!(said.symmetric_difference(&wanted).collect::<Vec<_>>(), Vec::<&&str>::new(), "each requirement has one line");

    let (rust, journeys) = (rust(), journeys());
    for (requirement, line) in covered {
        let names = names(line);
        assert!(!names.is_empty(), "{requirement} names no test");
        let absent: Vec<&&str> = names.iter().filter(|it| !is_there(it, &rust, &journeys)).collect();
        assert!(absent.is_empty(), "{requirement} names tests that are not there: {absent:?}");
        if both.contains(requirement) && !missing.contains(requirement) {
            assert_eq!(lacks(line, &rust, &journeys), Vec::<&str>::new(), "{requirement} lacks");
        }
    }
}

#[test]
fn a_line_needs_a_rule_and_a_journey_or_a_reason() {
    let (rust, journeys) = ("#[test]\nfn holds() {\n}\n", "test(\"a visit\", async () => {})");
    for (line, expected) in [
        ("`holds`, `a visit`", vec![]),
        ("`holds`; no screen: the server does it alone", vec![]),
        ("`holds`; no screen: ", vec!["a journey"]),
        ("`holds`", vec!["a journey"]),
        ("`a visit`", vec!["a test of the rule"]),
        ("", vec!["a test of the rule", "a journey"]),
    ] {
        assert_eq!(lacks(line, rust, journeys), expected, "{line}");
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
