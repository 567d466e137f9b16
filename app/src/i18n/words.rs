//! The texts of the domain's terms. Every `match` is exhaustive: a new role, stage or command does not compile without a text.

use domain::decide::command::Command;
use domain::figures::analytics::{Against, Barrier, By, Caveat, Figure, Growth};
use domain::figures::credited::Credited;
use domain::records::customer::{Ask, Cooperation, CustomerLevel, Factor, KeyNode, Observed, RenewalIntention, Scale, Source};
use domain::records::expense::ExpenseKind;
use domain::records::opportunity::Outcome;
use domain::records::order::{Collection, Origin, PaymentMethod};
use domain::records::organisation::{Currency, Role};
use domain::records::task::TaskStatus;
use domain::rules::PriceBand;
use domain::values::amount_unit::AmountUnit;
use domain::values::calendar::{Period, Week, WeekStart};
use domain::values::grade::{Grade, Tier};
use domain::values::ids::Kind;
use domain::values::method::Method;
use domain::values::sensitive::Sensitive;
use domain::values::short_stage::ShortStage;
use domain::values::stage::Stage;
use domain::views::evidence::Missing;

pub use super::field_words::{field, field_name};
use super::{NOTHING, locale, track_words};
use crate::t;

/// 销售员, Rep.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Rep => t!("words.role.rep"),
        Role::Supervisor => t!("words.role.supervisor"),
        Role::Manager => t!("words.role.manager"),
        Role::Director => t!("words.role.director"),
        Role::Administrator => t!("words.role.administrator"),
        Role::Support => t!("words.role.support"),
    }
}

/// A group of sensitive fields.
pub fn sensitive(what: Sensitive) -> &'static str {
    match what {
        Sensitive::Contacts => t!("rules.fields.contacts"),
        Sensitive::Costs => t!("rules.fields.costs"),
        Sensitive::Amounts => t!("rules.fields.amounts"),
    }
}

/// The permissions of a role.
pub fn role_note(role: Role) -> &'static str {
    match role {
        Role::Rep => t!("settings.role.rep"),
        Role::Supervisor => t!("settings.role.supervisor"),
        Role::Manager => t!("settings.role.manager"),
        Role::Director => t!("settings.role.director"),
        Role::Administrator => t!("settings.role.administrator"),
        Role::Support => t!("settings.role.support"),
    }
}

/// 战略客户, Strategic.
pub fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Strategic => t!("words.grade.strategic"),
        Grade::Key => t!("words.grade.key"),
        Grade::Potential => t!("words.grade.potential"),
        Grade::Normal => t!("words.grade.normal"),
    }
}

/// 高价值, High value.
pub fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::High => t!("grades.tier.high"),
        Tier::Potential => t!("grades.tier.potential"),
        Tier::Normal => t!("grades.tier.normal"),
    }
}

/// 高, High.
pub fn level(level: CustomerLevel) -> &'static str {
    match level {
        CustomerLevel::High => t!("grades.level.high"),
        CustomerLevel::Medium => t!("grades.level.medium"),
        CustomerLevel::Low => t!("grades.level.low"),
    }
}

/// 方案评估, Evaluating.
pub fn cooperation(cooperation: Cooperation) -> &'static str {
    match cooperation {
        Cooperation::Survey => t!("grades.cooperation.survey"),
        Cooperation::Evaluation => t!("grades.cooperation.evaluation"),
        Cooperation::Bargaining => t!("grades.cooperation.bargaining"),
        Cooperation::Active => t!("grades.cooperation.active"),
        Cooperation::Paused => t!("grades.cooperation.paused"),
        Cooperation::Ended => t!("grades.cooperation.ended"),
    }
}

/// 愿意续约, Means to renew.
pub fn renewal(intention: RenewalIntention) -> &'static str {
    match intention {
        RenewalIntention::Willing => t!("grades.renewal.willing"),
        RenewalIntention::Undecided => t!("grades.renewal.undecided"),
        RenewalIntention::Unwilling => t!("grades.renewal.unwilling"),
    }
}

