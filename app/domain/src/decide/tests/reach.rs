//! A button is shown exactly when its command would not be refused for lack of access. Tested for every command and person, before and after a
//! hand-over. The button depends on the book of the person's phone, the decision on the server's.

use crate::access::alert_owner;
use crate::access::sight::Sight;
use crate::values::refusal::Refusal;
use std::collections::BTreeSet;

use super::access::{cases, elsewhere, held, held_by};
use super::*;
use crate::access::actor::Actor;
use crate::decide::command::{
    AddFeedback, AmendCustomer, AmendExpense, AmendKpiEntry, AmendOpportunity, AmendOrder, AmendTask, AnswerComplaint, AnswerRequest,
    AnswerRisk, ApproveRecord, AttributeExpense, CancelOrder, CancelTask, ClearRisk, DecideGrade, DismissAlert, EndQuota, ExplainDelivery,
    FinishNode, FinishTask, HandOverCustomer, HandleAnomaly, LoseOpportunity, MergeCustomers, MoveStage, OpenOpportunity, PlanNode,
    RateOrder, RecordAcceptance, RecordAnomaly, RecordComplaint, RecordDelivery, RecordExpense, RefundCredit, RemoveCustomer, ReopenNode,
    ResubmitRecord, ReturnGoods, ReturnRecord, ReviewTask, SeeAlert, SetTarget, SetTargets, SplitCredit, Track, VoidCreditUse,
    VoidDelivery, VoidExpense, VoidKpiEntry, VoidPayment, VoidPlanningNote, VoidReturn, WinOpportunity, WithdrawAttachment,
};
use crate::records::alert::AlertKey;
use crate::values::ids::{CustomerId, ExpenseId};
use crate::values::target_of::TargetOf;

/// The part of a book that this person's devices hold.
fn phone_of(actor: &Actor, book: &Book) -> Book {
    let mut phone = Book::default();
    let sight = Sight::of(actor, book, crate::sample::small().1.today);
    book.records().filter(|it| it.scope(book).is_open_to(actor, book)).for_each(|it| phone.put(sight.copy_of(it)));
    phone
}

