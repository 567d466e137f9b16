//! One word for one thing: synonyms that users met for the same thing stay out of the texts.

use std::collections::BTreeMap;

use super::source::root;

/// A word that is not used, and the one that is.
const WORDS: [(&str, &str); 5] = [("丢单", "输单"), ("移交", "转交"), ("未回款", "待回款"), ("证明", "凭证"), ("您", "你")];

fn texts() -> Vec<(String, String)> {
    let folder = std::fs::read_dir(root().join("app/locales")).expect("the texts");
    let files = folder.flatten().map(|it| it.path()).filter(|it| it.extension().is_some_and(|ext| ext == "json"));
    files.map(|it| (it.display().to_string(), std::fs::read_to_string(it).expect("texts are text"))).collect()
}

/// The lines that say it in another word, with the word to use.
fn others(text: &str) -> BTreeMap<&str, &'static str> {
    let found = |line| WORDS.iter().find(|it| str::contains(line, it.0)).map(|it| (line, it.1));
    text.lines().filter_map(found).collect()
}

#[test]
fn the_same_thing_has_the_same_word() {
    let files = texts();
    assert!(20 < files.len(), "{} files", files.len());
    for (file, text) in &files {
        assert_eq!(others(text), BTreeMap::new(), "{file}");
    }
}

#[test]
fn another_word_is_found() {
    assert_eq!(others("\"a\": \"移交客户\"\n\"b\": \"转交客户\""), BTreeMap::from([("\"a\": \"移交客户\"", "转交")]));
}
