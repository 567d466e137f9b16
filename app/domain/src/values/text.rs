//! Validation of text input: cleaning and length limits. Each check returns the cleaned text or the reason for refusing it.

mod fold;

pub use fold::{KEYS_VERSION, fold, is_blank, plain};

use crate::values::refusal::Refusal;

/// Maximum length of a short text (name, title), in characters.
pub const LINE: u32 = 120;
/// Maximum length of a note, in characters.
pub const NOTE: u32 = 2_000;

/// A required text.
pub fn required(raw: &str, longest: u32) -> Result<String, Refusal> {
    match optional(raw, longest)? {
        Some(text) => Ok(text),
        None => Err(Refusal::Missing),
    }
}

/// An optional text; one without visible characters counts as empty. Drops control characters (no keyboard produces them, and PostgreSQL rejects
/// some) and the invisible ones that copying adds. Keeps line breaks and tabs.
pub fn optional(raw: &str, longest: u32) -> Result<Option<String>, Refusal> {
    let is_kept = |it: &char| matches!(it, '\n' | '\t') || !(it.is_control() || fold::is_stray(*it));
    let printable: String = raw.chars().filter(is_kept).collect();
    let text = printable.trim();
    if is_blank(text) {
        return Ok(None);
    }
    within(text.to_owned(), longest).map(Some)
}

/// A record number, phone number or account name. Stored in its [`plain`] form, so that it is the same from every keyboard. One without visible
/// characters counts as empty.
pub fn code(raw: &str, longest: u32) -> Result<Option<String>, Refusal> {
    let text = plain(raw);
    if text.is_empty() { Ok(None) } else { within(text, longest).map(Some) }
}

fn within(text: String, longest: u32) -> Result<String, Refusal> {
    if (longest as usize) < text.chars().count() { Err(Refusal::TooLong { longest }) } else { Ok(text) }
}

/// An e-mail address in its [`plain`] form, with the Chinese full stop replaced by a dot.
pub fn address(raw: &str, longest: u32) -> Result<Option<String>, Refusal> {
    code(&raw.replace(['。', '｡'], "."), longest)
}

/// A machine-made text, such as a URL or a key, kept unchanged. Blank counts as empty. Refuses control characters and inner whitespace, because
/// dropping them would change the meaning.
pub fn token(raw: &str, longest: u32) -> Result<Option<String>, Refusal> {
    let token = raw.trim();
    if (longest as usize) < token.chars().count() {
        return Err(Refusal::TooLong { longest });
    }
    if token.chars().any(|it| it.is_control() || it.is_whitespace()) {
        return Err(Refusal::Malformed);
    }
    Ok(if token.is_empty() { None } else { Some(token.to_owned()) })
}

/// An e-mail address that mail servers accept without quoting: `name@host.domain`. Blank counts as empty.
pub fn email(raw: &str) -> Result<Option<String>, Refusal> {
    let Some(address) = address(raw, 254)? else { return Ok(None) };
    let is_of_name = |it: char| it.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(it);
    let is_label = |it: &str| !it.is_empty() && it.chars().all(|character| character.is_ascii_alphanumeric() || character == '-');
    let (name, host) = address.rsplit_once('@').ok_or(Refusal::Malformed)?;
    let is_name = (1..=64).contains(&name.len()) && name.chars().all(is_of_name) && name.split('.').all(|it| !it.is_empty());
    if is_name && host.contains('.') && host.split('.').all(is_label) { Ok(Some(address)) } else { Err(Refusal::Malformed) }
}

