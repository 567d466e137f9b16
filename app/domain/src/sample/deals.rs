//! What the salespeople do: file customers, talk to them, open opportunities, win some and lose others, take orders and collect the money.

mod contacts;

use std::collections::{BTreeMap, BTreeSet};

use super::account::Account;
use super::measures::{self, Open};
use super::relations;
use super::staff::{RepOf, Staff};
use super::story::Story;
use super::{evidence, names};
use crate::decide::command::{
    AmendOpportunity, AmendOrder, CancelOrder, Command, FileCustomer, HandOverCustomer, LogFollowUp, LoseOpportunity, MoveStage,
    OpenOpportunity, RecordPayment, Save, TakeOrder, VoidPayment, WinOpportunity,
};
use crate::records::customer::CustomerProfile;
use crate::records::opportunity::OpportunityProfile;
use crate::records::order::{Instalment, Line, OrderTerms, Origin, PaymentMethod};
use crate::records::organisation::Person;
use crate::values::calendar::{Day, Month, Period};
use crate::values::grade::Grade;
use crate::values::ids::{CustomerId, FollowUpId, OpportunityId, OrderId, PaymentId, PersonId, ProductId};
use crate::values::method::Method;
use crate::values::money::{Money, Quantity, Share};
use crate::values::stage::Stage;

/// Amounts by person and month.
#[derive(Default)]
pub(super) struct MonthlyResults {
    /// Sales amount by person and month.
    pub(super) sales: BTreeMap<(PersonId, Month), i64>,
    /// Deals by person and month.
    pub(super) deals: BTreeMap<(PersonId, Month), i64>,
    /// Money received by person and month.
    pub(super) collected: BTreeMap<(PersonId, Month), i64>,
}

const N_CUSTOMERS: usize = 60;
const N_ORDERS: usize = 152;
/// Relative activity in each month of the year; February has the Spring Festival.
const SEASON: [i32; 12] = [80, 45, 120, 90, 95, 130, 80, 75, 125, 85, 110, 150];
/// How many months ago the bad month was.
const BAD_MONTH: i32 = 5;

pub(super) fn tell(story: &mut Story, staff: &Staff) -> MonthlyResults {
    let mut accounts = file_customers(story, staff);
    let mut sold = MonthlyResults::default();
    let mut tellers = Deals { staff, sold: &mut sold, settled: BTreeSet::new() };
    for deal_on in deal_days(story) {
        let ready: Vec<usize> = (0..accounts.len()).filter(|it| accounts[*it].filed_on < deal_on).collect();
        // The first customers buy most often: a few make most of the sales.
        let favoured = story.dice.chance(55);
        let ready = if favoured && 12 < ready.len() { &ready[..12] } else { &ready[..] };
        if !ready.is_empty() {
            let chosen = *story.dice.pick(ready);
            tellers.sell(story, &mut accounts[chosen], deal_on);
        }
    }
    for account in &accounts {
        tellers.talk(story, account);
    }
    let open = tellers.open_and_lost(story, &accounts);
    contacts::tell(story, &accounts);
    relations::tell(story, staff, &accounts);
    measures::threaten(story, staff, &open);
    measures::ask(story, staff, &accounts);
    measures::keep_going(story, &accounts);
    leave(story, staff, &accounts);
    sold
}