/// Whether a screen offers the command to this person; `None` if their phone holds no page that could offer it.
fn button(command: &Command, actor: &Actor, book: &Book) -> Option<bool> {
    let works_with = |it: CustomerId| book.customer(it).map(|customer| actor.may_work_with_customer(customer, book));
    let may_choose = |owner: Option<PersonId>| owner.is_none_or(|it| actor.owners_to_choose(book).any(|person| person.id == it));
    let on_order = |it: OrderId| book.order(it).map(|order| actor.may_work_on_order(order, book));
    let on_opportunity = |it: OpportunityId| book.opportunity(it).map(|opportunity| actor.may_work_on_opportunity(opportunity, book));
    let on_risks = |it: OpportunityId| book.opportunity(it).map(|opportunity| actor.may_answer_risks(opportunity, book));
    let on_task = |it: TaskId| book.task(it).map(|task| actor.may_work_on_task(task, book));
    let on_expense = |it: ExpenseId| book.expense(it).map(|expense| actor.may_amend_expense(expense, book));
    let on_alert = |it: &AlertKey| alert_owner::whose(it.subject, book).map(|owner| (actor.may_see_alert(&owner, book), owner.person));
    match command {
        Command::FileCustomer(customer) => Some(may_choose(customer.owner)),
        Command::AmendCustomer(AmendCustomer { customer, .. }) | Command::RemoveCustomer(RemoveCustomer { customer }) => {
            works_with(*customer)
        }
        Command::HandOverCustomer(HandOverCustomer { customer, to, .. }) => {
            let may = actor.may_hand_over_customer(book.customer(*customer)?, book);
            Some(may && actor.receivers(book).any(|it| it.id == *to))
        }
        Command::RequestChange(request) => book.customer(request.customer).map(|it| actor.may_request_change(it, book)),
        Command::AnswerRequest(AnswerRequest { customer, request, accept, .. }) => {
            let customer = book.customer(*customer)?;
            let request = customer.requests.iter().find(|it| it.id == *request)?;
            let takes_back = !accept && actor.may_take_back_request(request);
            Some(takes_back || actor.may_decide_request(customer, &request.ask, book))
        }
        Command::DecideGrade(DecideGrade { customer, to, .. }) => {
            book.customer(*customer).map(|it| actor.may_grade(it.owner, it.profile.grade, *to, book))
        }
        Command::Observe(observation) => works_with(observation.customer),
        Command::MergeCustomers(MergeCustomers { keep, gone, .. }) => {
            let may = |it: &CustomerId| book.customer(*it).map(|customer| actor.may_hand_over_customer(customer, book));
            Some(may(keep)? && may(gone)?)
        }
        Command::LogFollowUp(follow_up) => works_with(follow_up.customer),
        Command::AddFeedback(AddFeedback { follow_up, .. }) => book.follow_up(*follow_up).map(|it| actor.may_add_feedback(it, book)),
        Command::AddTask(task) => Some(works_with(task.customer)? && may_choose(task.owner)),
        Command::AmendTask(AmendTask { task, .. })
        | Command::FinishTask(FinishTask { task, .. })
        | Command::ReviewTask(ReviewTask { task, .. })
        | Command::CancelTask(CancelTask { task, .. }) => on_task(*task),
        Command::OpenOpportunity(OpenOpportunity { customer, owner, .. }) => Some(works_with(*customer)? && may_choose(*owner)),
        Command::AmendOpportunity(AmendOpportunity { opportunity, .. })
        | Command::MoveStage(MoveStage { opportunity, .. })
        | Command::LoseOpportunity(LoseOpportunity { opportunity, .. }) => on_opportunity(*opportunity),
        Command::WinOpportunity(WinOpportunity { opportunity, order }) => Some(on_opportunity(*opportunity)? && may_choose(order.owner)),
        Command::RaiseRisk(risk) => on_risks(risk.opportunity),
        Command::AnswerRisk(AnswerRisk { opportunity, .. }) | Command::ClearRisk(ClearRisk { opportunity, .. }) => on_risks(*opportunity),
        Command::SetQuota(quota) => Some(actor.may_ask_quota_of(quota.of, book)),
        Command::EndQuota(EndQuota { quota, .. }) => book.quota(*quota).map(|it| actor.may_ask_quota_of(it.of, book)),
        Command::TakeOrder(order) => Some(works_with(order.customer)? && may_choose(order.owner)),
        Command::AmendOrder(AmendOrder { order, .. })
        | Command::CancelOrder(CancelOrder { order, .. })
        | Command::VoidPayment(VoidPayment { order, .. }) => on_order(*order),
        Command::SplitCredit(SplitCredit { order, now, .. }) => {
            let is_in = now.iter().any(|it| it.person == actor.person);
            book.order(*order).map(|it| actor.may_split_credit(it, book) && !is_in)
        }
        Command::RecordPayment(payment) => on_order(payment.order),
        Command::RecordAdvance(advance) => works_with(advance.customer),
        Command::RefundCredit(RefundCredit { order, .. }) => on_order(*order),
        Command::ApplyCredit(credit) => Some(on_order(credit.order)? && on_order(credit.to)?),
        Command::VoidCreditUse(VoidCreditUse { order, to, .. }) => Some(on_order(*order)? && to.map(on_order).unwrap_or(Some(true))?),
        Command::ApproveRecord(ApproveRecord { matter, .. }) | Command::ReturnRecord(ReturnRecord { matter, .. }) => {
            matter.file(book).map(|_| actor.may_review_matter(*matter, book))
        }
        Command::ResubmitRecord(ResubmitRecord { matter, .. }) => matter.file(book).map(|_| actor.may_resubmit(*matter, book)),
        Command::SetTarget(SetTarget { of, .. }) => Some(actor.may_set_target(*of, book)),
        Command::ProposeTarget(proposal) => Some(actor.may_propose_target_of(TargetOf::Person(proposal.of))),
        Command::SetTargets(SetTargets { targets, .. }) => Some(targets.iter().all(|it| actor.may_set_target(it.of, book))),
        Command::SeeAlert(SeeAlert { alert }) => on_alert(alert).map(|(sees, _)| sees),
        Command::HandleAlert(handling) => {
            let (sees, person) = on_alert(&handling.alert)?;
            let may_charge = book.person(handling.who).is_some_and(|it| actor.may_charge_with_alert(it, book));
            Some(sees && may_charge && actor.may_handle_alert(handling.alert.rule, person))
        }
        Command::DismissAlert(DismissAlert { alert, .. }) => {
            let (sees, person) = on_alert(alert)?;
            let setting = book.company().alerts.on(small().1.today).of(alert.rule);
            Some(sees && actor.may_dismiss_alert(&setting, person))
        }
        Command::PlanMove(plan) => {
            book.person(plan.person).map(|it| actor.may_plan_move_of(it, book) && plan.to.is_none_or(|to| actor.may_post_to(to, book)))
        }
        Command::SavePerson(_)
        | Command::AddPeople(_)
        | Command::SaveTeam(_)
        | Command::SaveDepartment(_)
        | Command::SaveRegion(_)
        | Command::SaveProduct(_)
        | Command::SaveCompany(_)
        | Command::SaveKpi(_)
        | Command::SaveBenchmark(_) => Some(actor.may_administer()),
        Command::Attach(attachment) => book.has(attachment.of).then(|| actor.may_attach_to(attachment.of, book)),
        Command::WithdrawAttachment(WithdrawAttachment { attachment, .. }) => {
            book.attachment(*attachment).map(|it| actor.may_withdraw(it, book))
        }
        // Given by the server itself when the bytes have arrived.
        Command::StoreAttachment(_) => None,
        Command::RecordExpense(expense) => {
            let for_customer = expense.customer.map(works_with).unwrap_or(Some(true))?;
            Some(for_customer && may_choose(expense.owner))
        }
        Command::AmendExpense(AmendExpense { expense, .. }) | Command::VoidExpense(VoidExpense { expense, .. }) => on_expense(*expense),
        Command::WritePlanningNote(note) => Some(actor.may_write_planning_note(note.topic)),
        Command::VoidPlanningNote(VoidPlanningNote { note, .. }) => book.planning_note(*note).map(|it| actor.may_void_planning_note(it)),
        Command::RecordKpiEntry(entry) => Some(may_choose(entry.owner)),
        Command::AmendKpiEntry(AmendKpiEntry { entry, .. }) | Command::VoidKpiEntry(VoidKpiEntry { entry, .. }) => {
            book.kpi_entry(*entry).map(|it| actor.may_change_kpi_entry(it, book))
        }
        Command::AttributeExpense(AttributeExpense { expense, was, now }) => {
            let new_customer = now.customer.filter(|it| was.customer != Some(*it)).map(works_with).unwrap_or(Some(true))?;
            Some(on_expense(*expense)? && new_customer && (was.owner == now.owner || may_choose(Some(now.owner))))
        }
        Command::Track(Track::FinishNode(FinishNode { order, node, .. }) | Track::ReopenNode(ReopenNode { order, node })) => {
            book.order(*order).map(|it| actor.may_reach_node(it, *node, book))
        }
        Command::Track(Track::RecordDelivery(RecordDelivery { order, .. })) => book.order(*order).map(|it| actor.may_deliver(it, book)),
        Command::Track(Track::HandleAnomaly(HandleAnomaly { order, anomaly, .. })) => {
            let order = book.order(*order)?;
            let anomaly = order.anomalies.iter().find(|it| it.id == *anomaly)?;
            Some(actor.may_handle_anomaly(order, anomaly, book))
        }
        Command::Track(track) => on_order(match track {
            Track::PlanNode(PlanNode { order, .. })
            | Track::VoidDelivery(VoidDelivery { order, .. })
            | Track::RecordAcceptance(RecordAcceptance { order, .. })
            | Track::ExplainDelivery(ExplainDelivery { order, .. })
            | Track::RateOrder(RateOrder { order, .. })
            | Track::RecordComplaint(RecordComplaint { order, .. })
            | Track::AnswerComplaint(AnswerComplaint { order, .. })
            | Track::RecordAnomaly(RecordAnomaly { order, .. })
            | Track::ReturnGoods(ReturnGoods { order, .. })
            | Track::VoidReturn(VoidReturn { order, .. }) => *order,
            Track::FinishNode(_) | Track::ReopenNode(_) | Track::RecordDelivery(_) | Track::HandleAnomaly(_) => return None,
        }),
    }
}

