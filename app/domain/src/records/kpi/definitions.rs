//! The formulas of the shipped KPIs (C2, F-01…F-21), which direction is good, and whom they concern.

use super::counted::Counted;
use super::formula::Formula;
use super::gauge::{Buyer, Gauge, Narrowing, Span, Tally};
use crate::records::customer::Source;
use crate::values::better::Better;
use crate::values::method::Method;
use crate::values::shipped_kpi::ShippedKpi;
use crate::values::stage::Stage;

/// The group a KPI is listed under, as in C2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KpiGroup {
    /// 过程指标.
    Process,
    /// 结果指标.
    Result,
    /// 质量指标.
    Quality,
    /// 转化指标.
    Conversion,
    /// 订单指标.
    Order,
    /// 客户与产品.
    Customer,
    /// 费用.
    Expense,
    /// 公司自定义.
    Own,
}

impl KpiGroup {
    /// In the order in which they are listed.
    pub const ALL: [KpiGroup; 8] = [
        KpiGroup::Process,
        KpiGroup::Result,
        KpiGroup::Quality,
        KpiGroup::Conversion,
        KpiGroup::Order,
        KpiGroup::Customer,
        KpiGroup::Expense,
        KpiGroup::Own,
    ];
}

fn sum(of: Counted) -> Formula {
    Formula::gauge(Gauge::sum(of))
}

fn average(of: Counted) -> Formula {
    Formula::ratio(sum(of), Formula::gauge(Gauge::number(of)))
}

fn by_method(method: Method) -> Formula {
    Formula::gauge(Gauge::sum(Counted::FollowUps).only(Narrowing { method: Some(method), ..Narrowing::default() }))
}

fn at_stage(of: Counted, stage: Stage) -> Gauge {
    Gauge::sum(of).only(Narrowing { stage: Some(stage), ..Narrowing::default() })
}

/// Of the opportunities opened in the period that reached a stage, those that were won (F-18).
fn won_from(stage: Stage, channel: Option<Source>) -> Formula {
    let reached = |stage: Stage| {
        let only = Narrowing { stage: Some(stage), channel, ..Narrowing::default() };
        Formula::gauge(Gauge::sum(Counted::Opportunities).only(only))
    };
    Formula::ratio(reached(Stage::Won), reached(stage))
}

