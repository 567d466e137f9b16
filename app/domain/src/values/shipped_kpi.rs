//! The names of the KPIs that ship with the product (C2). Their formulas are in `crate::records::kpi::definitions`.

/// A shipped KPI. The names are stored in formulas, targets and addresses: add new ones, never rename.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ShippedKpi {
    /// 客户拜访量.
    Visits,
    /// 电话跟进量.
    Calls,
    /// 跟进次数.
    FollowUps,
    /// 方案跟进量 (S3:L84).
    ProposalContacts,
    /// 活动参与量 (T-07).
    Activities,
    /// 新增商机.
    OpportunitiesOpened,
    /// 有效线索数: opportunities that reached 意向.
    EffectiveLeads,
    /// 方案提交数.
    Proposals,
    /// 新建档客户 (A12).
    CustomersFiled,
    /// 销售额 (A13).
    SalesAmount,
    /// 销售数量 (F-05).
    SalesQuantity,
    /// 成交单数.
    Deals,
    /// 平均订单金额 (F-11, A9).
    AverageOrder,
    /// 户均销售额 (A9).
    SalesPerCustomer,
    /// 回款金额.
    Collected,
    /// 回款率 of what was due (F-10, A8).
    CollectionRate,
    /// 回款 ÷ 成交额, the other reading of A8.
    CollectedOfSales,
    /// 新增客户 (A12).
    NewCustomers,
    /// 人均销售额 (F-07).
    SalesPerHead,
    /// 客户满意度.
    Satisfaction,
    /// 复购率 (F-06, A10).
    RepurchaseRate,
    /// 新客户转化率: of the customers filed, those who have bought.
    NewCustomerConversion,
    /// 投诉率.
    ComplaintRate,
    /// 投诉答复时长.
    ComplaintAnswerTime,
    /// 跨部门配合时长: how long others take to solve the anomalies handed to them (S3:L86).
    CooperationTime,
    /// 成交周期 (A16).
    SalesCycle,
    /// 交付及时率 (A14).
    OnTimeRate,
    /// 订单满足率 (A15).
    FillRate,
    /// 整单交付率 (A15).
    InFullRate,
    /// 异常订单占比 (F-15).
    AbnormalShare,
    /// 新客户贡献度 (F-17).
    NewCustomerContribution,
    /// 客户跟进转化率 (F-18).
    FollowUpConversion,
    /// 方案转化率 (F-18).
    ProposalConversion,
    /// 线索成交率 (F-18).
    LeadConversion,
    /// 展会线索转化率 (F-18).
    FairConversion,
    /// 转介绍成交率 (F-21).
    ReferralConversion,
    /// 赢单率.
    WinRate,
    /// 高价值客户留存率 (F-19).
    HighValueRetention,
    /// 客户终身价值: sales per customer so far.
    LifetimeValue,
    /// 毛利率 (F-16).
    GrossMargin,
    /// 销售费用.
    SellingExpense,
    /// 销售费用占比 (F-09).
    ExpenseRatio,
    /// 新客户开发成本 (F-08).
    NewCustomerCost,
    /// 费用投入产出比 (F-08).
    ReturnOnExpense,
    /// 新客户开发周期 (F-20).
    DevelopmentCycle,
    /// 方案响应时间 (F-20).
    ProposalResponse,
}