/// 报价谈判, Quotation.
pub fn node(node: KeyNode) -> &'static str {
    match node {
        KeyNode::FirstContact => t!("grades.node.first_contact"),
        KeyNode::Demand => t!("grades.node.demand"),
        KeyNode::Quotation => t!("grades.node.quotation"),
        KeyNode::Obstacle => t!("grades.node.obstacle"),
    }
}

/// 产品质量, Quality.
pub fn factor(factor: Factor) -> &'static str {
    match factor {
        Factor::Quality => t!("grades.factor.quality"),
        Factor::Price => t!("grades.factor.price"),
        Factor::Service => t!("grades.factor.service"),
    }
}

/// The subject of a request: 调整等级, Another grade.
pub fn ask(ask: &Ask) -> &'static str {
    match ask {
        Ask::Grade { .. } => t!("grades.ask.grade"),
        Ask::Strategy { .. } => t!("grades.ask.strategy"),
        Ask::HandOver { .. } => t!("grades.ask.hand_over"),
    }
}

/// The kind of an observation: 客户访谈, Interview.
pub fn observed(observed: &Observed) -> &'static str {
    match observed {
        Observed::Node { node: which } => node(*which),
        Observed::CaseReview { won: true, .. } => t!("grades.observed.won_case"),
        Observed::CaseReview { won: false, .. } => t!("grades.observed.lost_case"),
        Observed::Interview { .. } => t!("grades.observed.interview"),
        Observed::Satisfaction { .. } => t!("grades.observed.satisfaction"),
        Observed::Complaint { .. } => t!("grades.observed.complaint"),
        Observed::DemandChange { .. } => t!("grades.observed.demand_change"),
    }
}

/// 展会, Trade fair.
pub fn source(source: Source) -> String {
    let usual = match source {
        Source::Fair => t!("words.source.fair"),
        Source::ActiveVisit => t!("words.source.active_visit"),
        Source::Online => t!("words.source.online"),
        Source::Referral => t!("words.source.referral"),
        Source::Channel => t!("words.source.channel"),
        Source::Own(word) => return word.to_string(),
    };
    usual.to_owned()
}

/// 中小企业, Small and medium.
pub fn scale(scale: Scale) -> &'static str {
    match scale {
        Scale::Small => t!("words.scale.small"),
        Scale::Large => t!("words.scale.large"),
        Scale::Channel => t!("words.scale.channel"),
    }
}

/// 拜访, Visit.
pub fn method(method: Method) -> String {
    let usual = match method {
        Method::Phone => t!("words.method.phone"),
        Method::Visit => t!("words.method.visit"),
        Method::Email => t!("words.method.email"),
        Method::Proposal => t!("words.method.proposal"),
        Method::Wechat => t!("words.method.wechat"),
        Method::OnlineMeeting => t!("words.method.online_meeting"),
        Method::Event => t!("words.method.event"),
        Method::Own(word) => return word.to_string(),
    };
    usual.to_owned()
}

/// 谈判中, Negotiation.
pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Prospect => t!("words.stage.prospect"),
        Stage::Interested => t!("words.stage.interested"),
        Stage::Proposal => t!("words.stage.proposal"),
        Stage::Negotiation => t!("words.stage.negotiation"),
        Stage::Won => t!("words.stage.won"),
        Stage::Collected => t!("words.stage.collected"),
    }
}

/// 成交, Won; 流失, Lost.
pub fn outcome(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Won { .. } => t!("words.outcome.won"),
        Outcome::Lost { .. } => t!("words.outcome.lost"),
    }
}

/// 老客户复购, Repeat purchase.
pub fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::NewCustomer => t!("words.origin.new_customer"),
        Origin::Repurchase => t!("words.origin.repurchase"),
        Origin::ChannelReferral => t!("words.origin.channel_referral"),
    }
}

/// 当时归属, Credited then.
pub fn credited(credited: Credited) -> &'static str {
    match credited {
        Credited::Then => t!("words.credited.then"),
        Credited::Now => t!("words.credited.now"),
    }
}

