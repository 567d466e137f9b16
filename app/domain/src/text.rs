//! What people write: trimmed, within length. Each check returns the cleaned text or the one reason it is not accepted.

use crate::refusal::Refusal;

/// Longest short text (names, titles), in characters.
pub const LINE: u32 = 120;
/// Longest note, in characters.
pub const NOTE: u32 = 2_000;

/// A text that must be there.
pub fn required(raw: &str, longest: u32) -> Result<String, Refusal> {
    match optional(raw, longest)? {
        Some(text) => Ok(text),
        None => Err(Refusal::Missing),
    }
}

/// A text that may be left out; blank counts as left out. Control characters, which no keyboard makes and PostgreSQL does not take, are
/// dropped; line breaks and tabs stay.
pub fn optional(raw: &str, longest: u32) -> Result<Option<String>, Refusal> {
    let printable: String = raw.chars().filter(|it| matches!(it, '\n' | '\t') || !it.is_control()).collect();
    let text = printable.trim();
    if (longest as usize) < text.chars().count() {
        return Err(Refusal::TooLong { longest });
    }
    Ok(if text.is_empty() { None } else { Some(text.to_owned()) })
}

/// An e-mail address as mail servers take it without quotes: `name@host.domain`. Blank counts as left out.
pub fn email(raw: &str) -> Result<Option<String>, Refusal> {
    let Some(address) = optional(raw, 254)? else { return Ok(None) };
    let is_of_name = |it: char| it.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(it);
    let is_label = |it: &str| !it.is_empty() && it.chars().all(|it| it.is_ascii_alphanumeric() || it == '-');
    let (name, host) = address.rsplit_once('@').ok_or(Refusal::Malformed)?;
    let is_name = (1..=64).contains(&name.len()) && name.chars().all(is_of_name) && name.split('.').all(|it| !it.is_empty());
    if is_name && host.contains('.') && host.split('.').all(is_label) { Ok(Some(address)) } else { Err(Refusal::Malformed) }
}

/// A phone number in comparable form: its digits, without the country code of China. Empty when it has none.
pub fn phone_digits(raw: &str) -> String {
    let digits: String = raw.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix("0086").or(digits.strip_prefix("86").filter(|it| it.len() == 11)) {
        Some(rest) => rest.to_owned(),
        None => digits,
    }
}

/// A name in comparable form: lower case, without spaces and punctuation, full-width letters and digits as half-width.
pub fn name_key(raw: &str) -> String {
    raw.chars()
        .map(|it| match it {
            '！'..='～' => char::from_u32(u32::from(it) - 0xFEE0).unwrap_or(it),
            other => other,
        })
        .filter(|it| it.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Keeps the first character of a name: 张*, A*.
pub fn masked_name(name: &str) -> String {
    name.chars().next().map(|it| format!("{it}*")).unwrap_or_default()
}

/// Keeps the last two digits of a phone number, or the domain of an address.
pub fn masked_contact(contact: &str) -> String {
    match contact.split_once('@') {
        Some((_, domain)) => format!("***@{domain}"),
        None if contact.is_empty() => String::new(),
        None => {
            let kept: Vec<char> = contact.chars().rev().take(2).collect();
            format!("***{}", kept.into_iter().rev().collect::<String>())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_phone_is_the_same_digits() {
        for raw in ["138-0013-8000", "+86 138 0013 8000", "0086 13800138000", "13800138000"] {
            assert_eq!(phone_digits(raw), "13800138000", "{raw}");
        }
        assert_eq!(phone_digits("021-8612 3456"), "02186123456");
    }

    #[test]
    fn the_same_name_is_the_same_key() {
        assert_eq!(name_key("ＡＢＣ（上海）有限公司"), name_key("abc(上海) 有限公司"));
        assert_ne!(name_key("甲公司"), name_key("乙公司"));
    }

    #[test]
    fn an_email_address_is_one_that_mail_servers_take() {
        assert_eq!(email("  li.na+crm@mail.acme.cn "), Ok(Some("li.na+crm@mail.acme.cn".to_owned())));
        assert_eq!(email("  "), Ok(None));
        for wrong in
            ["li", "li@", "@acme.cn", "li@acme", "li na@acme.cn", "li@acme..cn", "a..b@acme.cn", "李@acme.cn", "li@acme.cn>", "a@b@acme.cn"]
        {
            assert_eq!(email(wrong), Err(Refusal::Malformed), "{wrong}");
        }
        assert_eq!(email(&format!("{}@acme.cn", "a".repeat(300))), Err(Refusal::TooLong { longest: 254 }));
    }

    #[test]
    fn masks_keep_what_is_needed_to_recognise() {
        assert_eq!(masked_name("张三"), "张*");
        assert_eq!(masked_contact("13800138000"), "***00");
        assert_eq!(masked_contact("li@acme.cn"), "***@acme.cn");
        assert_eq!(masked_contact(""), "");
    }

    #[test]
    fn length_is_in_characters() {
        assert_eq!(required("  ", LINE), Err(Refusal::Missing));
        assert_eq!(required(&"字".repeat(120), LINE).map(|it| it.chars().count()), Ok(120));
        assert_eq!(required(&"字".repeat(121), LINE), Err(Refusal::TooLong { longest: 120 }));
    }
}
