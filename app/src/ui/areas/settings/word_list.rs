//! A list of words in one field, one a line.

/// The lines that are not blank, without the space around them.
pub fn read(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_are_no_words() {
        for (text, words) in [("", vec![]), (" \n\n", vec![]), ("路演", vec!["路演"]), (" 路演 \r\n\n拜年", vec!["路演", "拜年"])]
        {
            assert_eq!(read(text), words, "{text:?}");
        }
    }
}