/// ¥1,000 至 ¥1万 以下, ¥1,000 to below ¥10K.
pub fn price_band(band: PriceBand) -> String {
    let short = |it| locale().money_short(it);
    match (band.from, band.below) {
        (None, None) => t!("mixes.any_price").to_owned(),
        (None, Some(below)) => t!("mixes.below", below = short(below)),
        (Some(from), None) => t!("mixes.above", from = short(from)),
        (Some(from), Some(below)) => t!("mixes.between", from = short(from), below = short(below)),
    }
}

/// 银行转账, Bank transfer.
pub fn payment_method(method: PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::Transfer => t!("words.payment_method.transfer"),
        PaymentMethod::Cash => t!("words.payment_method.cash"),
        PaymentMethod::Draft => t!("words.payment_method.draft"),
        PaymentMethod::Mobile => t!("words.payment_method.mobile"),
    }
}

/// 部分回款, Partly paid.
pub fn collection(collection: Collection) -> &'static str {
    match collection {
        Collection::None => t!("words.collection.none"),
        Collection::Partial => t!("words.collection.partial"),
        Collection::Full => t!("words.collection.full"),
        Collection::Returned => t!("words.collection.returned"),
    }
}

/// 平均订单金额, Average order.
pub fn figure(figure: Figure) -> &'static str {
    match figure {
        Figure::SalesAmount => t!("words.figure.sales_amount"),
        Figure::Deals => t!("words.figure.deals"),
        Figure::AverageOrder => t!("words.figure.average_order"),
        Figure::Collected => t!("words.figure.collected"),
        Figure::CollectionRate => t!("words.figure.collection_rate"),
        Figure::WinRate => t!("words.figure.win_rate"),
        Figure::FollowUps => t!("words.figure.follow_ups"),
        Figure::Activities => t!("measures.figure"),
        Figure::SellingExpense => t!("expenses.title"),
    }
}

/// 人员, Person.
pub fn by(by: By) -> &'static str {
    match by {
        By::Person => t!("words.by.person"),
        By::Team => t!("words.by.team"),
        By::Department => t!("words.by.department"),
        By::Region => t!("words.by.region"),
        By::Line => t!("words.by.line"),
        By::Product => t!("words.by.product"),
        By::Module => t!("mixes.module"),
        By::PriceBand => t!("mixes.price_band"),
        By::Origin => t!("mixes.origins"),
        By::Industry => t!("words.by.industry"),
        By::Scale => t!("words.by.scale"),
        By::Grade => t!("words.by.grade"),
        By::Customer => t!("words.by.customer"),
    }
}

/// 客户, Customer.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Company => t!("words.kind.company"),
        Kind::Region => t!("words.kind.region"),
        Kind::Department => t!("words.kind.department"),
        Kind::Team => t!("words.kind.team"),
        Kind::Person => t!("words.kind.person"),
        Kind::Product => t!("words.kind.product"),
        Kind::Customer => t!("words.kind.customer"),
        Kind::FollowUp => t!("words.kind.follow_up"),
        Kind::Task => t!("tasks.kind"),
        Kind::Opportunity => t!("words.kind.opportunity"),
        Kind::Order => t!("words.kind.order"),
        Kind::Target => t!("words.kind.target"),
        Kind::Attachment => t!("evidence.attachment"),
        Kind::Alert => t!("alerts.kind"),
        Kind::Expense => t!("expenses.one"),
        Kind::Quota => t!("measures.quota.kind"),
        Kind::Kpi => t!("kpis.one"),
        Kind::KpiEntry => t!("kpis.entry"),
        Kind::Benchmark => t!("benchmarks.one"),
        Kind::PlanningNote => t!("planning.one"),
    }
}

/// 差旅, Travel.
pub fn expense_kind(kind: ExpenseKind) -> String {
    let usual = match kind {
        ExpenseKind::Travel => t!("expenses.kind.travel"),
        ExpenseKind::Hospitality => t!("expenses.kind.hospitality"),
        ExpenseKind::Fair => t!("expenses.kind.fair"),
        ExpenseKind::OnlinePromotion => t!("expenses.kind.online_promotion"),
        ExpenseKind::Channel => t!("expenses.kind.channel"),
        ExpenseKind::Samples => t!("expenses.kind.samples"),
        ExpenseKind::Other => t!("expenses.kind.other"),
        ExpenseKind::Own(word) => return word.to_string(),
    };
    usual.to_owned()
}