/// Whether something is refused because of who asks, whatever the other refusals.
fn is_refused_for_reach(decided: &Result<Decision, Refusals>) -> bool {
    let is_reach = |it: &Refusal| matches!(it, Refusal::NotYours | Refusal::NotAllowed | Refusal::OwnWork);
    decided.as_ref().is_err_and(|it| it.0.values().flatten().any(is_reach))
}

/// The holder's records, as they are and after everything was handed over.
fn worlds(holder: PersonId, receivers: &[PersonId]) -> Vec<(World, Vec<Command>)> {
    let mut begun = held_by(holder);
    elsewhere(&mut begun);
    let begun = held(begun, holder);
    let commands = cases(&begun, holder);
    let mut worlds = Vec::new();
    for to in receivers.iter().filter(|it| **it != holder) {
        let mut after = World { book: begun.book.clone(), ids: begun.ids };
        let held: Vec<CustomerId> = after.book.customers().filter(|it| it.owner == holder).map(|it| it.id).collect();
        for customer in held {
            after.applies(after.ids.director, &Command::HandOverCustomer(HandOverCustomer { customer, to: *to, reason: String::new() }));
        }
        worlds.push((after, commands.clone()));
    }
    worlds.push((begun, commands));
    worlds
}

#[test]
fn permissions_of_buttons_equal_those_of_commands() {
    let ids = small().1;
    let mut offered = BTreeSet::new();
    let mut differing = Vec::new();
    for holder in [ids.lin, ids.boss, ids.manager] {
        for (world, commands) in worlds(holder, &[ids.wang, ids.zhao, ids.manager]) {
            let people: Vec<PersonId> = world.book.people().map(|it| it.id).collect();
            for person in people {
                let actor = ids.moment(person, &world.book).actor;
                let phone = phone_of(&actor, &world.book);
                for command in &commands {
                    let Some(is_offered) = button(command, &actor, &phone) else { continue };
                    let decided = world.decides(person, command);
                    if is_offered {
                        offered.insert(command.verb());
                    }
                    if is_offered == is_refused_for_reach(&decided) {
                        let name = |it: PersonId| world.book.person(it).map(|person| person.account.clone()).unwrap_or_default();
                        let owner = world.book.customer(ids.acme).map(|it| name(it.owner)).unwrap_or_default();
                        let (by, was) = (name(person), name(holder));
                        differing.push(format!("{} by {by}, {was} → {owner}: offered {is_offered}, {decided:?}", command.verb()));
                    }
                }
            }
        }
    }
    assert!(differing.is_empty(), "{} differ\n{}", differing.len(), differing.join("\n"));
    let all: BTreeSet<&str> = cases(&held_by(ids.lin), ids.lin).iter().map(Command::verb).collect();
    let never: Vec<_> = all.into_iter().filter(|it| !offered.contains(it) && *it != "store_attachment").collect();
    assert!(never.is_empty(), "nobody is ever offered {never:?}");
}

