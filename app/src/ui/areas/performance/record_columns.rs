//! Columns that list a figure's records, and the formula that computes the figure from their sums.

use domain::figures::analytics::{Figure, Part, Totals, Unit};
use domain::figures::fact::Measure;
use domain::figures::fulfilment::{Aspect, FulfilmentPart};
use domain::values::money::{Money, Quantity};

use super::lens::Lens;
use crate::i18n::{NOTHING, locale, words};
use crate::t;

/// Number format of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// An amount, in fen.
    Money,
    /// Pieces, orders, days.
    Count,
    /// Goods, in thousandths.
    Quantity,
}

/// One column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordColumn {
    pub title: &'static str,
    pub written: Written,
}

impl RecordColumn {
    /// Formats a number of the column.
    pub fn write(self, value: i64) -> String {
        match self.written {
            Written::Money => locale().money_signed(Money(value)),
            Written::Count => locale().count(value),
            Written::Quantity => locale().quantity(Quantity(value)),
        }
    }
}

/// Columns of the records page for a lens, the main one first.
pub fn columns_of(lens: &Lens) -> Vec<RecordColumn> {
    match (lens.aspect, lens.step) {
        (Some(aspect), _) => columns_of_aspect(aspect),
        (None, Some(_)) => vec![RecordColumn { title: t!("nav.opportunities"), written: Written::Count }],
        (None, None) => lens.figure.parts().iter().map(|it| column_of(lens.figure, *it)).collect(),
    }
}

fn column_of(figure: Figure, part: Part) -> RecordColumn {
    let money = |title| RecordColumn { title, written: Written::Money };
    let count = |title| RecordColumn { title, written: Written::Count };
    match part {
        Part::BroughtForward => money(t!("performance.part.arrears")),
        Part::Within(Measure::SalesAmount) => money(words::figure(Figure::SalesAmount)),
        Part::Within(Measure::Deals) => count(words::figure(Figure::Deals)),
        Part::Within(Measure::Collected) => money(words::figure(Figure::Collected)),
        Part::Within(Measure::Due) => money(t!("performance.part.due")),
        Part::Within(Measure::Won) => count(t!("performance.won")),
        Part::Within(Measure::Lost) => count(t!("performance.part.lost")),
        Part::Within(_) if figure.unit() == Unit::Money => money(words::figure(figure)),
        Part::Within(_) => count(words::figure(figure)),
    }
}

fn columns_of_aspect(aspect: Aspect) -> Vec<RecordColumn> {
    let column = |written| move |title| RecordColumn { title, written };
    let (money, count, quantity) = (column(Written::Money), column(Written::Count), column(Written::Quantity));
    match aspect {
        Aspect::OnTime => vec![count(t!("performance.part.in_time")), count(t!("performance.part.to_deliver"))],
        Aspect::Fill => vec![quantity(t!("performance.part.delivered")), quantity(t!("performance.part.ordered"))],
        Aspect::InFull => vec![count(t!("performance.part.in_full")), count(t!("performance.part.to_deliver"))],
        Aspect::SalesCycle | Aspect::FirstContact => vec![count(t!("performance.part.days"))],
        Aspect::GrossMargin => {
            vec![money(t!("performance.part.profit")), money(t!("performance.part.cost")), money(t!("performance.part.amount"))]
        }
    }
}

/// Values of one order in the columns of an aspect.
pub fn values_of_aspect(aspect: Aspect, part: &FulfilmentPart) -> Vec<i64> {
    match aspect {
        Aspect::OnTime | Aspect::Fill | Aspect::InFull => vec![part.of, part.to],
        Aspect::SalesCycle | Aspect::FirstContact => vec![part.of],
        Aspect::GrossMargin => vec![part.of, part.to.saturating_sub(part.of), part.to],
    }
}

/// 毛利率 23.2% = 毛利 ¥232 ÷ 金额 ¥1,000: the figure computed from the column sums.
pub fn result_of_aspect(aspect: Aspect, parts: &[FulfilmentPart]) -> String {
    let columns = columns_of_aspect(aspect);
    let sum = |read: fn(&FulfilmentPart) -> i64| parts.iter().map(read).fold(0, i64::saturating_add);
    let value = match aspect.is_days() {
        true => FulfilmentPart::average(parts).map(|it| t!("track.days", n = it)),
        false => FulfilmentPart::share(parts).map(|it| locale().share(it)),
    };
    let (top, bottom) = match (columns.first(), columns.last()) {
        (Some(days), _) if aspect.is_days() => {
            (format!("{} {}", days.title, days.write(sum(|it| it.of))), t!("orders.n", n = sum(|it| it.to)))
        }
        (Some(of), Some(to)) => {
            (format!("{} {}", of.title, of.write(sum(|it| it.of))), format!("{} {}", to.title, to.write(sum(|it| it.to))))
        }
        _ => return String::new(),
    };
    t!("performance.quotient", of = name_of_aspect(aspect), value = value.unwrap_or_else(|| NOTHING.to_owned()), top = top, bottom = bottom)
}