/// 展会, Trade fair; 未注明渠道 if no channel was named.
pub fn channel(channel: Option<Source>) -> String {
    channel.map_or_else(|| t!("expenses.no_channel").to_owned(), source)
}

/// 待处理, Pending.
pub fn task_status(status: TaskStatus) -> &'static str {
    match status {
        TaskStatus::Pending => t!("tasks.status.pending"),
        TaskStatus::InProgress => t!("tasks.status.in_progress"),
        TaskStatus::Done => t!("tasks.status.done"),
        TaskStatus::Cancelled => t!("tasks.status.cancelled"),
    }
}

/// 意向, Interested: the short form of the weekly table.
pub fn short_stage(stage: ShortStage) -> &'static str {
    match stage {
        ShortStage::Prospect => t!("weekly.stage.prospect"),
        ShortStage::Interested => t!("weekly.stage.interested"),
        ShortStage::Won => t!("weekly.stage.won"),
        ShortStage::Lost => t!("weekly.stage.lost"),
    }
}

/// 人民币, Renminbi.
/// 自动, 元, 万元: the unit of amounts on dashboards.
pub fn amount_unit(unit: AmountUnit) -> &'static str {
    match unit {
        AmountUnit::Fitting => t!("words.amount_unit.fitting"),
        AmountUnit::Yuan => t!("words.amount_unit.yuan"),
        AmountUnit::TenThousand => t!("words.amount_unit.ten_thousand"),
    }
}

pub fn currency(currency: Currency) -> &'static str {
    match currency {
        Currency::Cny => t!("words.currency.cny"),
        Currency::Usd => t!("words.currency.usd"),
    }
}

/// 周一, Mon.
pub fn week_start(start: WeekStart) -> &'static str {
    locale().weekday(Week::default().from_day(start).first())
}

/// 本月, This month, if it contains today; otherwise the name of the period.
pub fn period(period: Period, today: domain::values::calendar::Day) -> String {
    if !period.contains(today) {
        return locale().period(period);
    }
    let word = match period {
        Period::Week(_) => t!("words.period.this_week"),
        Period::Month(_) => t!("words.period.this_month"),
        Period::Quarter(_) if period.is_shifted() => t!("words.period.this_fiscal_quarter"),
        Period::Quarter(_) => t!("words.period.this_quarter"),
        Period::Year(_) if period.is_shifted() => t!("words.period.this_fiscal_year"),
        Period::Year(_) => t!("words.period.this_year"),
    };
    word.to_owned()
}

/// `▲ 12.5%`, `▼ 6.3 个百分点`, 持平, 去年同期为 0, `—`. The arrow repeats what the colour shows.
pub fn growth(growth: Growth, against: Against) -> String {
    // A change that rounds to zero is shown as unchanged.
    let arrow = |tenths: i64, words: String| match tenths {
        ..0 => format!("▼ {words}"),
        0 => t!("words.growth.same").to_owned(),
        1.. => format!("▲ {words}"),
    };
    match (growth, against) {
        (Growth::By(share), _) => arrow(share.in_parts(1_000), locale().share(share.abs())),
        (Growth::Points { now, before }, _) => {
            arrow(now.minus_in_parts(before, 1_000), t!("words.growth.points", n = locale().points(now, before)))
        }
        (Growth::FromNothing, Against::YearBefore) => t!("words.growth.nothing_last_year").to_owned(),
        (Growth::FromNothing, Against::PeriodBefore) => t!("words.growth.nothing_before").to_owned(),
        (Growth::FromNegative, Against::YearBefore) => t!("words.growth.negative_last_year").to_owned(),
        (Growth::FromNegative, Against::PeriodBefore) => t!("words.growth.negative_before").to_owned(),
        (Growth::NotBegun, _) => t!("words.growth.not_begun").to_owned(),
        (Growth::Unknown, _) => NOTHING.to_owned(),
    }
}

