use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};

use super::part::{
    AlertPart, ContactPart, GoodsPart, InstalmentPart, LinePart, NodePart, PersonPart, Segment, SplitPart, StagePart, TargetPart, below,
    for_each_part,
};
use crate::values::alert_rule::AlertRule;
use crate::values::grade::Grade;
use crate::values::node::Node;
use crate::values::role::Role;
use crate::values::sensitive::Sensitive;
use crate::values::stage::Stage;

macro_rules! fields {
    (
        plain { $($plain:ident = $name:literal,)* }
        placed { $($(#[$placed_doc:meta])* $placed:ident($at:ty) = $list:literal,)* }
        parts { $($(#[$part_doc:meta])* $part:ident($place:ty, $of:ty) = $group:literal,)* }
    ) => {
        /// A field that a refusal or a conflict can name. Every field has a word in `app/src/i18n/field_words.rs`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Field {
            $($plain,)*
            $($(#[$placed_doc])* $placed($at),)*
            $($(#[$part_doc])* $part($place, $of),)*
        }

        impl Field {
            /// The name as it is sent and stored.
            pub fn text(self) -> Cow<'static, str> {
                match self {
                    $(Field::$plain => Cow::Borrowed($name),)*
                    $(Field::$placed(at) => Cow::Owned(format!(concat!($list, ".{}"), at.text())),)*
                    $(Field::$part(at, of) => Cow::Owned(format!(concat!($group, ".{}.{}"), at.text(), of.text())),)*
                }
            }

            /// The field of this name; `None` if this release does not know it.
            pub fn parse(name: &str) -> Option<Field> {
                match name {
                    $($name => return Some(Field::$plain),)*
                    _ => {}
                }
                $(
                    if let Some(at) = below($list, name).and_then(<$at>::parse) {
                        return Some(Field::$placed(at));
                    }
                )*
                $(
                    if let Some((at, of)) = below($group, name).and_then(|it| it.split_once('.'))
                        && let (Some(at), Some(of)) = (<$place>::parse(at), <$of>::parse(of))
                    {
                        return Some(Field::$part(at, of));
                    }
                )*
                None
            }

            /// Every field; of those in a list, some. For tests.
            pub fn examples() -> Vec<Field> {
                let mut all = vec![$(Field::$plain),*];
                $(all.extend(<$at>::examples().into_iter().map(Field::$placed));)*
                $(
                    for at in <$place>::examples() {
                        all.extend(<$of>::examples().into_iter().map(|of| Field::$part(at, of)));
                    }
                )*
                all
            }
        }
    };
}

fields! {
    plain {
        APercent = "a_percent",
        Accept = "accept",
        Account = "account",
        Active = "active",
        Activities = "activities",
        Activity = "activity",
        Adjust = "adjust",
        Alert = "alert",
        Alerts = "alerts",
        AlertsLasts = "alerts.lasts",
        CreditSplit = "credit_split",
        KpiAlerts = "alerts.kpis",
        KpiCap = "kpi_cap",
        KpiSets = "kpi_sets",
        FieldPolicy = "field_policy",
        AlertsSweepAt = "alerts.sweep_at",
        Amount = "amount",
        AmountUnit = "amount_unit",
        Anomaly = "anomaly",
        Answer = "answer",
        ApplyTo = "apply_to",
        Ask = "ask",
        Attachment = "attachment",
        BPercent = "b_percent",
        Basis = "basis",
        Cadence = "cadence",
        CadenceVersions = "cadence_versions",
        Calendar = "calendar",
        Cause = "cause",
        Challenge = "challenge",
        Channel = "channel",
        ChurnRisk = "churn_risk",
        Citation = "citation",
        CollectMinutes = "collect_minutes",
        Command = "command",
        Complaint = "complaint",
        Comparisons = "comparisons",
        ComparisonsForReps = "comparisons.for_reps",
        Compares = "compares",
        Completes = "completes",
        Contact = "contact",
        ContactDecides = "contact_decides",
        ContactRole = "contact_role",
        Contacts = "contacts",
        Content = "content",
        ContractEndsOn = "contract_ends_on",
        Cooperation = "cooperation",
        CooperationDepth = "cooperation_depth",
        CooperationSince = "cooperation_since",
        Corrects = "corrects",
        Cost = "cost",
        CreditDays = "credit_days",
        CreditUse = "credit_use",
        Credited = "credited",
        Currency = "currency",
        Customer = "customer",
        Customers = "customers",
        Cut = "cut",
        Days = "days",
        DealOn = "deal_on",
        DeliverBy = "deliver_by",
        Delivery = "delivery",
        DeliveryGap = "delivery_gap",
        Demand = "demand",
        DemandExplicit = "demand_explicit",
        Department = "department",
        DictionaryVersions = "dictionary_versions",
        Discount = "discount",
        DueOn = "due_on",
        Email = "email",
        End = "end",
        Endpoint = "endpoint",
        Entry = "entry",
        EntryTimes = "entry_times",
        EntryTimesBackFilledAfter = "entry_times.back_filled_after",
        EntryTimesExpectedBy = "entry_times.expected_by",
        Envelopes = "envelopes",
        Escalates = "escalates",
        Every = "every",
        Evidence = "evidence",
        EvidenceDealAbove = "evidence.deal_above",
        EvidencePaymentAbove = "evidence.payment_above",
        EvidenceStages = "evidence.stages",
        ExpectedClose = "expected_close",
        Expense = "expense",
        ExpenseKinds = "expense_kinds",
        Factors = "factors",
        Feedback = "feedback",
        FiledOn = "filed_on",
        FirstContactOn = "first_contact_on",
        FiscalCalendar = "fiscal_calendar",
        FiscalCalendarFirstMonth = "fiscal_calendar.first_month",
        FiscalCalendarWeekStart = "fiscal_calendar.week_start",
        Floor = "floor",
        FollowUp = "follow_up",
        Formula = "formula",
        From = "from",
        FromDay = "from_day",
        GapReasons = "gap_reasons",
        Goal = "goal",
        Gone = "gone",
        Goods = "goods",
        Grade = "grade",
        GradeRules = "grade_rules",
        Height = "height",
        Holidays = "holidays",
        How = "how",
        Id = "id",
        Industry = "industry",
        Instalments = "instalments",
        Keep = "keep",
        Keeps = "keeps",
        KeyAmount = "key_amount",
        KeyMonths = "key_months",
        Keys = "keys",
        JoinedOn = "joined_on",
        Kpi = "kpi",
        Kind = "kind",
        Language = "language",
        Lasts = "lasts",
        LeftOn = "left_on",
        Level = "level",
        Limit = "limit",
        Line = "line",
        Lines = "lines",
        Logistics = "logistics",
        MadeAt = "made_at",
        ManagerAfter = "manager_after",
        Margin = "margin",
        Matter = "matter",
        Media = "media",
        Method = "method",
        Methods = "methods",
        Metric = "metric",
        Model = "model",
        Module = "module",
        Name = "name",
        NameEn = "name_en",
        Names = "names",
        New = "new",
        NewForMonths = "new_for_months",
        NextOn = "next_on",
        NextStep = "next_step",
        NextTask = "next_task",
        Node = "node",
        NodeDone = "node_done",
        NodePlan = "node_plan",
        Note = "note",
        Number = "number",
        Of = "of",
        Offset = "offset",
        Old = "old",
        On = "on",
        OpenedOn = "opened_on",
        Operator = "operator",
        Opportunity = "opportunity",
        Order = "order",
        OrderNodes = "order_nodes",
        Origin = "origin",
        Owner = "owner",
        Passed = "passed",
        Password = "password",
        Payment = "payment",
        People = "people",
        Period = "period",
        Person = "person",
        Phone = "phone",
        Pipeline = "pipeline",
        PipelineVersions = "pipeline_versions",
        Plan = "plan",
        Postings = "postings",
        PotentialAmount = "potential_amount",
        Prepaid = "prepaid",
        Price = "price",
        PriceBand = "price_band",
        PriceBandVersions = "price_band_versions",
        PriceBands = "price_bands",
        Problem = "problem",
        Product = "product",
        ProductLine = "product_line",
        PurchasingPower = "purchasing_power",
        Quantity = "quantity",
        Quarter = "quarter",
        Quarters = "quarters",
        QuietFrom = "quiet_from",
        QuietUntil = "quiet_until",
        Quota = "quota",
        Quotas = "quotas",
        Ramp = "ramp",
        Raises = "raises",
        Rating = "rating",
        Reason = "reason",
        Refund = "refund",
        RefundAmount = "refund.amount",
        RefundId = "refund.id",
        RefundNote = "refund.note",
        RefundOn = "refund.on",
        Region = "region",
        Renewal = "renewal",
        Request = "request",
        Requests = "requests",
        Response = "response",
        Responsible = "responsible",
        Returned = "returned",
        Review = "review",
        ReviewExpensesFrom = "review.expenses_from",
        ReviewOrdersFrom = "review.orders_from",
        ReviewPaymentsFrom = "review.payments_from",
        ReviewState = "review_state",
        Risk = "risk",
        RiskKind = "risk_kind",
        RiskKinds = "risk_kinds",
        Risks = "risks",
        Role = "role",
        Scale = "scale",
        Score = "score",
        Secret = "secret",
        Sha256 = "sha256",
        Share = "share",
        Size = "size",
        Solves = "solves",
        SeasonCurves = "season_curves",
        Source = "source",
        Sources = "sources",
        Stage = "stage",
        StrategicAmount = "strategic_amount",
        StrategicMonths = "strategic_months",
        StrategicValue = "strategic_value",
        Strategy = "strategy",
        Stretch = "stretch",
        SubStage = "sub_stage",
        Success = "success",
        SuccessFactors = "success_factors",
        Superior = "superior",
        SuperiorAfter = "superior_after",
        SweepAt = "sweep_at",
        Targets = "targets",
        Task = "task",
        TaskReview = "task_review",
        TaskReviewVersions = "task_review_versions",
        Team = "team",
        Text = "text",
        Threshold = "threshold",
        Title = "title",
        To = "to",
        Topic = "topic",
        UnitWord = "unit_word",
        Until = "until",
        Url = "url",
        UtcOffsetMinutes = "utc_offset_minutes",
        Value = "value",
        Wanted = "wanted",
        What = "what",
        Who = "who",
        Width = "width",
        Window = "window",
        WinsNew = "wins_new",
    }
    placed {
        /// An interval of the contact cadence.
        CadenceOf(Grade) = "cadence",
        /// A part of a formula.
        FormulaAt(usize) = "formula",
        InstalmentAt(usize) = "instalments",
        /// A bound between two price bands, by its place on the form.
        LimitAt(usize) = "limit",
        /// The KPI set of a role, and the sum of its weights.
        KpiSetOf(Role) = "kpi_set",
        /// A line of an order.
        LineAt(usize) = "lines",
        /// A bound between two price bands.
        PriceBandAt(usize) = "price_bands",
        /// The weights of a season curve.
        SeasonMonthsAt(usize) = "season_months",
        SeasonNameAt(usize) = "season_names",
    }
    parts {
        AlertOf(AlertRule, AlertPart) = "alerts",
        ContactOf(usize, ContactPart) = "contacts",
        /// One row of the goods of a delivery or a return.
        GoodsOf(usize, GoodsPart) = "goods",
        InstalmentOf(usize, InstalmentPart) = "instalments",
        /// A KPI of the set of a role.
        KpiSetAt(Role, usize) = "kpi_sets",
        LineOf(usize, LinePart) = "lines",
        /// Whether a role sees a group of sensitive fields.
        SeenBy(Sensitive, Role) = "seen_by",
        /// One of the people whom an order is credited to.
        SplitOf(usize, SplitPart) = "credit_split",
        /// A node of the order template.
        NodeOf(Node, NodePart) = "order_nodes",
        /// A person of an act that adds several.
        PersonAt(usize, PersonPart) = "people",
        /// A stage of the pipeline.
        StageOf(Stage, StagePart) = "pipeline",
        /// A target of an act that sets several.
        TargetAt(usize, TargetPart) = "targets",
    }
}

macro_rules! part_fields {
    ($($(#[$doc:meta])* $of:ident { $($part:ident,)* })*) => {$(
        impl $of {
            /// The field of the same name on its own.
            pub fn field(self) -> Field {
                match self {
                    $($of::$part => Field::$part,)*
                }
            }
        }

        impl Segment for $of {
            fn text(self) -> String {
                self.field().text().into_owned()
            }

            fn parse(text: &str) -> Option<$of> {
                <$of as Segment>::examples().into_iter().find(|it| it.field().text() == text)
            }

            fn examples() -> Vec<$of> {
                vec![$($of::$part),*]
            }
        }
    )*};
}

for_each_part!(part_fields);

impl Display for Field {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn field_names_are_unique_and_parse_back() {
        let all = Field::examples();
        for field in &all {
            assert_eq!(Field::parse(&field.text()), Some(*field), "{field}");
        }
        let names: BTreeSet<_> = all.iter().map(|it| it.text()).collect();
        assert_eq!(names.len(), all.len());
    }

    #[test]
    fn names_are_those_of_earlier_releases() {
        for (field, name) in [
            (Field::Customer, "customer"),
            (Field::RefundOn, "refund.on"),
            (Field::EntryTimesExpectedBy, "entry_times.expected_by"),
            (Field::LineAt(2), "lines.2"),
            (Field::LineOf(0, LinePart::Price), "lines.0.price"),
            (Field::GoodsOf(1, GoodsPart::Quantity), "goods.1.quantity"),
            (Field::InstalmentOf(10, InstalmentPart::DueOn), "instalments.10.due_on"),
            (Field::ContactOf(1, ContactPart::Email), "contacts.1.email"),
            (Field::NodeOf(Node::Shipped, NodePart::Owner), "order_nodes.2.owner"),
            (Field::StageOf(Stage::Proposal, StagePart::Limit), "pipeline.2.limit"),
            (Field::CadenceOf(Grade::Key), "cadence.1"),
            (Field::PriceBandAt(1), "price_bands.1"),
            (Field::AlertOf(AlertRule::DeliveryLate, AlertPart::Threshold), "alerts.delivery_late.threshold"),
            (Field::AlertsLasts, "alerts.lasts"),
        ] {
            assert_eq!((field.text().as_ref(), Field::parse(name)), (name, Some(field)));
        }
    }
}
