//! Rows as text that a spreadsheet takes for cells.

use domain::values::money::Money;

use crate::i18n::NOTHING;

/// Lines of cells separated by tabs, the titles first. Each text is one cell, whatever it contains.
pub fn as_cells(titles: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> String {
    let lines = std::iter::once(titles).chain(rows);
    lines.map(|cells| cells.iter().map(|it| cell(it)).collect::<Vec<_>>().join("\t")).collect::<Vec<_>>().join("\n")
}

/// An amount in yuan without separators or sign of the currency: `-1234.50`.
pub fn plain_money(amount: Money) -> String {
    let cents = amount.0.unsigned_abs();
    format!("{}{}.{:02}", if amount.0 < 0 { "-" } else { "" }, cents / 100, cents % 100)
}

/// One cell: on one line, empty instead of a dash, and never a formula.
fn cell(text: &str) -> String {
    let line = text.split(['\t', '\n', '\r']).map(str::trim).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ");
    if line == NOTHING {
        return String::new();
    }
    if line.starts_with('"') {
        return format!("\"{}\"", line.replace('"', "\"\""));
    }
    // A spreadsheet computes what begins with one of these signs. Numbers and phone numbers may.
    let is_number = |text: &str| text.chars().all(|it| it.is_ascii_digit() || matches!(it, '.' | ' ' | '-' | '(' | ')'));
    match line.strip_prefix(['+', '-']) {
        Some(rest) if is_number(rest) => line,
        None if !line.starts_with(['=', '@']) => line,
        _ => format!("'{line}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_one_cell() {
        for (text, expected) in [
            ("上海达明", "上海达明"),
            ("两行\n的\t说明", "两行 的 说明"),
            (" 首尾 \r\n", "首尾"),
            (NOTHING, ""),
            ("", ""),
            ("\"好\"客户", "\"\"\"好\"\"客户\""),
            ("说\"好\"", "说\"好\""),
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("@SUM(1)", "'@SUM(1)"),
            ("+cmd|1", "'+cmd|1"),
            ("-1+A1", "'-1+A1"),
            ("+86 138-1234 (0)", "+86 138-1234 (0)"),
            ("-1234.50", "-1234.50"),
        ] {
            assert_eq!(cell(text), expected, "{text:?}");
        }
    }

    #[test]
    fn rows_are_lines_below_their_titles() {
        let row = |name: &str, amount: i64| vec![name.to_owned(), plain_money(Money(amount))];
        let rows = [row("甲\t公司", 12_500_050), row("乙", -5)];
        assert_eq!(as_cells(vec!["客户".into(), "金额".into()], rows.into_iter()), "客户\t金额\n甲 公司\t125000.50\n乙\t-0.05");
    }
}