fn file_customers(story: &mut Story, staff: &Staff) -> Vec<Account> {
    let leaves_on = story.working(story.today.plus(-120));
    let moves_on = story.working(story.today.plus(-45));
    (0..N_CUSTOMERS)
        .map(|index| {
            let late = (i32::try_from(index).unwrap_or(0) - 34).max(0);
            let filed_on = if late == 0 { story.begin.plus(story.dice.between(0, 50)) } else { story.begin.plus(60 + late * 17) };
            let filed_on = story.working(filed_on.min(story.today.plus(-3)));
            // The leaving rep gets no new customers in the last months.
            let n_reps = if filed_on < leaves_on.plus(-60) { staff.reps.len() } else { staff.reps.len() - 1 };
            let rep = staff.reps[index % n_reps];
            let profile = profile(story, index, rep, filed_on, staff);
            let id = CustomerId(story.id(filed_on));
            let filed = FileCustomer { id, number: None, filed_on, owner: None, profile: profile.clone() };
            story.act(rep.id, filed_on, Command::FileCustomer(filed));

            let heir = if rep.id == staff.leaver() {
                staff.reps.iter().find(|it| it.supervisor == rep.supervisor && it.id != rep.id).map(|it| (leaves_on, *it))
            } else if index == 20 || index == 22 {
                staff.reps.iter().find(|it| it.supervisor == rep.supervisor && it.id != rep.id).map(|it| (moves_on, *it))
            } else {
                None
            };
            if let Some((on, heir)) = heir {
                let reason = if rep.id == staff.leaver() { "赵磊离职,客户移交" } else { "区域调整" };
                let hand_over = Command::HandOverCustomer(HandOverCustomer { customer: id, to: heir.id, reason: reason.to_owned() });
                story.act(rep.supervisor, on, hand_over);
            }
            let account = Account { id, rep, heir, filed_on, profile, n_orders: 0 };
            relations::promote(story, staff, &account, index);
            account
        })
        .collect()
}

fn profile(story: &mut Story, index: usize, rep: RepOf, filed_on: Day, staff: &Staff) -> CustomerProfile {
    let (industry, suffix) = names::INDUSTRIES[index % names::INDUSTRIES.len()];
    let city = *story.dice.pick(names::CITIES[rep.region]);
    let contact = format!("{}{}", story.dice.pick(&names::SURNAMES), story.dice.pick(&names::GIVEN));
    CustomerProfile {
        name: format!("{city}{}{suffix}", names::BRANDS[index % names::BRANDS.len()]),
        industry: industry.to_owned(),
        contact,
        phone: format!("1380000{:04}", 1_000 + index * 37),
        email: format!("c{:03}@example.com", index + 1),
        contact_decides: index % 2 == 1,
        demand: (*story.dice.pick(&names::DEMANDS)).to_owned(),
        source: Some(*story.dice.pick(&names::SOURCES)),
        scale: Some(*story.dice.pick(&names::SCALES)),
        region: Some(staff.regions[rep.region]),
        grade: if index.is_multiple_of(3) { Grade::Potential } else { Grade::Normal },
        first_contact_on: Some(filed_on.plus(-story.dice.between(0, 20))),
        demand_explicit: index.is_multiple_of(3) || index < 12,
        // The oldest customers were customers before the app came (A23).
        cooperation_since: (index < 12).then(|| story.begin.plus(-420 - 31 * i32::try_from(index).unwrap_or(0))),
        contract_ends_on: (index < 12).then(|| story.today.plus(20 + 23 * i32::try_from(index).unwrap_or(0))),
        ..CustomerProfile::default()
    }
}

/// The deal days: by season, with one bad month, oldest first.
fn deal_days(story: &mut Story) -> Vec<Day> {
    let this_month = story.today.month();
    let first = story.begin.month().0;
    let months: Vec<Month> = (first..=this_month.0).map(Month).collect();
    let weights: Vec<i32> = months
        .iter()
        .map(|month| {
            let season = SEASON[month.0.rem_euclid(12) as usize];
            let days = Period::Month(*month).days();
            let gone = (story.today.0.min(days.1.0) - days.0.0 + 1) * 100 / (days.1.0 - days.0.0 + 1);
            let mood = if month.0 == this_month.0 - BAD_MONTH { 30 } else { 100 };
            season * mood / 10 * gone / 100
        })
        .collect();
    let mut days: Vec<Day> = (0..N_ORDERS)
        .map(|_| {
            let month = months[story.dice.weighted(&weights)];
            let (first, last) = Period::Month(month).days();
            let last = last.min(story.today);
            // More towards the end of a month than at its beginning.
            let span = last.0 - first.0;
            let offset = story.dice.between(0, span).max(story.dice.between(0, span));
            story.working(first.plus(offset).max(story.begin.plus(20)))
        })
        .collect();
    days.sort_unstable();
    days
}

struct Deals<'a> {
    staff: &'a Staff,
    sold: &'a mut MonthlyResults,
    settled: BTreeSet<OrderId>,
}

