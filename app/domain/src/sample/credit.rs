//! Money beyond what an order is worth (SA-04): one customer overpays and gets a part refunded, another pays before there is an order.

use super::story::Story;
use crate::book::Book;
use crate::decide::command::{Command, RecordAdvance, RecordPayment, Refund, RefundCredit};
use crate::records::order::{Collection, Order, PaymentMethod};
use crate::values::calendar::Period;
use crate::values::ids::{CreditUseId, OrderId, PaymentId};
use crate::values::money::Money;

pub(super) fn tell(story: &mut Story, book: &Book) {
    // In the previous month, so that this month starts with only its own amounts.
    let month = Period::Month(story.today.month()).first();
    let (came_on, back_on) = (story.working(month.plus(-14)), story.working(month.plus(-7)));
    // Only customers that never changed hands, and orders that were fully paid before.
    let holds = |order: &&Order| {
        let customer = book.customer(order.customer).filter(|it| it.stands() && it.hand_overs.is_empty() && it.merged.is_empty());
        customer.is_some_and(|customer| customer.owner == order.owner) && book.person(order.owner).is_some_and(|it| it.active)
    };
    let offset = book.company().utc_offset_minutes;
    let is_paid = |order: &&Order| {
        let stands = order.cancelled.is_none() && order.returns.is_empty() && order.collection() == Collection::Full;
        stands && order.payments.iter().all(|it| it.made_at.day(offset) < came_on)
    };
    let Some(paid) = book.orders().filter(holds).rfind(is_paid) else { return };
    let (order, by, method) = (paid.id, paid.owner, PaymentMethod::Transfer);
    let (id, amount) = (PaymentId(story.id(came_on)), Money::whole(1_200));
    let note = "客户多付".to_owned();
    story.act(by, came_on, Command::RecordPayment(RecordPayment { id, order, on: came_on, amount, method, note }));
    let refund = Refund { id: CreditUseId(story.id(back_on)), on: back_on, amount: Money::whole(200), note: "差额退回".to_owned() };
    story.act(by, back_on, Command::RefundCredit(RefundCredit { order, refund }));

    let another = book.orders().filter(holds).find(|it| it.customer != paid.customer);
    let Some((customer, by)) = another.map(|it| (it.customer, it.owner)) else { return };
    let (id, payment) = (OrderId(story.id(back_on)), PaymentId(story.id(back_on)));
    let (amount, note) = (Money::whole(20_000), "新项目定金".to_owned());
    story.act(by, back_on, Command::RecordAdvance(RecordAdvance { id, payment, customer, on: back_on, amount, method, note }));
}