impl ShippedKpi {
    pub fn formula(self) -> Formula {
        use Counted::{
            Activities, Anomalies, Collected, ComplaintAnswers, Complaints, Cooperation, CustomersFiled, Deals, Due, Expense, Fill,
            FirstContact, FollowUps, GrossMargin, HighValue, InFull, Lost, NewCustomerExpense, NewCustomers, OnTime, Opportunities,
            ProposalResponse, Ratings, SalesAmount, SalesCycle, SalesQuantity, Settled, StageReached, Won,
        };
        match self {
            ShippedKpi::Visits => by_method(Method::Visit),
            ShippedKpi::Calls => by_method(Method::Phone),
            ShippedKpi::FollowUps => sum(FollowUps),
            ShippedKpi::ProposalContacts => by_method(Method::Proposal),
            ShippedKpi::Activities => sum(Activities),
            ShippedKpi::OpportunitiesOpened => sum(Opportunities),
            ShippedKpi::EffectiveLeads => Formula::gauge(at_stage(StageReached, Stage::Interested)),
            ShippedKpi::Proposals => Formula::gauge(at_stage(StageReached, Stage::Proposal)),
            ShippedKpi::CustomersFiled => sum(CustomersFiled),
            ShippedKpi::SalesAmount => sum(SalesAmount),
            ShippedKpi::SalesQuantity => sum(SalesQuantity),
            ShippedKpi::Deals => sum(Deals),
            ShippedKpi::AverageOrder => Formula::ratio(sum(SalesAmount), sum(Deals)),
            ShippedKpi::SalesPerCustomer => Formula::ratio(sum(SalesAmount), Formula::gauge(Gauge::customers(Deals))),
            ShippedKpi::Collected => sum(Collected),
            // A8: due in the period, and what was due and unpaid when it began.
            ShippedKpi::CollectionRate => {
                let arrears = Formula::less(
                    Formula::gauge(Gauge::sum(Due).over(Span::Before)),
                    Formula::gauge(Gauge::sum(Settled).over(Span::Before)),
                );
                Formula::ratio(sum(Collected), Formula::sum([sum(Due), arrears]))
            }
            ShippedKpi::CollectedOfSales => Formula::ratio(sum(Collected), sum(SalesAmount)),
            ShippedKpi::NewCustomers => sum(NewCustomers),
            ShippedKpi::SalesPerHead => Formula::per_head(sum(SalesAmount)),
            ShippedKpi::Satisfaction => average(Ratings),
            // A10: of those who had bought before the period, those who bought in it.
            ShippedKpi::RepurchaseRate => Formula::ratio(
                Formula::gauge(Gauge::customers(Deals).among(Deals, Span::Before)),
                Formula::gauge(Gauge::customers(Deals).over(Span::Before)),
            ),
            ShippedKpi::NewCustomerConversion => Formula::ratio(
                Formula::gauge(Gauge::customers(CustomersFiled).among(Deals, Span::UpToEnd)),
                Formula::gauge(Gauge::customers(CustomersFiled)),
            ),
            ShippedKpi::ComplaintRate => Formula::ratio(sum(Complaints), sum(Deals)),
            ShippedKpi::ComplaintAnswerTime => average(ComplaintAnswers),
            ShippedKpi::CooperationTime => average(Cooperation),
            ShippedKpi::SalesCycle => average(SalesCycle),
            ShippedKpi::OnTimeRate => average(OnTime),
            ShippedKpi::FillRate => average(Fill),
            ShippedKpi::InFullRate => average(InFull),
            ShippedKpi::AbnormalShare => Formula::ratio(sum(Anomalies), sum(Deals)),
            ShippedKpi::NewCustomerContribution => {
                let new = Narrowing { buyer: Some(Buyer::New), ..Narrowing::default() };
                Formula::ratio(Formula::gauge(Gauge::sum(SalesAmount).only(new)), sum(SalesAmount))
            }
            ShippedKpi::FollowUpConversion => Formula::ratio(
                Formula::gauge(Gauge::customers(Deals).among(FollowUps, Span::Within)),
                Formula::gauge(Gauge::customers(FollowUps)),
            ),
            ShippedKpi::ProposalConversion => won_from(Stage::Proposal, None),
            ShippedKpi::LeadConversion => won_from(Stage::Interested, None),
            ShippedKpi::FairConversion => won_from(Stage::Prospect, Some(Source::Fair)),
            ShippedKpi::ReferralConversion => won_from(Stage::Prospect, Some(Source::Referral)),
            ShippedKpi::WinRate => Formula::ratio(sum(Won), Formula::sum([sum(Won), sum(Lost)])),
            ShippedKpi::HighValueRetention => average(HighValue),
            ShippedKpi::LifetimeValue => Formula::ratio(
                Formula::gauge(Gauge::sum(SalesAmount).over(Span::UpToEnd)),
                Formula::gauge(Gauge { tally: Tally::Customers, ..Gauge::sum(Deals) }.over(Span::UpToEnd)),
            ),
            ShippedKpi::GrossMargin => average(GrossMargin),
            ShippedKpi::SellingExpense => sum(Expense),
            ShippedKpi::ExpenseRatio => Formula::ratio(sum(Expense), sum(SalesAmount)),
            ShippedKpi::NewCustomerCost => Formula::ratio(sum(NewCustomerExpense), sum(NewCustomers)),
            ShippedKpi::ReturnOnExpense => Formula::ratio(sum(SalesAmount), sum(Expense)),
            ShippedKpi::DevelopmentCycle => average(FirstContact),
            ShippedKpi::ProposalResponse => average(ProposalResponse),
        }
    }

    pub fn better(self) -> Better {
        match self {
            ShippedKpi::ComplaintRate
            | ShippedKpi::ComplaintAnswerTime
            | ShippedKpi::CooperationTime
            | ShippedKpi::SalesCycle
            | ShippedKpi::AbnormalShare
            | ShippedKpi::SellingExpense
            | ShippedKpi::ExpenseRatio
            | ShippedKpi::NewCustomerCost
            | ShippedKpi::DevelopmentCycle
            | ShippedKpi::ProposalResponse => Better::Less,
            // These move with the mix of what is sold and to whom.
            ShippedKpi::AverageOrder | ShippedKpi::NewCustomerContribution => Better::Neither,
            _ => Better::More,
        }
    }