impl Deals<'_> {
    fn sell(&mut self, story: &mut Story, account: &mut Account, deal_on: Day) {
        let seller = account.holder(deal_on);
        let lines = self.lines(story);
        let amount: Money = lines.iter().map(Line::amount).sum();
        let origin = match (account.n_orders, account.profile.source) {
            (0, Some(crate::records::customer::Source::Channel)) => Origin::ChannelReferral,
            (0, _) => Origin::NewCustomer,
            _ => Origin::Repurchase,
        };
        account.n_orders += 1;
        let due_on = if story.dice.chance(30) { Some(deal_on.plus(60)) } else { None };
        let product = lines.first().map(|it| it.product);

        let opportunity = if story.dice.chance(62) { self.pipeline(story, account, deal_on, product, amount) } else { None };
        let id = OrderId(story.id(deal_on));
        // Orders with one line are delivered sooner.
        let deliver_by = Some(deal_on.plus(if lines.len() == 1 { 12 } else { 18 }));
        let terms = OrderTerms { deal_on, due_on, lines, origin: Some(origin), deliver_by, ..OrderTerms::default() };
        let order = TakeOrder { id, number: None, customer: account.id, owner: None, terms: terms.clone() };
        let command = match opportunity {
            Some(opportunity) => Command::WinOpportunity(WinOpportunity { opportunity, order }),
            None => Command::TakeOrder(order),
        };
        story.act(seller, deal_on, command);
        // One contract in five is not scanned yet.
        if !account.n_orders.is_multiple_of(5) {
            evidence::contract(story, seller, deal_on, id);
        }

        self.count(seller, deal_on, amount.0, 1);
        if story.dice.chance(5) {
            let days = story.dice.between(3, 12);
            let on = story.working(deal_on.plus(days));
            if deal_on < on {
                let reason = (*story.dice.pick(&names::CANCELLED)).to_owned();
                story.act(account.holder(on), on, Command::CancelOrder(CancelOrder { order: id, on, reason, refund: None }));
                self.count(seller, on, -amount.0, -1);
                return;
            }
        }
        self.collect(story, account, id, &terms, due_on.unwrap_or(deal_on.plus(30)));
    }

    fn count(&mut self, seller: PersonId, on: Day, amount: i64, n_deals: i64) {
        *self.sold.sales.entry((seller, on.month())).or_default() += amount;
        *self.sold.deals.entry((seller, on.month())).or_default() += n_deals;
    }

    fn lines(&self, story: &mut Story) -> Vec<Line> {
        let products = &self.staff.products;
        let chosen = story.dice.weighted(&[34, 22, 8, 30, 20, 10, 6]);
        let (product, price) = products[chosen];
        let most = if 5_000_000 < price.0 { 1 } else { 4 };
        // Some lines have a discount.
        let discount = if story.dice.chance(25) { Share(500) } else { Share::NONE };
        let cost = Some(Money(price.0 / 100 * if most == 1 { 58 } else { 66 }));
        let first = Line::of(product, Quantity::whole(i64::from(story.dice.between(1, most))), price);
        let mut lines = vec![Line { discount, cost, ..first }];
        if story.dice.chance(30) {
            // Half days of work on site.
            let (product, price) = products[6];
            let quantity = Quantity(i64::from(story.dice.between(2, 9)) * 500);
            lines.push(Line::of(product, quantity, price));
        }
        lines
    }

    /// An opportunity that leads up to a deal, if there was time for one.
    fn pipeline(
        &mut self,
        story: &mut Story,
        account: &Account,
        deal_on: Day,
        product: Option<ProductId>,
        amount: Money,
    ) -> Option<OpportunityId> {
        let days = story.dice.between(12, 75);
        let opened_on = story.working(deal_on.plus(-days).max(account.filed_on));
        let time = deal_on.0 - opened_on.0;
        if time < 8 {
            return None;
        }
        let id = OpportunityId(story.id(opened_on));
        let expected_close = Some(deal_on.plus(story.dice.between(-10, 15)));
        let title = format!("{}项目", account.profile.demand);
        let profile = OpportunityProfile { title, product, amount: Some(amount), expected_close, ..OpportunityProfile::default() };
        let open =
            Command::OpenOpportunity(OpenOpportunity { id, customer: account.id, opened_on, stage: Stage::Prospect, owner: None, profile });
        story.act(account.holder(opened_on), opened_on, open);
        let reaches = story.dice.between(1, 3);
        self.advance(story, account, id, opened_on, time, reaches);
        Some(id)
    }

    /// Moves through `n_stages` stages, evenly over `time` days, each with a follow-up.
    fn advance(&self, story: &mut Story, account: &Account, id: OpportunityId, opened_on: Day, time: i32, n_stages: i32) {
        for step in 1..=n_stages {
            let on = story.working(opened_on.plus(time * step / (n_stages + 1)).max(opened_on));
            let (from, to) = (Stage::OPEN[(step - 1) as usize], Stage::OPEN[step as usize]);
            let by = account.holder(on);
            story.act(by, on, Command::MoveStage(MoveStage { opportunity: id, from, to, on }));
            let method = if to == Stage::Proposal { Method::Proposal } else { *story.dice.pick(&Method::ALL) };
            log(story, by, account.id, on, method);
        }
    }

    fn collect(&mut self, story: &mut Story, account: &Account, order: OrderId, terms: &OrderTerms, due_on: Day) {
        let (amount, deal_on) = (terms.agreed(), terms.deal_on);
        let manner = story.dice.weighted(&[60, 14, 14, 6, 6]);
        let parts: Vec<(Day, i64)> = match manner {
            // In time.
            0 => vec![(due_on.plus(story.dice.between(-12, 4)), 100)],
            // Prepaid and the rest.
            1 => vec![(deal_on.plus(2), 30), (due_on, 70)],
            // Late.
            2 => vec![(due_on.plus(story.dice.between(20, 70)), 100)],
            // Half, and then nothing.
            3 => vec![(due_on.plus(3), 50)],
            _ => Vec::new(),
        };
        if manner == 1 {
            let instalments = vec![Instalment { due_on: deal_on.plus(5), amount: Money(amount.0 * 30 / 100), prepaid: true }];
            let now = OrderTerms { instalments, ..terms.clone() };
            story.act(account.holder(deal_on), deal_on, Command::AmendOrder(AmendOrder { order, was: terms.clone(), now }));
        }
        let mut left = amount.0;
        for (on, percent) in parts {
            if story.today < on {
                return;
            }
            let on = story.working(on.max(deal_on));
            let paid = if percent == 50 { left / 2 } else { (amount.0 * percent / 100).min(left) };
            left -= paid;
            let by = account.holder(on);
            let id = PaymentId(story.id(on));
            let method = *story.dice.pick(&[PaymentMethod::Transfer, PaymentMethod::Transfer, PaymentMethod::Draft, PaymentMethod::Mobile]);
            let payment = RecordPayment { id, order, on, amount: Money(paid), method, note: String::new() };
            story.act(by, on, Command::RecordPayment(payment));
            // Late payments have no voucher.
            if on <= due_on.plus(10) {
                evidence::voucher(story, by, on, order, id);
            }
            // One payment is recorded twice and voided.
            if manner == 3 && self.settled.is_empty() {
                let twice = PaymentId(story.id(on));
                let payment = RecordPayment { id: twice, order, on, amount: Money(left), method, note: String::new() };
                story.act(by, on, Command::RecordPayment(payment));
                story.act(
                    by,
                    on,
                    Command::VoidPayment(VoidPayment { order, payment: twice, reason: "重复录入".to_owned(), corrects: false }),
                );
                self.settled.insert(order);
            }
            *self.sold.collected.entry((by, on.month())).or_default() += paid;
        }
    }

    /// Logs a follow-up with a customer from time to time; each names a next step.
    fn talk(&mut self, story: &mut Story, account: &Account) {
        let mut on = account.filed_on;
        while on < story.today {
            let day = story.working(on);
            let method = *story.dice.pick(&Method::ALL);
            log(story, account.holder(day), account.id, day, method);
            on = on.plus(story.dice.between(40, 110));
        }
    }

    /// Opportunities that are still open, in every stage, and some that were lost.
    fn open_and_lost(&mut self, story: &mut Story, accounts: &[Account]) -> Vec<Open> {
        let mut open = Vec::new();
        for index in 0..36_usize {
            let account = &accounts[(index * 7 + 3) % accounts.len()];
            let age = story.dice.between(6, 80);
            let opened_on = story.working(story.today.plus(-age).max(account.filed_on));
            let n_stages = i32::try_from(index % 4).unwrap_or(0);
            let (product, price) = *story.dice.pick(&self.staff.products[..5]);
            let amount = Some(Money(price.0 * i64::from(story.dice.between(1, 4))));
            let expected_close = Some(story.today.plus(story.dice.between(-6, 60)).max(opened_on));
            let title = format!("{}({}期)", account.profile.demand, index % 3 + 1);
            let profile = OpportunityProfile { title, product: Some(product), amount, expected_close, ..OpportunityProfile::default() };
            let id = self.open_one(story, account, opened_on, n_stages, profile.clone());
            open.push(Open { opportunity: id, owner: account.holder(story.today), opened_on });
            // Half of those in a stage with sub-stages state theirs (E-03).
            let sub_stage = ["", "需求调研", "方案评估", ""][index % 4];
            if index % 8 < 4 && !sub_stage.is_empty() {
                let now = OpportunityProfile { sub_stage: sub_stage.to_owned(), ..profile.clone() };
                let on = story.working(story.today);
                story.act(account.holder(on), on, Command::AmendOpportunity(AmendOpportunity { opportunity: id, was: profile, now }));
            }
        }
        for index in 0..26_usize {
            let account = &accounts[(index * 11 + 5) % accounts.len()];
            let days = story.dice.between(0, 300);
            let opened_on = story.working(account.filed_on.plus(days).min(story.today.plus(-2)).max(account.filed_on));
            let n_stages = i32::try_from(index % 4).unwrap_or(0);
            let profile = OpportunityProfile { title: format!("{}项目", account.profile.demand), ..OpportunityProfile::default() };
            let id = self.open_one(story, account, opened_on, n_stages, profile);
            let on = story.working(opened_on.plus(64).min(story.today));
            let reason = (*story.dice.pick(&names::LOST)).to_owned();
            story.act(account.holder(on), on, Command::LoseOpportunity(LoseOpportunity { opportunity: id, on, reason }));
        }
        open
    }

    fn open_one(&self, story: &mut Story, account: &Account, opened_on: Day, n_stages: i32, profile: OpportunityProfile) -> OpportunityId {
        let id = OpportunityId(story.id(opened_on));
        let open =
            Command::OpenOpportunity(OpenOpportunity { id, customer: account.id, opened_on, stage: Stage::Prospect, owner: None, profile });
        story.act(account.holder(opened_on), opened_on, open);
        let time = (story.today.0 - opened_on.0).min(60);
        self.advance(story, account, id, opened_on, time, n_stages);
        id
    }
}

