//! The most urgent flag of an order in a list, shown beside the money: late delivery, open matters, or missing evidence. Computed only for the
//! visible rows.

use domain::book::Book;
use domain::values::calendar::Day;
use domain::values::ids::OrderId;
use domain::views::evidence;
use leptos::prelude::*;

use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Badge, Tone};

/// The flags, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OrderWarning {
    Late,
    Open { n: usize },
    Lacks,
}

fn flag_of(id: OrderId, book: &Book, today: Day) -> Option<OrderWarning> {
    let order = book.order(id)?;
    if !order.is_fully_delivered() && order.given_up_on().is_none() && order.is_delivery_late(today) {
        return Some(OrderWarning::Late);
    }
    let n = order.n_open_matters();
    match n {
        0 => (!evidence::of_order(order, book).is_empty()).then_some(OrderWarning::Lacks),
        n => Some(OrderWarning::Open { n }),
    }
}

/// The flag in words; empty when there is none.
pub fn warning_words(id: OrderId, book: &Book, today: Day) -> String {
    flag_of(id, book, today).map(said).unwrap_or_default()
}

fn said(warning: OrderWarning) -> String {
    match warning {
        OrderWarning::Late => t!("tracking.late_now").to_owned(),
        OrderWarning::Open { n } => t!("track.open_matters", n = n),
        OrderWarning::Lacks => t!("evidence.missing.badge").to_owned(),
    }
}

/// The badge; nothing when there is no flag.
#[component]
pub fn OrderFlag(id: OrderId) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let flag = Memo::new(move |_| notebook.with(|book| flag_of(id, book, notebook.today())));
    move || flag.get().map(|it| view! { <Badge label=move || said(it) tone=Tone::Warning/> })
}

#[cfg(test)]
mod tests {
    use domain::records::order::{Anomaly, Order, Return, ReturnedGoods};
    use domain::sample;
    use domain::values::calendar::Timestamp;
    use domain::values::ids::{AnomalyId, PersonId, ReturnId};

    use super::*;

    #[test]
    fn an_order_says_the_most_urgent_thing_about_itself() {
        let today = Day::parse("2026-11-21").expect("a day of the calendar");
        let mut book = sample::company(today).book();
        let lacks = book.orders().find(|it| !evidence::of_order(it, &book).is_empty()).expect("an order without its contract").clone();
        let mut flag = |order: &Order| {
            book.put(order.clone().into());
            flag_of(order.id, &book, today)
        };
        let mut order = Order { deliveries: Vec::new(), nodes: Vec::new(), acceptances: Vec::new(), anomalies: Vec::new(), ..lacks };
        order.complaints.clear();
        order.terms.deliver_by = Some(today);
        assert_eq!(flag(&order), Some(OrderWarning::Lacks));
        let problem = "外壳划伤".to_owned();
        let (id, made_at, by) = (AnomalyId::default(), Timestamp(0), PersonId::default());
        order.anomalies.push(Anomaly { id, made_at, by, problem, responsible: None, handling: Vec::new() });
        assert_eq!(flag(&order), Some(OrderWarning::Open { n: 1 }));
        order.terms.deliver_by = Some(today.plus(-1));
        assert_eq!(flag(&order), Some(OrderWarning::Late));
        // Given up before anything was delivered: the delivery can no longer be late.
        let given_up = |line: &domain::records::order::Line| ReturnedGoods {
            product: line.product,
            quantity: line.quantity,
            amount: line.amount(),
            delivered: domain::values::money::Quantity::NONE,
            sold_at: None,
        };
        let (id, on, reason) = (ReturnId::default(), today, "客户取消项目".to_owned());
        let goods = order.terms.lines.iter().map(given_up).collect();
        order.returns.push(Return { id, on, goods, refund: domain::values::money::Money::ZERO, reason, by, made_at, voided: None });
        assert_eq!((order.given_up_on(), flag(&order)), (Some(today), Some(OrderWarning::Open { n: 1 })));
        order.returns.clear();
        (order.anomalies, order.terms.deliver_by, order.terms.lines) = (Vec::new(), None, Vec::new());
        order.payments.clear();
        assert_eq!(flag(&order), None, "nothing sold, nothing to prove");
    }
}
