//! Every requirement id cited in a comment is explained in `app/domain/REQUIREMENTS.md`.

use std::collections::BTreeSet;
use std::path::Path;

use super::source::root;

const PAGE: &str = "app/domain/REQUIREMENTS.md";
/// Prefixes of requirement ids; two digits follow.
const FAMILIES: [&str; 17] = ["R", "T", "F", "C", "E", "FU", "SA", "O", "CO", "AL", "AN", "PL", "SM", "AC", "RP", "DQ", "NF"];

#[test]
fn every_requirement_that_a_comment_cites_is_explained() {
    let page = std::fs::read_to_string(root().join(PAGE)).expect("the page of the requirements");
    let rows: BTreeSet<&str> = page.lines().filter_map(|it| it.strip_prefix("| ")?.split_once(" |")).map(|it| it.0).collect();
    let mut cited = BTreeSet::new();
    for folder in ["app/domain/src", "app/src", "frontend/src", "server/src", "migrations/src", "tests/src"] {
        collect(&root().join(folder), &mut cited);
    }
    assert!(100 < cited.len(), "{cited:?}");
    let unknown: Vec<&String> = cited.iter().filter(|it| !rows.contains(it.as_str())).collect();
    assert_eq!(unknown, Vec::<&String>::new(), "{PAGE} has no row for them");
}

#[test]
fn each_requirement_has_one_row_in_both_languages() {
    let page = std::fs::read_to_string(root().join(PAGE)).expect("the page of the requirements");
    let mut seen = BTreeSet::new();
    for row in page.lines().filter(|it| it.strip_prefix("| ").is_some_and(|row| is_id(row.split(' ').next().unwrap_or_default()))) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        assert!(cells.iter().all(|it| !it.is_empty()) && cells.len() == 3, "{row}");
        let is_chinese = cells[2].chars().any(|it| ('\u{4e00}'..='\u{9fff}').contains(&it));
        assert!(is_chinese && cells[1].chars().any(|it| it.is_ascii_alphabetic()), "{row}");
        assert!(seen.insert(cells[0].to_owned()), "{} has two rows", cells[0]);
    }
    assert!(150 < seen.len(), "{}", seen.len());
}

fn is_id(word: &str) -> bool {
    word.split_once('-')
        .is_some_and(|(family, number)| FAMILIES.contains(&family) && number.len() == 2 && number.bytes().all(|it| it.is_ascii_digit()))
}

/// Collects the ids in the comments of all Rust files below a folder.
fn collect(folder: &Path, cited: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the checkout").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, cited);
        } else if path.extension().is_some_and(|it| it == "rs") {
            let text = std::fs::read_to_string(&path).expect("a source file is text");
            let comments = text.lines().filter(|it| it.trim_start().starts_with("//"));
            let words = comments.flat_map(|comment| comment.split(|it: char| !it.is_ascii_alphanumeric() && it != '-'));
            cited.extend(words.filter(|it| is_id(it)).map(str::to_owned));
        }
    }
}
