//! What a person pastes from a spreadsheet: which cell gets which text. All of it or nothing.

/// A cell by row and column.
pub type CellAt = (usize, usize);

/// Where a paste begins, and what it can reach.
pub struct PasteInto<'a> {
    pub at: CellAt,
    /// The names of the rows.
    pub names: &'a [String],
    pub n_columns: usize,
}

/// Why nothing was pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasteError {
    /// It reaches beyond the table: its rows and columns, and those there is room for.
    TooLarge { pasted: CellAt, fits: CellAt },
    /// Its first column holds names, and the table has no row of this name.
    NoSuchRow(String),
}

/// The texts by cell. Blank cells change nothing and are left out. If the first column of several holds names, its lines go to the rows of these
/// names, whatever their order, and a first line of titles is skipped; else the block goes to the right and down from where it is pasted.
pub fn placed(block: &[Vec<String>], into: &PasteInto<'_>) -> Result<Vec<(CellAt, String)>, PasteError> {
    let width = block.iter().map(Vec::len).max().unwrap_or_default();
    let named = |line: &[String]| into.names.iter().position(|it| line.first().is_some_and(|cell| cell.trim() == it));
    if 2 <= width && block.iter().any(|it| named(it).is_some()) {
        return placed_by_name(block, width, into);
    }
    let (row, column) = into.at;
    let fits = (into.names.len().saturating_sub(row), into.n_columns.saturating_sub(column));
    if fits.0 < block.len() || fits.1 < width {
        return Err(PasteError::TooLarge { pasted: (block.len(), width), fits });
    }
    let cells = block
        .iter()
        .enumerate()
        .flat_map(|(by, line)| line.iter().enumerate().map(move |(along, text)| ((row + by, column + along), text)));
    Ok(cells.map(|(at, text)| (at, text.trim().to_owned())).filter(|it| !it.1.is_empty()).collect())
}

fn placed_by_name(block: &[Vec<String>], width: usize, into: &PasteInto<'_>) -> Result<Vec<(CellAt, String)>, PasteError> {
    // A whole table begins at the first column, wherever it is pasted.
    let first = if width - 1 == into.n_columns { 0 } else { into.at.1 };
    let room = into.n_columns - first.min(into.n_columns);
    if room < width - 1 {
        return Err(PasteError::TooLarge { pasted: (block.len(), width - 1), fits: (into.names.len(), room) });
    }
    let mut placed = Vec::new();
    for (at, line) in block.iter().enumerate() {
        let (name, cells) = line.split_first().map_or(("", &[][..]), |(name, cells)| (name.trim(), cells));
        let Some(row) = into.names.iter().position(|it| it == name) else {
            let is_title = at == 0 && !cells.iter().any(|it| it.trim().parse::<f64>().is_ok());
            if is_title || line.iter().all(|it| it.trim().is_empty()) {
                continue;
            }
            return Err(PasteError::NoSuchRow(name.to_owned()));
        };
        let texts = cells.iter().enumerate().map(|(along, text)| ((row, first + along), text.trim().to_owned()));
        placed.extend(texts.filter(|it| !it.1.is_empty()));
    }
    Ok(placed)
}

#[cfg(test)]
mod tests {
    use domain::values::pasted::cells_of;

    use super::*;

    fn names() -> Vec<String> {
        ["王芳", "李强", "张敏"].map(str::to_owned).to_vec()
    }

    fn pasted(text: &str, at: CellAt) -> Result<Vec<(CellAt, String)>, PasteError> {
        placed(&cells_of(text), &PasteInto { at, names: &names(), n_columns: 3 })
    }

    fn cells(of: &[(CellAt, &str)]) -> Result<Vec<(CellAt, String)>, PasteError> {
        Ok(of.iter().map(|(at, text)| (*at, (*text).to_owned())).collect())
    }

    #[test]
    fn a_block_goes_to_the_right_and_down() {
        assert_eq!(pasted("1\t2\r\n3\t4\r\n", (1, 1)), cells(&[((1, 1), "1"), ((1, 2), "2"), ((2, 1), "3"), ((2, 2), "4")]));
        assert_eq!(pasted("\"1,\"\"2\"\n", (0, 0)), cells(&[((0, 0), "1,\"2")]));
        assert_eq!(pasted("1\t\t3", (0, 0)), cells(&[((0, 0), "1"), ((0, 2), "3")]), "a blank cell changes nothing");
        assert_eq!(pasted("", (0, 0)), cells(&[]));
    }

    #[test]
    fn a_block_that_does_not_fit_is_refused_as_a_whole() {
        assert_eq!(pasted("1\t2\n3\t4", (2, 1)), Err(PasteError::TooLarge { pasted: (2, 2), fits: (1, 2) }));
        assert_eq!(pasted("1\t2\t3", (0, 1)), Err(PasteError::TooLarge { pasted: (1, 3), fits: (3, 2) }));
        assert_eq!(pasted("1\n2\n3\n4", (0, 0)), Err(PasteError::TooLarge { pasted: (4, 1), fits: (3, 3) }));
    }

    #[test]
    fn lines_with_names_go_to_the_rows_of_these_names() {
        let expected = cells(&[((2, 0), "1"), ((2, 1), "2"), ((2, 2), "3"), ((0, 0), "4"), ((0, 1), "5"), ((0, 2), "6")]);
        assert_eq!(
            pasted("姓名\t1月\t2月\t3月\n张敏\t1\t2\t3\n王芳\t4\t5\t6\n", (1, 2)),
            expected,
            "a whole table begins at the first column"
        );
        assert_eq!(pasted("张敏\t9", (0, 1)), cells(&[((2, 1), "9")]));
        assert_eq!(pasted("张敏\t1\t2\t3\n赵六\t4\t5\t6", (0, 0)), Err(PasteError::NoSuchRow("赵六".into())));
        assert_eq!(
            pasted("赵六\t4\t5\t6\n张敏\t1\t2\t3", (0, 0)),
            Err(PasteError::NoSuchRow("赵六".into())),
            "a line with values is no line of titles"
        );
        assert_eq!(pasted("张敏\t1\t2\t3\t4", (0, 0)), Err(PasteError::TooLarge { pasted: (1, 4), fits: (3, 3) }));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_and_stays_within_the_table(text in "[0-9\t\n\r\"王芳李强a]{0,60}", row in 0..3_usize, column in 0..3_usize) {
            if let Ok(cells) = pasted(&text, (row, column)) {
                for ((row, column), text) in cells {
                    proptest::prop_assert!(row < 3 && column < 3 && !text.trim().is_empty());
                }
            }
        }
    }
}
