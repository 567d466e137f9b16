//! The addresses of the app's pages.

use domain::values::ids::{CustomerId, ExpenseId, Key, KpiEntryId, OpportunityId, OrderId, PersonId};
use domain::values::kpi_name::KpiName;

/// 今日.
pub const TODAY: &str = "/";
/// 客户.
pub const CUSTOMERS: &str = "/customers";
/// Filing a new customer.
pub const NEW_CUSTOMER: &str = "/customers/new";
/// 客户续约分析.
pub const RENEWALS: &str = "/customers/renewals";
/// 客户等级评审.
pub const GRADES: &str = "/grades";
/// 等级规则.
pub const GRADE_RULES: &str = "/settings/grades";
/// 商机.
pub const OPPORTUNITIES: &str = "/opportunities";
/// Opening a new opportunity.
pub const NEW_OPPORTUNITY: &str = "/opportunities/new";
/// 订单跟踪.
pub const ORDER_TRACK: &str = "/order-track";
/// 订单跟踪表.
pub const ORDER_TABLE: &str = "/order-track/table";
/// 订单与回款.
pub const ORDERS: &str = "/orders";
/// 任务与日程.
pub const TASKS: &str = "/tasks";
/// 跟进要求.
pub const QUOTAS: &str = "/quotas";
/// 每周客户跟进与业绩表.
pub const WEEKLY: &str = "/weekly";
/// Follow-up rules and working days.
pub const RHYTHM: &str = "/settings/rhythm";
/// 公司规则.
pub const RULES: &str = "/rules";
/// 商机阶段.
pub const PIPELINE: &str = "/settings/pipeline";
/// 字典.
pub const DICTIONARIES: &str = "/settings/dictionaries";
/// 工作日历.
pub const WORK_CALENDAR: &str = "/settings/calendar";
pub const FIELD_POLICY: &str = "/settings/sensitive";
pub const FISCAL_CALENDAR: &str = "/settings/fiscal";
/// Quick entry of a follow-up.
pub const ENTER_FOLLOW_UP: &str = "/enter/follow-up";
/// Quick entry of an order.
pub const ENTER_ORDER: &str = "/enter/order";
/// Quick entry of a payment.
pub const ENTER_PAYMENT: &str = "/enter/payment";
/// Quick entry of an expense.
pub const ENTER_EXPENSE: &str = "/enter/expense";
/// 销售费用.
pub const EXPENSES: &str = "/expenses";
/// 业绩分析.
pub const PERFORMANCE: &str = "/performance";
/// What one channel costs and brings.
pub const PERFORMANCE_CHANNEL: &str = "/performance/channel";
/// The records behind a figure.
pub const PERFORMANCE_RECORDS: &str = "/performance/records";
/// 全部指标.
pub const KPIS: &str = "/kpis";
/// One KPI.
pub const KPI: &str = "/kpis/one";
/// The company's own KPIs.
pub const KPI_SETTINGS: &str = "/settings/kpis";
/// The industry averages of KPIs.
pub const BENCHMARKS: &str = "/settings/benchmarks";
/// Entering a value of a KPI.
pub const ENTER_KPI: &str = "/enter/kpi";
/// 变更记录.
pub const HISTORY: &str = "/history";
/// 审核.
pub const REVIEW: &str = "/review";
/// 目标与计划.
pub const TARGETS: &str = "/targets";
pub const TARGETS_GRID: &str = "/targets/grid";
/// 预警.
pub const ALERTS: &str = "/alerts";
/// 预警规则.
pub const ALERT_RULES: &str = "/settings/alerts";
/// 同步异常: commands that were refused, merged or are stuck.
pub const ATTENTION: &str = "/attention";
/// 工作台.
pub const WORKBENCH: &str = "/workbench";
/// 我的.
pub const ME: &str = "/me";
/// The devices on which the user is signed in.
pub const DEVICES: &str = "/me/devices";
/// 人员.
pub const PEOPLE: &str = "/settings/people";
/// Moves of people.
pub const MOVES: &str = "/moves";
pub const ADD_PEOPLE: &str = "/settings/add-people";
/// 组织.
pub const ORGANISATION: &str = "/settings/organisation";
/// 岗位 KPI.
pub const KPI_SETS: &str = "/settings/kpi-sets";
/// 产品.
pub const PRODUCTS: &str = "/settings/products";
/// What a record needs: evidence, a review, to be entered in time.
pub const RECORD_RULES: &str = "/settings/records";
/// The plan of an order's nodes.
pub const ORDER_RULES: &str = "/settings/orders";
/// Notifications outside the app.
pub const NOTICES: &str = "/settings/notices";
/// Signing in.
pub const SIGN_IN: &str = "/sign-in";

/// Addresses of records.
pub mod paths {
    use domain::values::field::Field;
    use domain::values::json::word_of;
    use domain::values::method::Method;

    use super::{CustomerId, ExpenseId, HISTORY, KPI, Key, KpiEntryId, KpiName, OpportunityId, OrderId, PEOPLE, PersonId, RULES};

    pub fn customer(id: CustomerId) -> String {
        format!("/customers/{id}")
    }

    pub fn opportunity(id: OpportunityId) -> String {
        format!("/opportunities/{id}")
    }

    pub fn order(id: OrderId) -> String {
        format!("/orders/{id}")
    }

    pub fn expense(id: ExpenseId) -> String {
        format!("/expenses/{id}")
    }

    /// The devices and sign-ins of a person.
    pub fn person_devices(id: PersonId) -> String {
        format!("{PEOPLE}/{id}")
    }

    pub fn kpi(name: KpiName) -> String {
        format!("{KPI}?kpi={name}")
    }

    /// A value entered for a KPI.
    pub fn kpi_entry(id: KpiEntryId) -> String {
        format!("/kpis/entries/{id}")
    }

    /// The same with the amend form open.
    pub fn amend_kpi_entry(id: KpiEntryId) -> String {
        format!("/kpis/entries/{id}?amend=1")
    }

    /// The changes of one record.
    /// The rules of the company, beginning with one set.
    pub fn rules_of(rules: Field) -> String {
        format!("{RULES}?of={rules}")
    }

    pub fn history(of: Key) -> String {
        format!("{HISTORY}/{}/{}", of.kind.as_str(), of.id)
    }

    /// The page of an expense, with the amend form open.
    pub fn amend_expense(id: ExpenseId) -> String {
        format!("/expenses/{id}?amend=1")
    }

    /// Quick entry of a follow-up with this customer.
    pub fn enter_follow_up(customer: CustomerId) -> String {
        format!("/enter/follow-up?customer={customer}")
    }

    /// Quick entry of a follow-up with this customer, with the contact method preset.
    pub fn contact(customer: CustomerId, method: Option<Method>) -> String {
        let to = enter_follow_up(customer);
        method.map_or_else(|| to.clone(), |it| format!("{to}&method={}", word_of(it)))
    }

    /// Quick entry of an order of this customer.
    pub fn enter_order(customer: CustomerId) -> String {
        format!("/enter/order?customer={customer}")
    }

    /// Quick entry of the order that wins this opportunity.
    pub fn win(customer: CustomerId, opportunity: OpportunityId) -> String {
        format!("/enter/order?customer={customer}&opportunity={opportunity}")
    }

    /// Quick entry of a payment for this order.
    pub fn enter_payment(order: OrderId) -> String {
        format!("/enter/payment?order={order}")
    }
}
