//! The texts of KPIs: names, units, values and formulas in words.

use domain::book::Book;
use domain::figures::kpis::{KpiBarrier, NoValue};
use domain::records::kpi::{Buyer, Counted, EntryPolicy, FactTrait, Formula, Gauge, Kpi, KpiGroup, Narrowing, Span, Tally};
use domain::records::kpi_entry::KpiEntry;
use domain::rules::{KpiOfSet, KpiSet};
use domain::values::better::Better;
use domain::values::kpi_name::KpiName;
use domain::values::kpi_unit::KpiUnit;
use domain::values::ratio::Ratio;
use domain::values::shipped_kpi::ShippedKpi;

use super::{Lang, MINUS, locale, words};
use crate::t;

/// 客户拜访量, Customer visits.
pub fn shipped(kpi: ShippedKpi) -> &'static str {
    match kpi {
        ShippedKpi::Visits => t!("kpis.shipped.visits"),
        ShippedKpi::Calls => t!("kpis.shipped.calls"),
        ShippedKpi::FollowUps => t!("kpis.shipped.follow_ups"),
        ShippedKpi::ProposalContacts => t!("kpis.shipped.proposal_contacts"),
        ShippedKpi::Activities => t!("kpis.shipped.activities"),
        ShippedKpi::OpportunitiesOpened => t!("kpis.shipped.opportunities_opened"),
        ShippedKpi::EffectiveLeads => t!("kpis.shipped.effective_leads"),
        ShippedKpi::Proposals => t!("kpis.shipped.proposals"),
        ShippedKpi::CustomersFiled => t!("kpis.shipped.customers_filed"),
        ShippedKpi::SalesAmount => t!("kpis.shipped.sales_amount"),
        ShippedKpi::SalesQuantity => t!("kpis.shipped.sales_quantity"),
        ShippedKpi::Deals => t!("kpis.shipped.deals"),
        ShippedKpi::AverageOrder => t!("kpis.shipped.average_order"),
        ShippedKpi::SalesPerCustomer => t!("kpis.shipped.sales_per_customer"),
        ShippedKpi::Collected => t!("kpis.shipped.collected"),
        ShippedKpi::CollectionRate => t!("kpis.shipped.collection_rate"),
        ShippedKpi::CollectedOfSales => t!("kpis.shipped.collected_of_sales"),
        ShippedKpi::NewCustomers => t!("kpis.shipped.new_customers"),
        ShippedKpi::SalesPerHead => t!("kpis.shipped.sales_per_head"),
        ShippedKpi::Satisfaction => t!("kpis.shipped.satisfaction"),
        ShippedKpi::RepurchaseRate => t!("kpis.shipped.repurchase_rate"),
        ShippedKpi::NewCustomerConversion => t!("kpis.shipped.new_customer_conversion"),
        ShippedKpi::ComplaintRate => t!("kpis.shipped.complaint_rate"),
        ShippedKpi::ComplaintAnswerTime => t!("kpis.shipped.complaint_answer_time"),
        ShippedKpi::CooperationTime => t!("kpis.shipped.cooperation_time"),
        ShippedKpi::SalesCycle => t!("kpis.shipped.sales_cycle"),
        ShippedKpi::OnTimeRate => t!("kpis.shipped.on_time_rate"),
        ShippedKpi::FillRate => t!("kpis.shipped.fill_rate"),
        ShippedKpi::InFullRate => t!("kpis.shipped.in_full_rate"),
        ShippedKpi::AbnormalShare => t!("kpis.shipped.abnormal_share"),
        ShippedKpi::NewCustomerContribution => t!("kpis.shipped.new_customer_contribution"),
        ShippedKpi::FollowUpConversion => t!("kpis.shipped.follow_up_conversion"),
        ShippedKpi::ProposalConversion => t!("kpis.shipped.proposal_conversion"),
        ShippedKpi::LeadConversion => t!("kpis.shipped.lead_conversion"),
        ShippedKpi::FairConversion => t!("kpis.shipped.fair_conversion"),
        ShippedKpi::ReferralConversion => t!("kpis.shipped.referral_conversion"),
        ShippedKpi::WinRate => t!("kpis.shipped.win_rate"),
        ShippedKpi::HighValueRetention => t!("kpis.shipped.high_value_retention"),
        ShippedKpi::LifetimeValue => t!("kpis.shipped.lifetime_value"),
        ShippedKpi::GrossMargin => t!("kpis.shipped.gross_margin"),
        ShippedKpi::SellingExpense => t!("kpis.shipped.selling_expense"),
        ShippedKpi::ExpenseRatio => t!("kpis.shipped.expense_ratio"),
        ShippedKpi::NewCustomerCost => t!("kpis.shipped.new_customer_cost"),
        ShippedKpi::ReturnOnExpense => t!("kpis.shipped.return_on_expense"),
        ShippedKpi::DevelopmentCycle => t!("kpis.shipped.development_cycle"),
        ShippedKpi::ProposalResponse => t!("kpis.shipped.proposal_response"),
    }
}

