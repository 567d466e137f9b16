//! Compares company names without their legal form.

use super::han::Han;
use crate::values::text;

/// Chinese legal forms at the end of a name, in comparable form. A longer form precedes the shorter one it ends with.
const CHINESE: [&str; 7] = ["有限责任公司", "股份有限公司", "有限公司", "股份公司", "集团", "股份", "公司"];

/// Words of English legal forms at the end of a name.
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
    /// A comparison key for company names: simplified, without punctuation and legal form. 國際東方（集團）有限公司 equals 国际东方股份有限公司, and Acme Co., Ltd.
    /// equals ACME Inc.
    pub fn company_key(&self, name: &str) -> String {
        // Normalise before splitting into words: some compatibility characters count as symbols.
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
        // A name that is nothing but a legal form keeps it.
        if key.is_empty() { whole } else { key.to_owned() }
    }
}