impl ShippedKpi {
    /// In the order in which they are listed.
    pub const ALL: [ShippedKpi; 46] = [
        ShippedKpi::Visits,
        ShippedKpi::Calls,
        ShippedKpi::FollowUps,
        ShippedKpi::ProposalContacts,
        ShippedKpi::Activities,
        ShippedKpi::OpportunitiesOpened,
        ShippedKpi::EffectiveLeads,
        ShippedKpi::Proposals,
        ShippedKpi::CustomersFiled,
        ShippedKpi::SalesAmount,
        ShippedKpi::SalesQuantity,
        ShippedKpi::Deals,
        ShippedKpi::AverageOrder,
        ShippedKpi::SalesPerCustomer,
        ShippedKpi::Collected,
        ShippedKpi::CollectionRate,
        ShippedKpi::CollectedOfSales,
        ShippedKpi::NewCustomers,
        ShippedKpi::SalesPerHead,
        ShippedKpi::Satisfaction,
        ShippedKpi::RepurchaseRate,
        ShippedKpi::NewCustomerConversion,
        ShippedKpi::ComplaintRate,
        ShippedKpi::ComplaintAnswerTime,
        ShippedKpi::CooperationTime,
        ShippedKpi::SalesCycle,
        ShippedKpi::OnTimeRate,
        ShippedKpi::FillRate,
        ShippedKpi::InFullRate,
        ShippedKpi::AbnormalShare,
        ShippedKpi::NewCustomerContribution,
        ShippedKpi::FollowUpConversion,
        ShippedKpi::ProposalConversion,
        ShippedKpi::LeadConversion,
        ShippedKpi::FairConversion,
        ShippedKpi::ReferralConversion,
        ShippedKpi::WinRate,
        ShippedKpi::HighValueRetention,
        ShippedKpi::LifetimeValue,
        ShippedKpi::GrossMargin,
        ShippedKpi::SellingExpense,
        ShippedKpi::ExpenseRatio,
        ShippedKpi::NewCustomerCost,
        ShippedKpi::ReturnOnExpense,
        ShippedKpi::DevelopmentCycle,
        ShippedKpi::ProposalResponse,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            ShippedKpi::Visits => "visits",
            ShippedKpi::Calls => "calls",
            ShippedKpi::FollowUps => "follow_ups",
            ShippedKpi::ProposalContacts => "proposal_contacts",
            ShippedKpi::Activities => "activities",
            ShippedKpi::OpportunitiesOpened => "opportunities_opened",
            ShippedKpi::EffectiveLeads => "effective_leads",
            ShippedKpi::Proposals => "proposals",
            ShippedKpi::CustomersFiled => "customers_filed",
            ShippedKpi::SalesAmount => "sales_amount",
            ShippedKpi::SalesQuantity => "sales_quantity",
            ShippedKpi::Deals => "deals",
            ShippedKpi::AverageOrder => "average_order",
            ShippedKpi::SalesPerCustomer => "sales_per_customer",
            ShippedKpi::Collected => "collected",
            ShippedKpi::CollectionRate => "collection_rate",
            ShippedKpi::CollectedOfSales => "collected_of_sales",
            ShippedKpi::NewCustomers => "new_customers",
            ShippedKpi::SalesPerHead => "sales_per_head",
            ShippedKpi::Satisfaction => "satisfaction",
            ShippedKpi::RepurchaseRate => "repurchase_rate",
            ShippedKpi::NewCustomerConversion => "new_customer_conversion",
            ShippedKpi::ComplaintRate => "complaint_rate",
            ShippedKpi::ComplaintAnswerTime => "complaint_answer_time",
            ShippedKpi::CooperationTime => "cooperation_time",
            ShippedKpi::SalesCycle => "sales_cycle",
            ShippedKpi::OnTimeRate => "on_time_rate",
            ShippedKpi::FillRate => "fill_rate",
            ShippedKpi::InFullRate => "in_full_rate",
            ShippedKpi::AbnormalShare => "abnormal_share",
            ShippedKpi::NewCustomerContribution => "new_customer_contribution",
            ShippedKpi::FollowUpConversion => "follow_up_conversion",
            ShippedKpi::ProposalConversion => "proposal_conversion",
            ShippedKpi::LeadConversion => "lead_conversion",
            ShippedKpi::FairConversion => "fair_conversion",
            ShippedKpi::ReferralConversion => "referral_conversion",
            ShippedKpi::WinRate => "win_rate",
            ShippedKpi::HighValueRetention => "high_value_retention",
            ShippedKpi::LifetimeValue => "lifetime_value",
            ShippedKpi::GrossMargin => "gross_margin",
            ShippedKpi::SellingExpense => "selling_expense",
            ShippedKpi::ExpenseRatio => "expense_ratio",
            ShippedKpi::NewCustomerCost => "new_customer_cost",
            ShippedKpi::ReturnOnExpense => "return_on_expense",
            ShippedKpi::DevelopmentCycle => "development_cycle",
            ShippedKpi::ProposalResponse => "proposal_response",
        }
    }

    /// The inverse of [`ShippedKpi::as_str`].
    pub fn parse(word: &str) -> Option<ShippedKpi> {
        ShippedKpi::ALL.into_iter().find(|it| it.as_str() == word)
    }
}
