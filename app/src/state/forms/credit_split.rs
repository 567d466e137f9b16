//! The split of an order's credit as typed: a person and a percentage at each place.

use domain::records::order::{CreditShare, CreditSplit};
use domain::values::field::{Field, SplitPart};
use domain::values::ids::PersonId;
use domain::values::money::Share;
use domain::values::refusal::{Refusal, Refusals};
use domain::values::text::is_blank;

/// Person and percentage of one place, as typed.
pub type SplitRow = (String, String);

/// The places that are filled.
pub fn filled(rows: &[SplitRow]) -> Vec<usize> {
    let is_filled = |at: &usize| !is_blank(&rows[*at].0) || !is_blank(&rows[*at].1);
    (0..rows.len().min(CreditSplit::MOST)).filter(is_filled).collect()
}

/// Reads the filled places. Returns the shares, or every mistake at its place.
pub fn read(rows: &[SplitRow]) -> Result<Vec<CreditShare>, Refusals> {
    let mut refusals = Refusals::default();
    let mut shares = Vec::new();
    for at in filled(rows) {
        let (person, share) = &rows[at];
        let person = person.parse::<PersonId>().map_err(|_| Refusal::Missing);
        let person = refusals.keep(Field::SplitOf(at, SplitPart::Person), person);
        let share = refusals.keep(Field::SplitOf(at, SplitPart::Share), Share::parse_percent(share));
        shares.extend(person.zip(share).map(|(person, share)| CreditShare { person, share }));
    }
    refusals.into_result().map(|()| shares)
}

/// The sum of the percentages that can be read.
pub fn sum(rows: &[SplitRow]) -> Share {
    let shares = rows.iter().filter_map(|it| Share::parse_percent(&it.1).ok());
    Share(shares.fold(0, |sum, it| sum.saturating_add(it.0)))
}

/// Renames refusals from the index of a share to its place on the form.
pub fn by_place(refusals: &Refusals, rows: &[SplitRow]) -> Refusals {
    let places = filled(rows);
    refusals.renamed(|field| match field {
        Field::SplitOf(at, part) => Field::SplitOf(places.get(at).copied().unwrap_or(at), part),
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(typed: &[(&str, &str)]) -> Vec<SplitRow> {
        typed.iter().map(|(person, share)| ((*person).to_owned(), (*share).to_owned())).collect()
    }

    #[test]
    fn what_is_wrong_stands_at_its_place() {
        let person = PersonId(uuid::Uuid::from_u128(7));
        let id = person.to_string();
        let shares = read(&rows(&[("", ""), (&id, "60"), ("", ""), (&id, "40 %")])).expect("two shares");
        assert_eq!(shares.iter().map(|it| it.share.0).collect::<Vec<_>>(), [6_000, 4_000]);
        let mut expected = Refusals::of(Field::SplitOf(0, SplitPart::Share), Refusal::Missing);
        expected.refuse(Field::SplitOf(2, SplitPart::Person), Refusal::Missing);
        assert_eq!(read(&rows(&[(&id, ""), ("", ""), ("", "40")])), Err(expected));
        let twice = Refusals::of(Field::SplitOf(1, SplitPart::Person), Refusal::Taken);
        let placed = by_place(&twice, &rows(&[(&id, "60"), ("", ""), (&id, "40")]));
        assert_eq!(placed, Refusals::of(Field::SplitOf(2, SplitPart::Person), Refusal::Taken));
        assert_eq!((read(&[]), sum(&rows(&[("", "60"), ("", "x"), ("", "39.99")]))), (Ok(vec![]), Share(9_999)));
    }
}
