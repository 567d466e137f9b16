//! 订单跟踪表 (O-01): the twelve columns of the table for one order. All values are computed.

use super::Order;
use crate::values::calendar::Day;
use crate::values::ids::{CustomerId, PersonId, ProductId};
use crate::values::money::Money;
use crate::values::node::Node;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackingRow {
    /// 1 订单号.
    pub number: String,
    /// 2 客户名称: the customer to show by name.
    pub customer: CustomerId,
    /// 3 产品/服务.
    pub products: Vec<ProductId>,
    /// 4 下单时间.
    pub ordered_on: Day,
    /// 5 订单金额, net of returns.
    pub amount: Money,
    /// 6 销售负责人.
    pub owner: PersonId,
    /// 7 当前状态.
    pub node: Node,
    /// 8 预计交付时间.
    pub deliver_by: Option<Day>,
    /// 9 实际交付时间.
    pub delivered_on: Option<Day>,
    /// 10 交付差异原因.
    pub gap: Option<String>,
    /// 11 客户反馈: satisfaction, 1 to 5.
    pub score: Option<u8>,
    /// 12 异常记录: the problem and the latest step taken.
    pub anomalies: Vec<(String, Option<String>)>,
}

impl Order {
    pub fn tracking_row(&self) -> TrackingRow {
        TrackingRow {
            number: self.number.clone(),
            customer: self.customer,
            products: self.products(),
            ordered_on: self.terms.deal_on,
            amount: self.amount(),
            owner: self.owner,
            node: self.node(),
            deliver_by: self.deliver_by(),
            delivered_on: self.delivered_on(),
            gap: self.delivery_gap.as_ref().map(|it| it.reason.clone()),
            score: self.rating.as_ref().map(|it| it.score),
            anomalies: self
                .anomalies
                .iter()
                .map(|it| (it.problem.clone(), it.handling.last().map(|handling| handling.text.clone())))
                .collect(),
        }
    }
}
