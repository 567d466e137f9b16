//! Everything that the README names exists.

use super::source::root;

#[test]
fn every_path_the_readme_names_exists() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README");
    let is_path = |word: &&str| {
        let first = word.split('/').next().unwrap_or_default();
        word.contains('/')
            && ["app", "frontend", "server", "migrations", "style", "tests", "xtask"].contains(&first)
            && !word.contains(['<', '*', ' ', '…'])
    };
    let missing: Vec<&str> = readme.split('`').skip(1).step_by(2).filter(is_path).filter(|it| !root().join(it).exists()).collect();
    assert!(missing.is_empty(), "the README names what is not there: {missing:?}");
}
