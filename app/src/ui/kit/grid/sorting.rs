//! The order of the rows of a table, as its address keeps it.

use super::SortKey;

/// A column that the rows are sorted by. Without one, rows keep the order of their list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridSort {
    /// The id of the column; one that the table does not have changes nothing.
    pub column: String,
    pub is_descending: bool,
}

impl GridSort {
    /// Parses the word of an address: `amount`, or `-amount` for descending.
    pub fn parse(word: &str) -> Option<GridSort> {
        let (column, is_descending) = word.strip_prefix('-').map_or((word, false), |it| (it, true));
        (!column.is_empty()).then(|| GridSort { column: column.to_owned(), is_descending })
    }

    /// The word of an address.
    pub fn word(&self) -> String {
        format!("{}{}", if self.is_descending { "-" } else { "" }, self.column)
    }

    /// The order after a press on the head of a column: ascending, descending, then that of the list.
    pub fn pressed(now: Option<&GridSort>, column: &str) -> Option<GridSort> {
        match now.filter(|it| it.column == column) {
            None => Some(GridSort { column: column.to_owned(), is_descending: false }),
            Some(sort) => (!sort.is_descending).then(|| GridSort { is_descending: true, ..sort.clone() }),
        }
    }
}

/// The rows sorted by their keys. Rows with equal keys keep their order in both directions; rows without a key come last in both.
pub fn sorted<R: Copy>(rows: &[R], key: impl Fn(R) -> Option<SortKey>, is_descending: bool) -> Vec<R> {
    let mut keyed: Vec<(Option<SortKey>, R)> = rows.iter().map(|row| (key(*row), *row)).collect();
    keyed.sort_by(|(a, _), (b, _)| match (a, b) {
        (Some(a), Some(b)) if is_descending => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    });
    keyed.into_iter().map(|(_, row)| row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_rows_keep_their_order_and_rows_without_a_value_come_last_in_both_directions() {
        let rows = [('a', Some(2)), ('b', None), ('c', Some(1)), ('d', Some(2)), ('e', None), ('f', Some(1))];
        let names = |is_descending| {
            let key = |(_, value): (char, Option<i64>)| value.map(SortKey::Number);
            sorted(&rows, key, is_descending).into_iter().map(|(name, _)| name).collect::<String>()
        };
        assert_eq!((names(false).as_str(), names(true).as_str()), ("cfadbe", "adcfbe"));
    }

    #[test]
    fn a_head_is_pressed_through_ascending_descending_and_the_order_of_the_list() {
        let mut now = None;
        let mut said = Vec::new();
        for column in ["amount", "amount", "amount", "amount", "name"] {
            now = GridSort::pressed(now.as_ref(), column);
            said.push(now.as_ref().map(GridSort::word).unwrap_or_default());
        }
        assert_eq!(said, ["amount", "-amount", "", "amount", "name"]);
    }

    #[test]
    fn the_word_of_an_address_reads_back() {
        for word in ["amount", "-amount"] {
            assert_eq!(GridSort::parse(word).map(|it| it.word()).as_deref(), Some(word));
        }
        assert_eq!((GridSort::parse(""), GridSort::parse("-")), (None, None));
    }
}