fn log(story: &mut Story, by: PersonId, customer: CustomerId, on: Day, method: Method) {
    let (content, next_step) = *story.dice.pick(&names::TALKS);
    let id = FollowUpId(story.id(on));
    let follow_up = LogFollowUp {
        id,
        customer,
        on,
        method,
        content: content.to_owned(),
        next_step: next_step.to_owned(),
        next_on: Some(on.plus(story.dice.between(3, 14))),
        expected_close: None,
        feedback: String::new(),
        activity: None,
        next_task: None,
        completes: Vec::new(),
    };
    story.act(by, on, Command::LogFollowUp(follow_up));
    if method == Method::Visit {
        evidence::photo(story, by, on, id);
    }
}

/// One rep leaves, after everything was handed over.
fn leave(story: &mut Story, staff: &Staff, accounts: &[Account]) {
    let leaver = staff.leaver();
    let last_day = accounts.iter().filter(|it| it.rep.id == leaver).filter_map(|it| it.heir).map(|(on, _)| on).max();
    let Some((on, person)) = last_day.zip(staff.people.iter().find(|it| it.id == leaver)) else { return };
    let gone = Person { active: false, ..person.clone() };
    story.act(staff.administrator, on.plus(1), Command::SavePerson(Save { was: Some(person.clone()), now: gone }));
}