/// The name of the company's own KPI in the reader's language.
pub fn own(kpi: &Kpi) -> String {
    let is_translated = locale().lang == Lang::En && !kpi.name_en.is_empty();
    if is_translated { kpi.name_en.clone() } else { kpi.name.clone() }
}

/// The name of a KPI; empty if the book does not hold it.
pub fn name(of: KpiName, book: &Book) -> String {
    match of {
        KpiName::Shipped(kpi) => shipped(kpi).to_owned(),
        KpiName::Own(id) => book.kpi(id).map(own).unwrap_or_default(),
    }
}

/// 过程指标, Process.
pub fn group(of: KpiGroup) -> &'static str {
    match of {
        KpiGroup::Process => t!("kpis.group.process"),
        KpiGroup::Result => t!("kpis.group.result"),
        KpiGroup::Quality => t!("kpis.group.quality"),
        KpiGroup::Conversion => t!("kpis.group.conversion"),
        KpiGroup::Order => t!("kpis.group.order"),
        KpiGroup::Customer => t!("kpis.group.customer"),
        KpiGroup::Expense => t!("kpis.group.expense"),
        KpiGroup::Own => t!("kpis.group.own"),
    }
}

/// 跟进, Follow-ups.
pub fn counted(of: Counted) -> &'static str {
    match of {
        Counted::SalesAmount => t!("kpis.counted.sales_amount"),
        Counted::SalesQuantity => t!("kpis.counted.sales_quantity"),
        Counted::Deals => t!("kpis.counted.deals"),
        Counted::Collected => t!("kpis.counted.collected"),
        Counted::Due => t!("kpis.counted.due"),
        Counted::Settled => t!("kpis.counted.settled"),
        Counted::FollowUps => t!("kpis.counted.follow_ups"),
        Counted::Activities => t!("kpis.counted.activities"),
        Counted::Opportunities => t!("kpis.counted.opportunities"),
        Counted::StageReached => t!("kpis.counted.stage_reached"),
        Counted::Won => t!("kpis.counted.won"),
        Counted::Lost => t!("kpis.counted.lost"),
        Counted::CustomersFiled => t!("kpis.counted.customers_filed"),
        Counted::NewCustomers => t!("kpis.counted.new_customers"),
        Counted::Expense => t!("kpis.counted.expense"),
        Counted::NewCustomerExpense => t!("kpis.counted.new_customer_expense"),
        Counted::Complaints => t!("kpis.counted.complaints"),
        Counted::ComplaintAnswers => t!("kpis.counted.complaint_answers"),
        Counted::Anomalies => t!("kpis.counted.anomalies"),
        Counted::Cooperation => t!("kpis.counted.cooperation"),
        Counted::Ratings => t!("kpis.counted.ratings"),
        Counted::OnTime => t!("kpis.counted.on_time"),
        Counted::Fill => t!("kpis.counted.fill"),
        Counted::InFull => t!("kpis.counted.in_full"),
        Counted::SalesCycle => t!("kpis.counted.sales_cycle"),
        Counted::FirstContact => t!("kpis.counted.first_contact"),
        Counted::GrossMargin => t!("kpis.counted.gross_margin"),
        Counted::ProposalResponse => t!("kpis.counted.proposal_response"),
        Counted::HighValue => t!("kpis.counted.high_value"),
        Counted::SalesPeople => t!("kpis.counted.sales_people"),
    }
}

