//! Turns `locales/*.json` into one table for the compiler, so that a missing word or a misspelt argument stops the build and nothing is parsed
//! while the app runs. A file is an area (`customers.json` holds `customers.*`); a leaf is `["中文", "English"]`, side by side.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use serde_json::Value;

type Words = BTreeMap<String, [String; 2]>;

fn main() {
    println!("cargo::rerun-if-changed=locales");
    let mut words = Words::new();
    let mut problems = Vec::new();
    let folder = fs::read_dir("locales").expect("app/locales lies beside this file");
    let mut files: Vec<_> = folder.map(|it| it.expect("the folder can be listed").path()).collect();
    files.sort();
    for file in files.iter().filter(|it| it.extension().is_some_and(|it| it == "json")) {
        read(file, &mut words, &mut problems);
    }
    for problem in &problems {
        println!("cargo::error={problem}");
    }
    let table = table(&words);
    let out = env::var("OUT_DIR").expect("Cargo names the folder");
    fs::write(Path::new(&out).join("words.rs"), table).expect("the folder of Cargo is writable");
}

fn read(file: &Path, words: &mut Words, problems: &mut Vec<String>) {
    let area = file.file_stem().and_then(|it| it.to_str()).unwrap_or_default();
    let text = fs::read_to_string(file).expect("a listed file is readable");
    match serde_json::from_str(&text) {
        Ok(value) => collect(area, &value, words, problems),
        Err(error) => problems.push(format!("locales/{area}.json: {error}")),
    }
}

fn collect(key: &str, value: &Value, words: &mut Words, problems: &mut Vec<String>) {
    match value {
        Value::Object(inner) => inner.iter().for_each(|(name, value)| collect(&format!("{key}.{name}"), value, words, problems)),
        Value::Array(texts) => match texts.as_slice() {
            [Value::String(zh), Value::String(en)] if !zh.trim().is_empty() && !en.trim().is_empty() => {
                if arguments(zh) == arguments(en) {
                    words.insert(key.to_owned(), [zh.clone(), en.clone()]);
                } else {
                    problems.push(format!("{key}: the two languages name different arguments"));
                }
            }
            _ => problems.push(format!("{key}: needs [\"中文\", \"English\"], both with words")),
        },
        _ => problems.push(format!("{key}: needs [\"中文\", \"English\"]")),
    }
}

/// The names between braces: `{n}` is replaced, `{n:one|many}` chooses by number.
fn arguments(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|it| it.split('}').next()).map(|it| it.split(':').next().unwrap_or(it)).collect()
}

/// `BTreeMap` gives the keys in order: the lookup at compile time halves its way through them.
fn table(words: &Words) -> String {
    let mut texts = String::new();
    for (key, [zh, en]) in words {
        let named: Vec<&str> = arguments(zh).into_iter().collect();
        writeln!(texts, "    ({key:?}, &{named:?}, [{zh:?}, {en:?}]),").expect("a String takes everything");
    }
    let count = words.len();
    format!(
        "#[expect(clippy::large_const_arrays, reason = \"looked up while compiling\")]\nconst TEXTS: [(&str, &[&str], [&str; 2]); {count}] = [\n{texts}];\n"
    )
}