    pub fn group(self) -> KpiGroup {
        match self {
            ShippedKpi::Visits
            | ShippedKpi::Calls
            | ShippedKpi::FollowUps
            | ShippedKpi::ProposalContacts
            | ShippedKpi::Activities
            | ShippedKpi::OpportunitiesOpened
            | ShippedKpi::EffectiveLeads
            | ShippedKpi::Proposals
            | ShippedKpi::CustomersFiled => KpiGroup::Process,
            ShippedKpi::SalesAmount
            | ShippedKpi::SalesQuantity
            | ShippedKpi::Deals
            | ShippedKpi::AverageOrder
            | ShippedKpi::SalesPerCustomer
            | ShippedKpi::Collected
            | ShippedKpi::CollectionRate
            | ShippedKpi::CollectedOfSales
            | ShippedKpi::NewCustomers
            | ShippedKpi::SalesPerHead => KpiGroup::Result,
            ShippedKpi::Satisfaction
            | ShippedKpi::RepurchaseRate
            | ShippedKpi::ComplaintRate
            | ShippedKpi::ComplaintAnswerTime
            | ShippedKpi::CooperationTime
            | ShippedKpi::ProposalResponse => KpiGroup::Quality,
            ShippedKpi::NewCustomerConversion
            | ShippedKpi::FollowUpConversion
            | ShippedKpi::ProposalConversion
            | ShippedKpi::LeadConversion
            | ShippedKpi::FairConversion
            | ShippedKpi::ReferralConversion
            | ShippedKpi::WinRate => KpiGroup::Conversion,
            ShippedKpi::SalesCycle | ShippedKpi::OnTimeRate | ShippedKpi::FillRate | ShippedKpi::InFullRate | ShippedKpi::AbnormalShare => {
                KpiGroup::Order
            }
            ShippedKpi::NewCustomerContribution
            | ShippedKpi::HighValueRetention
            | ShippedKpi::LifetimeValue
            | ShippedKpi::GrossMargin
            | ShippedKpi::DevelopmentCycle => KpiGroup::Customer,
            ShippedKpi::SellingExpense | ShippedKpi::ExpenseRatio | ShippedKpi::NewCustomerCost | ShippedKpi::ReturnOnExpense => {
                KpiGroup::Expense
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::kpi_name::KpiName;
    use crate::values::kpi_unit::KpiUnit;
    use crate::values::refusal::Refusals;

    #[test]
    fn every_shipped_formula_is_sound() {
        for kpi in ShippedKpi::ALL {
            let mut refusals = Refusals::default();
            kpi.formula().check(&mut refusals);
            assert!(refusals.is_empty(), "{kpi:?}: {refusals:?}");
            assert!(kpi.formula().unit(&|_| None).is_ok(), "{kpi:?}");
            let text = serde_json::to_string(&kpi.formula()).expect("JSON");
            assert_eq!(serde_json::from_str::<Formula>(&text).expect("a formula"), kpi.formula(), "{text}");
            assert_eq!(ShippedKpi::parse(kpi.as_str()), Some(kpi));
        }
    }

    #[test]
    fn units_follow_from_the_formulas() {
        let unit = |kpi: ShippedKpi| kpi.formula().unit(&|_: KpiName| None);
        for (kpi, expected) in [
            (ShippedKpi::Visits, KpiUnit::Count),
            (ShippedKpi::SalesQuantity, KpiUnit::Quantity),
            (ShippedKpi::AverageOrder, KpiUnit::Money),
            (ShippedKpi::CollectionRate, KpiUnit::Share),
            (ShippedKpi::SalesPerHead, KpiUnit::Money),
            (ShippedKpi::Satisfaction, KpiUnit::Score),
            (ShippedKpi::SalesCycle, KpiUnit::Days),
            (ShippedKpi::ComplaintAnswerTime, KpiUnit::Hours),
            (ShippedKpi::CooperationTime, KpiUnit::Hours),
            (ShippedKpi::GrossMargin, KpiUnit::Share),
            (ShippedKpi::FillRate, KpiUnit::Share),
            (ShippedKpi::NewCustomerCost, KpiUnit::Money),
            (ShippedKpi::ReturnOnExpense, KpiUnit::Share),
        ] {
            assert_eq!(unit(kpi), Ok(expected), "{kpi:?}");
        }
    }
}
