//! Cells that a person pastes from a spreadsheet.

/// The cells of a pasted text: lines of cells separated by tabs, as spreadsheets copy them. A cell in quotes may hold line breaks and doubled quotes.
pub fn cells_of(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut chars = text.chars().peekable();
    let mut is_quoted = false;
    while let Some(char) = chars.next() {
        let row = rows.last_mut();
        let Some(cell) = row.and_then(|it| it.last_mut()) else { continue };
        match char {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if cell.is_empty() => is_quoted = true,
            '\t' if !is_quoted => rows.last_mut().into_iter().for_each(|it| it.push(String::new())),
            '\r' if !is_quoted => {}
            '\n' if !is_quoted => rows.push(vec![String::new()]),
            other => cell.push(other),
        }
    }
    // Spreadsheets end the last line, too.
    while rows.last().is_some_and(|row| row.iter().all(|it| it.trim().is_empty())) {
        rows.pop();
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_spreadsheets_copy_them() {
        for (text, cells) in [
            ("", vec![]),
            ("a\tb\r\nc\t\r\n", vec![vec!["a", "b"], vec!["c", ""]]),
            ("\"a\nb\"\t\"say \"\"x\"\"\"\n\n", vec![vec!["a\nb", "say \"x\""]]),
            ("a\n\nb", vec![vec!["a"], vec![""], vec!["b"]]),
        ] {
            assert_eq!(cells_of(text), cells, "{text:?}");
        }
    }
}