pub fn tally(of: Tally) -> &'static str {
    match of {
        Tally::Sum => t!("kpis.tally.sum"),
        Tally::Number => t!("kpis.tally.number"),
        Tally::Customers => t!("kpis.tally.customers"),
    }
}

pub fn span(of: Span) -> &'static str {
    match of {
        Span::Within => t!("kpis.span.within"),
        Span::Before => t!("kpis.span.before"),
        Span::UpToEnd => t!("kpis.span.up_to_end"),
        Span::TwelveMonths => t!("kpis.span.twelve_months"),
    }
}

pub fn better(of: Better) -> &'static str {
    match of {
        Better::More => t!("kpis.better.more"),
        Better::Less => t!("kpis.better.less"),
        Better::Neither => t!("kpis.better.neither"),
    }
}

/// 元, yuan.
pub fn unit(of: KpiUnit) -> &'static str {
    match of {
        KpiUnit::Money => t!("kpis.unit.money"),
        KpiUnit::Count => t!("kpis.unit.count"),
        KpiUnit::Quantity => t!("kpis.unit.quantity"),
        KpiUnit::Days => t!("kpis.unit.days"),
        KpiUnit::Hours => t!("kpis.unit.hours"),
        KpiUnit::Score => t!("kpis.unit.score"),
        KpiUnit::Share => t!("kpis.unit.share"),
        KpiUnit::Points => t!("kpis.unit.points"),
    }
}

/// A difference in its unit with its sign: `−2 家`, `+¥1.2万`; of shares in percentage points.
pub fn signed(of: KpiUnit, difference: Ratio, unit_word: &str) -> String {
    let of = if of == KpiUnit::Share { KpiUnit::Points } else { of };
    let sign = if difference < Ratio::NONE { "−" } else { "+" };
    format!("{sign}{}", value(of, difference.abs(), unit_word))
}

/// A value in its unit: `¥12.5万`, `35%`, `3.5 天`, `12 家`.
pub fn value(of: KpiUnit, value: Ratio, unit_word: &str) -> String {
    match of {
        KpiUnit::Money => locale().in_unit_short(domain::figures::analytics::Unit::Money, value),
        KpiUnit::Share => locale().share(value),
        KpiUnit::Points => format!("{} {}", tenths(value.in_parts(1_000)), t!("kpis.unit.points")),
        KpiUnit::Count if unit_word.is_empty() => tenths(value.in_parts(10)),
        KpiUnit::Count => t!("kpis.in_unit", n = tenths(value.in_parts(10)), unit = unit_word),
        KpiUnit::Quantity => Ratio::of_products(value.numerator().into(), i128::from(value.denominator()) * 1_000)
            .map_or_else(String::new, |it| tenths(it.in_parts(10))),
        KpiUnit::Days => t!("kpis.in_days", n = tenths(value.in_parts(10))),
        KpiUnit::Hours => t!("kpis.in_hours", n = tenths(value.in_parts(10))),
        KpiUnit::Score => t!("kpis.in_score", n = tenths(value.in_parts(10))),
    }
}

/// A number of tenths with at most one decimal: `12`, `12.5`.
fn tenths(tenths: i64) -> String {
    let whole = locale().count((tenths / 10).abs());
    let sign = if tenths < 0 { MINUS } else { "" };
    match tenths.abs() % 10 {
        0 => format!("{sign}{whole}"),
        rest => format!("{sign}{whole}.{rest}"),
    }
}

