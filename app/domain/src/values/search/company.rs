//! Whether two names may be the same company's: without what says only in which legal form it is registered.

use super::han::Han;
use crate::values::text;

/// Forms of a company at the end of a Chinese name, in comparable form; a longer one goes before the shorter one in it.
const CHINESE: [&str; 7] = ["有限责任公司", "股份有限公司", "有限公司", "股份公司", "集团", "股份", "公司"];

/// The words of such forms at the end of an English name.
const ENGLISH: [&str; 17] = [
    "co",
    "company",
    "corp",
    "corporation",
    "inc",
    "incorporated",
    "ltd",
    "limited",
    "llc",
    "plc",
    "gmbh",
    "ag",
    "sa",
    "bv",
    "pte",
    "pty",
    "group",
];

impl Han {
    /// The name of a company in the form in which its other spellings are the same: simplified, without punctuation and legal form.
    /// 國際東方（集團）有限公司 is 国际东方股份有限公司, and Acme Co., Ltd. is ACME Inc.
    pub fn company_key(&self, name: &str) -> String {
        // Before it is cut into words: some copies of a character count as signs.
        let name = &text::plain(name);
        let whole = self.fold(name);
        let mut words: Vec<String> =
            name.split(|it: char| !it.is_alphanumeric()).map(|it| self.fold(it)).filter(|it| !it.is_empty()).collect();
        while 1 < words.len() && words.last().is_some_and(|it| ENGLISH.contains(&it.as_str())) {
            words.pop();
        }
        let joined = words.concat();
        let mut key = joined.as_str();
        while let Some(shorter) = CHINESE.iter().find_map(|form| key.strip_suffix(form)) {
            key = shorter;
        }
        // A name of nothing else is its own.
        if key.is_empty() { whole } else { key.to_owned() }
    }
}