#[test]
fn the_previous_owner_continues_with_their_own_order() {
    // A36: the order stays credited to lin, whose phone no longer holds the customer.
    let ids = small().1;
    let mut world = world();
    world.applies(ids.boss, &Command::HandOverCustomer(HandOverCustomer { customer: ids.acme, to: ids.wang, reason: String::new() }));
    let may = |who: PersonId| {
        let actor = ids.moment(who, &world.book).actor;
        let phone = phone_of(&actor, &world.book);
        phone.order(ids.order).map(|it| (phone.customer(ids.acme).is_some(), actor.may_work_on_order(it, &phone)))
    };
    assert_eq!(may(ids.lin), Some((false, true)), "credited, without the customer");
    assert_eq!(may(ids.wang), Some((true, true)), "holds the customer");
    assert_eq!(may(ids.boss), Some((true, true)), "answers for both");
    assert_eq!(may(ids.director), Some((true, false)), "reads all, and writes nothing");
    assert_eq!(may(ids.zhao), None, "a stranger");
    world.applies(ids.lin, &Command::RecordPayment(world.pay(2, 100)));
}

#[test]
fn the_previous_owner_reads_the_customers_name_on_their_records() {
    let ids = small().1;
    let mut world = world();
    let expense = Command::RecordExpense(RecordExpense {
        id: ExpenseId(fresh(7)),
        owner: None,
        customer: Some(ids.acme),
        profile: super::expenses::fair(&world),
    });
    world.applies(ids.lin, &expense);
    // The customer is renamed before the hand-over; the order keeps the old name.
    let was = world.book.customer(ids.acme).expect("Acme").profile.clone();
    let now = CustomerProfile { name: "Acme 集团".to_owned(), ..was.clone() };
    world.applies(ids.lin, &Command::AmendCustomer(AmendCustomer { customer: ids.acme, was, now }));
    let name = |who: PersonId, world: &World| {
        let phone = phone_of(&ids.moment(who, &world.book).actor, &world.book);
        phone.customer_name(ids.acme).map(str::to_owned)
    };
    assert_eq!(name(ids.lin, &world).as_deref(), Some("Acme 集团"));
    world.applies(ids.boss, &Command::HandOverCustomer(HandOverCustomer { customer: ids.acme, to: ids.wang, reason: String::new() }));
    assert_eq!(name(ids.lin, &world).as_deref(), Some("Acme"), "as their own records keep it");
    assert_eq!(name(ids.wang, &world).as_deref(), Some("Acme 集团"));
    assert_eq!(name(ids.zhao, &world), None, "a stranger has no record of it");
}