/// Why a KPI has no value.
pub fn missing(why: NoValue) -> &'static str {
    match why {
        NoValue::NoData => t!("kpis.no_data"),
        NoValue::NotApplicable(_) => t!("kpis.not_applicable"),
    }
}

/// Why a KPI has no value, in a sentence.
pub fn why(missing: NoValue) -> &'static str {
    match missing {
        NoValue::NoData => t!("kpis.no_data_body"),
        NoValue::NotApplicable(KpiBarrier::Entered) => t!("kpis.barrier.entered"),
        NoValue::NotApplicable(KpiBarrier::Asks(of)) => match of {
            FactTrait::Product => t!("kpis.barrier.product"),
            FactTrait::Origin => t!("kpis.barrier.origin"),
            FactTrait::Customer => t!("kpis.barrier.customer"),
            FactTrait::Review => t!("kpis.barrier.review"),
            FactTrait::Method | FactTrait::Stage | FactTrait::ExpenseKind | FactTrait::Buyer => t!("kpis.barrier.other"),
        },
    }
}

/// What people enter, and what is asked of each entry.
fn entered(policy: EntryPolicy) -> String {
    let asks = [(policy.needs_evidence, t!("kpis.asks.evidence")), (policy.needs_review, t!("kpis.asks.review"))];
    let asks: Vec<&str> = asks.into_iter().filter(|it| it.0).map(|it| it.1).collect();
    let formula = t!("kpis.words.entered");
    if asks.is_empty() { formula.to_owned() } else { t!("kpis.asks.said", formula = formula, asks = asks.join("、")) }
}

/// The value of an entry in the unit of its KPI: 3 户.
pub fn entry_value(entry: &KpiEntry, book: &Book) -> String {
    let kpi = book.kpi(entry.kpi);
    let unit = match kpi.and_then(|it| it.formula_on(entry.on)) {
        Some(Formula::Entered { unit, .. }) => unit,
        _ => KpiUnit::Count,
    };
    value(unit, Ratio::whole(entry.value), kpi.map(|it| it.unit_word.as_str()).unwrap_or_default())
}

/// The KPIs of a set in their order, with their weights.
pub fn set(set: &KpiSet, name: &dyn Fn(KpiName) -> String) -> String {
    let one = |part: &KpiOfSet| match part.weight {
        Some(weight) => t!("kpis.sets.one", kpi = name(part.kpi), weight = locale().share(weight)),
        None => name(part.kpi),
    };
    set.kpis.iter().map(one).collect::<Vec<_>>().join("、")
}

/// A formula in words: 回款 ÷ （应收 + …）.
pub fn formula(of: &Formula, book: &Book) -> String {
    match of {
        Formula::Entered { policy, .. } => entered(*policy),
        Formula::Gauge { gauge: of } => gauge(of, book),
        Formula::Kpi { kpi } => format!("「{}」", name(*kpi, book)),
        Formula::Sum { parts } => parts.iter().map(|it| within(it, book)).collect::<Vec<_>>().join(" + "),
        Formula::Less { from, less } => t!("kpis.words.less", from = within(from, book), less = within(less, book)),
        Formula::Ratio { of, to } => t!("kpis.words.ratio", of = within(of, book), to = within(to, book)),
        Formula::PerHead { of } => t!("kpis.words.per_head", of = within(of, book)),
        Formula::Capped { of, most } => t!("kpis.words.capped", of = within(of, book), most = locale().share(*most)),
    }
}

/// A part of a formula; in brackets if it has parts itself.
fn within(part: &Formula, book: &Book) -> String {
    let text = formula(part, book);
    if part.parts().is_empty() { text } else { format!("（{text}）") }
}