/// 不适用：跟进不分产品, Not applicable: follow-ups have no product.
pub fn barrier(barrier: Barrier) -> &'static str {
    match barrier {
        Barrier::NoProduct => t!("words.barrier.no_product"),
        Barrier::WholeOrder => t!("words.barrier.whole_order"),
        Barrier::NoOrigin => t!("words.barrier.no_origin"),
        Barrier::NoReview => t!("words.barrier.no_review"),
    }
}

/// 按订单主产品计, By the main product of each order.
pub fn caveat(caveat: Caveat) -> &'static str {
    match caveat {
        Caveat::MainProduct => t!("words.barrier.main_product"),
    }
}

/// The title of a command: 记录跟进, Log follow-up.
pub fn verb(command: &Command) -> &'static str {
    match command {
        Command::FileCustomer(_) => t!("words.verb.file_customer"),
        Command::AmendCustomer(_) => t!("words.verb.amend_customer"),
        Command::HandOverCustomer(_) => t!("words.verb.hand_over_customer"),
        Command::RequestChange(_) => t!("grades.verb.request_change"),
        Command::AnswerRequest(_) => t!("grades.verb.answer_request"),
        Command::DecideGrade(_) => t!("grades.verb.decide_grade"),
        Command::Observe(_) => t!("grades.verb.observe"),
        Command::MergeCustomers(_) => t!("grades.verb.merge_customers"),
        Command::RemoveCustomer(_) => t!("words.verb.remove_customer"),
        Command::LogFollowUp(_) => t!("words.verb.log_follow_up"),
        Command::AddFeedback(_) => t!("tasks.verb.add_feedback"),
        Command::AddTask(_) => t!("tasks.verb.add"),
        Command::AmendTask(_) => t!("tasks.verb.amend"),
        Command::FinishTask(_) => t!("tasks.verb.finish"),
        Command::CancelTask(_) => t!("tasks.verb.cancel"),
        Command::OpenOpportunity(_) => t!("words.verb.open_opportunity"),
        Command::AmendOpportunity(_) => t!("words.verb.amend_opportunity"),
        Command::MoveStage(_) => t!("words.verb.move_stage"),
        Command::WinOpportunity(_) => t!("words.verb.win_opportunity"),
        Command::LoseOpportunity(_) => t!("words.verb.lose_opportunity"),
        Command::TakeOrder(_) => t!("words.verb.take_order"),
        Command::AmendOrder(_) => t!("words.verb.amend_order"),
        Command::CancelOrder(_) => t!("words.verb.cancel_order"),
        Command::RecordPayment(_) => t!("words.verb.record_payment"),
        Command::RecordAdvance(_) => t!("credit.verb.advance"),
        Command::SplitCredit(_) => t!("split.verb"),
        Command::VoidPayment(_) => t!("words.verb.void_payment"),
        Command::RefundCredit(_) => t!("credit.verb.refund"),
        Command::ApplyCredit(_) => t!("credit.verb.apply"),
        Command::VoidCreditUse(_) => t!("credit.verb.void"),
        Command::ApproveRecord(_) => t!("review.verb.approve"),
        Command::ReturnRecord(_) => t!("review.verb.send_back"),
        Command::ResubmitRecord(_) => t!("review.verb.resubmit"),
        Command::SetTarget(_) => t!("words.verb.set_target"),
        Command::SetTargets(_) => t!("targets.grid.verb"),
        Command::AddPeople(_) => t!("people.act"),
        Command::PlanMove(_) => t!("moves.verb"),
        Command::ProposeTarget(_) => t!("targets.propose"),
        Command::SavePerson(_) => t!("words.verb.save_person"),
        Command::SaveTeam(_) => t!("words.verb.save_team"),
        Command::SaveDepartment(_) => t!("words.verb.save_department"),
        Command::SaveRegion(_) => t!("words.verb.save_region"),
        Command::SaveProduct(_) => t!("words.verb.save_product"),
        Command::SaveCompany(_) => t!("words.verb.save_company"),
        Command::Attach(_) => t!("evidence.verb.attach"),
        Command::WithdrawAttachment(_) => t!("evidence.verb.withdraw"),
        Command::StoreAttachment(_) => t!("evidence.verb.store"),
        Command::SeeAlert(_) => t!("alerts.verb.see"),
        Command::HandleAlert(_) => t!("alerts.verb.handle"),
        Command::DismissAlert(_) => t!("alerts.verb.dismiss"),
        Command::RecordExpense(_) => t!("expenses.verb.record"),
        Command::AmendExpense(_) => t!("expenses.verb.amend"),
        Command::AttributeExpense(_) => t!("expenses.verb.attribute"),
        Command::VoidExpense(_) => t!("expenses.verb.void"),
        Command::SaveKpi(_) => t!("kpis.verb.save"),
        Command::RecordKpiEntry(_) => t!("kpis.verb.record"),
        Command::AmendKpiEntry(_) => t!("kpis.verb.amend"),
        Command::VoidKpiEntry(_) => t!("kpis.verb.void"),
        Command::SaveBenchmark(_) => t!("benchmarks.verb"),
        Command::WritePlanningNote(_) => t!("planning.verb.write"),
        Command::VoidPlanningNote(_) => t!("planning.verb.void"),
        Command::RaiseRisk(_)
        | Command::AnswerRisk(_)
        | Command::ClearRisk(_)
        | Command::ReviewTask(_)
        | Command::SetQuota(_)
        | Command::EndQuota(_) => super::measure_words::verb(command).unwrap_or_default(),
        Command::Track(track) => track_words::verb(track),
    }
}