/// A name in comparable form: its [`fold`] without spaces and punctuation. A name of symbols alone keeps them.
pub fn name_key(raw: &str) -> String {
    let folded = fold(raw);
    let letters: String = folded.chars().filter(|it| it.is_alphanumeric()).collect();
    if letters.is_empty() { folded.replace(' ', "") } else { letters }
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

/// Fewest digits that count as a phone number.
const PHONE: usize = 7;

/// Whether these words contain contact details: enough digits for a phone number, or an e-mail address.
pub fn shows_contact(words: &str) -> bool {
    words.contains(['@', '＠']) || PHONE <= words.chars().filter(|it| it.is_numeric()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_is_the_same_key() {
        assert_eq!(name_key("ＡＢＣ（上海）有限公司"), name_key("abc(上海) 有限公司"));
        assert_eq!(name_key("⼴州⼭⽔"), name_key("广州\u{200B}山水"));
        assert_ne!(name_key("甲公司"), name_key("乙公司"));
        assert_ne!(name_key("★★"), name_key("☆☆"));
    }

    #[test]
    fn an_email_address_is_one_that_mail_servers_take() {
        assert_eq!(email("  li.na+crm@mail.acme.cn "), Ok(Some("li.na+crm@mail.acme.cn".to_owned())));
        assert_eq!(email("ｌｉ@acme。cn\u{200B}"), Ok(Some("li@acme.cn".to_owned())));
        assert_eq!(email("  "), Ok(None));
        for wrong in
            ["li", "li@", "@acme.cn", "li@acme", "li na@acme.cn", "li@acme..cn", "a..b@acme.cn", "李@acme.cn", "li@acme.cn>", "a@b@acme.cn"]
        {
            assert_eq!(email(wrong), Err(Refusal::Malformed), "{wrong}");
        }
        assert_eq!(email(&format!("{}@acme.cn", "a".repeat(300))), Err(Refusal::TooLong { longest: 254 }));
    }

    #[test]
    fn a_token_is_kept_unchanged_or_refused() {
        assert_eq!(token(" https://a.cn/x?key=1 ", 99), Ok(Some("https://a.cn/x?key=1".to_owned())));
        assert_eq!(token(" ", 99), Ok(None));
        for wrong in ["https://a.cn/\0", "a\nb", "a b", "a\u{85}b"] {
            assert_eq!(token(wrong, 99), Err(Refusal::Malformed), "{wrong:?}");
        }
        assert_eq!(token("abc", 2), Err(Refusal::TooLong { longest: 2 }));
    }

    #[test]
    fn masks_keep_what_is_needed_to_recognise() {
        assert_eq!(masked_name("张三"), "张*");
        assert_eq!(masked_contact("13800138000"), "***00");
        assert_eq!(masked_contact("li@acme.cn"), "***@acme.cn");
        assert_eq!(masked_contact(""), "");
    }

    #[test]
    fn a_text_without_visible_characters_is_missing() {
        for raw in ["\u{200B}", " \u{3000}\u{FEFF}", "\u{200D}", "\u{2800}", "\u{7}"] {
            assert_eq!(required(raw, LINE), Err(Refusal::Missing), "{raw:?}");
            assert_eq!((optional(raw, NOTE), code(raw, LINE), email(raw)), (Ok(None), Ok(None), Ok(None)), "{raw:?}");
        }
        assert_eq!(required("\u{FEFF}上海\u{200B}精工\u{202C} ", LINE), Ok("上海精工".to_owned()));
        // Joiners that hold an emoji together stay.
        assert_eq!(optional("👩\u{200D}💻 ❤\u{FE0F}", LINE), Ok(Some("👩\u{200D}💻 ❤\u{FE0F}".to_owned())));
        assert_eq!(code(" ＳＯ－２０２６　００１\u{200E}", LINE), Ok(Some("SO-2026 001".to_owned())));
    }

    #[test]
    fn length_is_in_characters() {
        assert_eq!(required("  ", LINE), Err(Refusal::Missing));
        assert_eq!(required(&"字".repeat(120), LINE).map(|it| it.chars().count()), Ok(120));
        assert_eq!(required(&"字".repeat(121), LINE), Err(Refusal::TooLong { longest: 120 }));
    }
}