/// Name of an aspect: 交付及时率, On-time delivery.
pub fn name_of_aspect(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::OnTime => t!("track.on_time_rate"),
        Aspect::Fill => t!("track.fill_rate"),
        Aspect::InFull => t!("track.in_full_rate"),
        Aspect::SalesCycle => t!("track.sales_cycle"),
        Aspect::FirstContact => t!("track.first_contact_days"),
        Aspect::GrossMargin => t!("track.gross_margin"),
    }
}

/// The figure computed from its column sums.
pub fn result_of(lens: &Lens, totals: &Totals, sums: &[i64]) -> String {
    let columns = columns_of(lens);
    let part = |at: usize| match (columns.get(at), sums.get(at)) {
        (Some(column), Some(sum)) => format!("{} {}", column.title, column.write(*sum)),
        _ => String::new(),
    };
    if lens.step.is_some() || columns.len() < 2 {
        let value = columns.first().zip(sums.first()).map(|(column, sum)| column.write(*sum)).unwrap_or_default();
        return t!("performance.sum", of = columns.first().map_or("", |it| it.title), value = value);
    }
    let value = locale().value_short(lens.figure, lens.figure.value(totals));
    let bottom = match lens.figure {
        Figure::CollectionRate => t!("performance.part.both", a = part(1), b = part(2)),
        Figure::WinRate => t!("performance.part.both", a = part(0), b = part(1)),
        _ => part(1),
    };
    t!("performance.quotient", of = words::figure(lens.figure), value = value, top = part(0), bottom = bottom)
}

#[cfg(test)]
mod tests {
    use domain::access::actor::Actor;
    use domain::figures::analytics::{facts_of, records_of, totals};
    use domain::records::order::Order;
    use domain::sample;
    use domain::values::calendar::{Day, Period};

    use super::*;
    use crate::i18n::{Lang, set_lang};

    #[test]
    fn every_figure_says_what_it_is_made_of() {
        set_lang(Lang::Zh);
        let today = Day::parse("2026-11-21").expect("a day");
        let book = sample::company(today).book();
        let director = book.people().find(|it| it.role == domain::records::organisation::Role::Director).expect("a director");
        let facts = facts_of(&book);
        for figure in Figure::ALL {
            let lens = Lens { figure, period: Period::natural_year(2026), ..Lens::widest(&Actor::of(director, &book), today) };
            let records = records_of(&lens.parts(), lens.period, &lens.filter, &book);
            let sums: Vec<i64> = (0..lens.parts().len()).map(|at| records.iter().map(|it| it.values[at]).sum()).collect();
            let said = result_of(&lens, &totals(&facts, lens.period, &lens.filter, &book), &sums);
            assert_eq!(columns_of(&lens).len(), lens.parts().len());
            assert_eq!(said.contains('÷'), 1 < lens.parts().len(), "{said}");
            assert!(said.contains(words::figure(figure)), "{said}");
        }
    }

    #[test]
    fn every_figure_of_fulfilment_opens_to_the_very_columns_that_make_it() {
        set_lang(Lang::Zh);
        let today = Day::parse("2026-11-21").expect("a day");
        let book = sample::company(today).book();
        let orders: Vec<&Order> = book.orders().collect();
        for aspect in Aspect::ALL {
            let parts = aspect.parts(orders.iter().copied(), Period::natural_year(2026), today, &book);
            assert!(parts.iter().all(|it| values_of_aspect(aspect, it).len() == columns_of_aspect(aspect).len()));
            let said = result_of_aspect(aspect, &parts);
            assert!(said.starts_with(name_of_aspect(aspect)) && said.contains('÷'), "{said}");
        }
        let titles: Vec<&str> = columns_of_aspect(Aspect::GrossMargin).iter().map(|it| it.title).collect();
        assert_eq!(titles, ["毛利", "成本", "金额"]);
    }
}
