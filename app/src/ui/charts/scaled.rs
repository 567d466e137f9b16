//! Readable axis numbers: values in 元, 万元 or 亿元, chosen by the largest value or preferred by the reader.

use domain::figures::analytics::Unit;
use domain::records::organisation::Currency;
use domain::values::amount_unit::AmountUnit;
use domain::values::ratio::Ratio;

use crate::i18n::{Lang, Locale};
use crate::t;

/// Scale of a unit on an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    one: f64,
    /// Unit of the axis; empty for counts.
    pub unit: String,
}

impl Scale {
    /// The scale for values up to `largest`.
    pub fn of(unit: Unit, largest: i64, locale: Locale) -> Scale {
        let (one, unit) = match unit {
            Unit::Count => (1.0, String::new()),
            Unit::Share => (0.01, "%".to_owned()),
            Unit::Money => money(largest, locale),
        };
        Scale { one, unit }
    }

    /// The value on the axis. Floats stop here: they are for drawing, never for a rule.
    #[expect(clippy::cast_precision_loss, reason = "a pixel is coarser than 52 bits")]
    pub fn place(&self, value: impl Into<Ratio>) -> f64 {
        let value = value.into();
        value.numerator() as f64 / value.denominator() as f64 / self.one
    }
}

fn money(largest: i64, locale: Locale) -> (f64, String) {
    let name = match (locale.lang, locale.currency) {
        (lang @ Lang::Zh, Currency::Cny) => t!(in lang, "charts.yuan"),
        (lang @ Lang::Zh, Currency::Usd) => t!(in lang, "charts.dollar"),
        (Lang::En, _) => locale.currency_sign(),
    };
    let steps: &[(i64, &str)] = match (locale.amounts(), locale.lang) {
        (AmountUnit::Yuan, _) => &[(100, "")],
        (AmountUnit::TenThousand, Lang::Zh) => &[(1_000_000, "万")],
        (AmountUnit::TenThousand, Lang::En) => &[(1_000_000, " wan")],
        (AmountUnit::Fitting, Lang::Zh) => &[(10_000_000_000, "亿"), (1_000_000, "万"), (100, "")],
        (AmountUnit::Fitting, Lang::En) => &[(100_000_000, "M"), (100_000, "K"), (100, "")],
    };
    let smallest = steps.last().copied().unwrap_or((100, ""));
    let (one, step) = steps.iter().find(|(one, _)| *one <= largest).copied().unwrap_or(smallest);
    #[expect(clippy::cast_precision_loss, reason = "the steps are small powers of ten")]
    let one_as_float = one as f64;
    match locale.lang {
        Lang::Zh => (one_as_float, format!("{step}{name}")),
        Lang::En => (one_as_float, format!("{name}{step}")),
    }
}