/// 成交的客户数（本期之前）, with what it is narrowed to.
pub fn gauge(of: &Gauge, book: &Book) -> String {
    let mut notes: Vec<String> = narrowed(&of.only, book);
    notes.extend((of.span != Span::Within).then(|| span(of.span).to_owned()));
    notes.extend(of.among.map(|it| t!("kpis.words.among", span = span(it.span), other = counted(it.of))));
    let notes = if notes.is_empty() { String::new() } else { format!("（{}）", notes.join("，")) };
    let what = counted(of.of);
    let what = match of.tally {
        Tally::Sum => what.to_owned(),
        Tally::Number => t!("kpis.words.number_of", what = what),
        Tally::Customers => t!("kpis.words.customers_of", what = what),
    };
    format!("{what}{notes}")
}

fn narrowed(only: &Narrowing, book: &Book) -> Vec<String> {
    let product = only.product.and_then(|it| book.product(it)).map(|it| it.model.clone());
    let region = only.region.and_then(|it| book.region(it)).map(|it| it.name.clone());
    let buyer = |buyer: Buyer| match buyer {
        Buyer::New => t!("kpis.buyer.new"),
        Buyer::Old => t!("kpis.buyer.old"),
    };
    [
        only.line.clone(),
        product,
        only.module.clone(),
        only.band.map(words::price_band),
        only.origin.map(|it| words::origin(it).to_owned()),
        only.buyer.map(|it| buyer(it).to_owned()),
        only.industry.clone(),
        only.scale.map(|it| words::scale(it).to_owned()),
        only.grade.map(|it| words::grade(it).to_owned()),
        region,
        only.channel.map(words::source),
        only.method.map(words::method),
        only.stage.map(|it| words::stage(it).to_owned()),
        only.expense_kind.map(words::expense_kind),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use domain::values::ratio::ratio;

    use super::*;
    use crate::i18n::set_lang;

    #[test]
    fn a_value_is_written_in_its_unit() {
        set_lang(Lang::Zh);
        let of = |of, to| ratio(of, to).expect("a ratio");
        for (unit, ratio, word, expected) in [
            (KpiUnit::Money, of(12_500_000, 1), "", "¥12.5万"),
            (KpiUnit::Money, of(10_000, 3), "", "¥33"),
            (KpiUnit::Share, of(7, 20), "", "35%"),
            (KpiUnit::Count, of(12, 1), "家", "12 家"),
            (KpiUnit::Count, of(1, 2), "", "0.5"),
            (KpiUnit::Count, of(-12_345, 10), "", "−1,234.5"),
            (KpiUnit::Quantity, of(30_500, 1), "", "30.5"),
            (KpiUnit::Days, of(7, 2), "", "3.5 天"),
            (KpiUnit::Score, of(9, 2), "", "4.5 分"),
            (KpiUnit::Points, of(1, 20), "", "5 个百分点"),
        ] {
            assert_eq!(value(unit, ratio, word), expected, "{unit:?}");
        }
    }

    #[test]
    fn a_difference_has_its_sign() {
        set_lang(Lang::Zh);
        let of = |of, to| ratio(of, to).expect("a ratio");
        for (unit, difference, word, expected) in [
            (KpiUnit::Count, of(-2, 1), "家", "−2 家"),
            (KpiUnit::Count, of(0, 1), "家", "+0 家"),
            (KpiUnit::Money, of(12_500_000, 1), "", "+¥12.5万"),
            (KpiUnit::Share, of(-3, 100), "", "−3 个百分点"),
        ] {
            assert_eq!(signed(unit, difference, word), expected, "{unit:?}");
        }
    }

    #[test]
    fn every_formula_reads_as_words() {
        set_lang(Lang::Zh);
        let book = Book::default();
        for kpi in ShippedKpi::ALL {
            let text = formula(&kpi.formula(), &book);
            assert!(!text.is_empty() && !text.contains("{"), "{kpi:?}: {text}");
        }
        assert_eq!(formula(&ShippedKpi::Visits.formula(), &book), "跟进（拜访）");
        assert_eq!(formula(&ShippedKpi::ExpenseRatio.formula(), &book), "销售费用 ÷ 销售额");
    }
}
