//! 季节曲线: how a year's target is spread over its months (T-02, T-10). Saved weights, because twelve equal months mislead where a trade has seasons.

use serde::{Deserialize, Serialize};

use crate::values::calendar::{Day, Month, Period};
use crate::values::field::Field;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// The share of each month of the natural year, January first, in any unit: only the proportions count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeasonCurve {
    pub name: String,
    pub months: [u16; 12],
}

impl SeasonCurve {
    /// The largest weight of a month.
    pub const LARGEST: u16 = 10_000;

    /// Reads twelve whole numbers, separated by anything that copying a row of a spreadsheet leaves between them.
    pub fn read_months(raw: &str) -> Result<[u16; 12], Refusal> {
        let plain = text::plain(&raw.replace(['\t', '\n', ',', '，', '、', ';', '；', '%', '％'], " "));
        let numbers: Vec<u16> = plain.split_whitespace().map(|it| it.parse().ok()).collect::<Option<_>>().ok_or(Refusal::Malformed)?;
        let months: [u16; 12] = numbers.try_into().map_err(|_| Refusal::NotTwelve)?;
        check_months(&months).map(|()| months)
    }

    /// The weight of a period: each day weighs its month's weight by the month's days, so that parts of a month and whole quarters are in proportion.
    pub fn weight(&self, period: Period) -> i64 {
        let of_month = |month: i32| {
            let natural = Period::Month(Month(month));
            let days = |first: Day, last: Day| i64::from(last.0 - first.0 + 1).max(0);
            let within = days(period.first().max(natural.first()), period.last().min(natural.last()));
            let weight = i64::from(self.months[month.rem_euclid(12) as usize]);
            // 10,000 keeps what a division by 28 to 31 days would round away.
            weight * 10_000 * within / days(natural.first(), natural.last())
        };
        (period.first().month().0..=period.last().month().0).map(of_month).sum()
    }
}

fn check_months(months: &[u16; 12]) -> Result<(), Refusal> {
    if months.iter().any(|it| SeasonCurve::LARGEST < *it) {
        return Err(Refusal::OutOfRange { least: 0, most: SeasonCurve::LARGEST.into() });
    }
    if months.iter().all(|it| *it == 0) { Err(Refusal::NotPositive) } else { Ok(()) }
}

/// The company's curves, in the order in which they are offered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SeasonCurves(pub Vec<SeasonCurve>);

impl SeasonCurves {
    pub const MOST: usize = 6;

    /// A copy with cleaned names. Refuses each curve at its own fields.
    pub(crate) fn checked(&self, refusals: &mut Refusals) -> SeasonCurves {
        refusals.refuse_if(SeasonCurves::MOST < self.0.len(), Field::SeasonCurves, Refusal::TooLong { longest: SeasonCurves::MOST as u32 });
        let mut curves: Vec<SeasonCurve> = Vec::new();
        for (at, curve) in self.0.iter().enumerate() {
            let name = refusals.keep(Field::SeasonNameAt(at), text::required(&curve.name, text::LINE)).unwrap_or_default();
            let is_taken = !name.is_empty() && curves.iter().any(|it| it.name == name);
            refusals.refuse_if(is_taken, Field::SeasonNameAt(at), Refusal::Taken);
            let _ = refusals.keep(Field::SeasonMonthsAt(at), check_months(&curve.months));
            curves.push(SeasonCurve { name, ..curve.clone() });
        }
        SeasonCurves(curves)
    }

    pub fn named(&self, name: &str) -> Option<&SeasonCurve> {
        self.0.iter().find(|it| it.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::split::split;

    const SECOND_HALF: [u16; 12] = [5, 5, 6, 6, 8, 8, 9, 9, 10, 11, 11, 12];

    fn curve(name: &str, months: [u16; 12]) -> SeasonCurve {
        SeasonCurve { name: name.to_owned(), months }
    }

    #[test]
    fn twelve_months_are_read_from_a_row_of_a_spreadsheet() {
        // T-02.
        for (text, expected) in [
            ("5\t5\t6\t6\t8\t8\t9\t9\t10\t11\t11\t12", Ok(SECOND_HALF)),
            (" 5%，5％、6, 6 8 8 9 9 10 11 11 12\n", Ok(SECOND_HALF)),
            ("５ 5 6 6 8 8 9 9 10 11 11 12", Ok(SECOND_HALF)),
            ("5 5 6", Err(Refusal::NotTwelve)),
            ("", Err(Refusal::NotTwelve)),
            ("5 5 6 6 8 8 9 9 10 11 11 12 1", Err(Refusal::NotTwelve)),
            ("5 5 6 6 8 8 9 9 10 11 11 x", Err(Refusal::Malformed)),
            ("5.5 5 6 6 8 8 9 9 10 11 11 12", Err(Refusal::Malformed)),
            ("-5 5 6 6 8 8 9 9 10 11 11 12", Err(Refusal::Malformed)),
            ("0 0 0 0 0 0 0 0 0 0 0 0", Err(Refusal::NotPositive)),
            ("10000 0 0 0 0 0 0 0 0 0 0 0", Ok([10_000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
            ("10001 0 0 0 0 0 0 0 0 0 0 0", Err(Refusal::OutOfRange { least: 0, most: 10_000 })),
        ] {
            assert_eq!(SeasonCurve::read_months(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_year_by_a_curve_is_the_year_to_the_fen() {
        // T-02, T-10.
        let season = curve("下半年旺季", SECOND_HALF);
        let weights: Vec<i64> = (1..=12).map(|it| season.weight(Period::parse(&format!("2026-{it:02}")).expect("a month"))).collect();
        assert_eq!(weights, SECOND_HALF.map(|it| i64::from(it) * 10_000));
        let parts = split(100_000_001, &weights, 100);
        assert_eq!(parts.iter().sum::<i64>(), 100_000_001);
        assert_eq!(split(100_000_000, &weights, 100), SECOND_HALF.map(|it| i64::from(it) * 1_000_000));
        let quarter = |text: &str| season.weight(Period::parse(text).expect("a quarter"));
        assert_eq!([quarter("2026-Q1"), quarter("2026-Q4"), quarter("2026")], [160_000, 340_000, 1_000_000]);
        // A week over the end of a month takes from both.
        let week = Period::Week(Day::parse("2026-04-29").expect("a day").week());
        assert_eq!(season.weight(week), 6 * 10_000 * 4 / 30 + 8 * 10_000 * 3 / 31);
    }

    #[test]
    fn curves_are_refused_at_their_fields() {
        let check = |curves: Vec<SeasonCurve>| {
            let mut refusals = Refusals::default();
            let checked = SeasonCurves(curves).checked(&mut refusals);
            refusals.into_result().map(|()| checked)
        };
        let mut expected = Refusals::of(Field::SeasonNameAt(1), Refusal::Taken);
        expected.refuse(Field::SeasonNameAt(2), Refusal::Missing);
        expected.refuse(Field::SeasonMonthsAt(2), Refusal::NotPositive);
        assert_eq!(check(vec![curve("旺季", SECOND_HALF), curve(" 旺季 ", [1; 12]), curve(" ", [0; 12])]), Err(expected));
        let many: Vec<SeasonCurve> = (0..7).map(|it| curve(&it.to_string(), [1; 12])).collect();
        assert_eq!(check(many.clone()), Err(Refusals::of(Field::SeasonCurves, Refusal::TooLong { longest: 6 })));
        assert_eq!(check(many[1..].to_vec()).map(|it| it.0.len()), Ok(6));
    }
}