/// The missing evidence: 进账凭证, Payment voucher.
pub fn missing_evidence(missing: Missing) -> String {
    match missing {
        Missing::Deal => t!("evidence.missing.deal").to_owned(),
        Missing::Payment(_) => t!("evidence.missing.payment").to_owned(),
        Missing::Stage(reached) => t!("evidence.missing.stage", stage = stage(reached)),
        Missing::FollowUp => t!("evidence.missing.follow_up").to_owned(),
        Missing::KpiEntry => t!("evidence.missing.kpi_entry").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, set_lang};

    #[test]
    fn growth_shows_its_direction_without_colour() {
        use domain::values::ratio::ratio;
        set_lang(Lang::Zh);
        let of = |of, to| ratio(of, to).expect("a ratio");
        let points = |now, before| Growth::Points { now: of(now, 1_000), before: of(before, 1_000) };
        for (change, year, period) in [
            (Growth::By(of(1, 8)), "▲ 12.5%", "▲ 12.5%"),
            (Growth::By(of(-3, 100)), "▼ 3%", "▼ 3%"),
            (Growth::By(of(1, 3_000)), "持平", "持平"),
            (points(232, 169), "▲ 6.3 个百分点", "▲ 6.3 个百分点"),
            (points(169, 232), "▼ 6.3 个百分点", "▼ 6.3 个百分点"),
            (points(169, 169), "持平", "持平"),
            (Growth::FromNothing, "去年同期为 0", "上期为 0"),
            (Growth::FromNegative, "去年同期为负", "上期为负"),
            (Growth::NotBegun, "尚未开始", "尚未开始"),
            (Growth::Unknown, "—", "—"),
        ] {
            assert_eq!((growth(change, Against::YearBefore), growth(change, Against::PeriodBefore)), (year.to_owned(), period.to_owned()));
        }
    }

    #[test]
    fn closed_dictionaries_have_the_required_texts() {
        set_lang(Lang::Zh);
        // E-06 业绩来源, E-20 规模: exactly these texts, and no others.
        assert_eq!(Origin::ALL.map(origin), ["新客户开发", "老客户复购", "渠道转介绍"]);
        assert_eq!(Scale::ALL.map(scale), ["中小企业", "大型企业", "渠道客户"]);
        // E-22 获客渠道: both online sources are one channel.
        for (said, expected) in [
            ("展会", Source::Fair),
            ("主动拜访", Source::ActiveVisit),
            ("线上推广", Source::Online),
            ("线上引流", Source::Online),
            ("转介绍", Source::Referral),
        ] {
            let meant: Vec<Source> = Source::ALL.into_iter().filter(|it| said.starts_with(&source(*it))).collect();
            assert_eq!(meant, [expected], "{said}");
        }
    }
}
