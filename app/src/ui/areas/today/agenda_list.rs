//! Today's list, by reason: contacts due by the rhythm, promises, deals about to close, overdue money. Each line links to its action.

use domain::book::Book;
use domain::values::calendar::Day;
use domain::values::ids::CustomerId;
use domain::views::agenda::{Agenda, ContactDue, Lapsed, Overdue, StepDue, TaskDue};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::{locale, words};
use crate::local::{Notebook, Phase};
use crate::state::{customer_name, person_name, shown_number};
use crate::t;
use crate::ui::kit::{Button, ButtonLink, EmptyState, Face, Icon, ListFaces, Look, Section, icons};
use crate::ui::url::routes::{self, paths};

/// Lines of one kind shown at first.
const MOST: usize = 5;

/// One line.
#[derive(Clone, Debug, PartialEq)]
struct AgendaLine {
    customer: String,
    note: String,
    badge: String,
    to: String,
}

/// One kind of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AgendaGroup {
    Contacts,
    Tasks,
    Overdue,
    Steps,
    Lapsed,
}

/// The list.
#[component]
pub fn AgendaList() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let status = notebook.status();
    let today = notebook.today();
    let agenda = notebook.see(move |book| Agenda::of(book, today));
    let face = Memo::new(move |_| {
        let (is_filled, is_offline) = status.with(|it| (it.is_filled, it.phase == Phase::Offline));
        match (agenda.with(Agenda::is_empty), is_filled) {
            (true, false) if !is_offline => Face::Loading,
            (true, _) => Face::Empty,
            _ => Face::Some,
        }
    });
    view! {
        <ListFaces face empty=|| view! { <NothingWaits/> }>
            <div class="grid gap-4">
                <GroupOfLines group=AgendaGroup::Contacts agenda today/>
                <GroupOfLines group=AgendaGroup::Tasks agenda today/>
                <GroupOfLines group=AgendaGroup::Steps agenda today/>
                <GroupOfLines group=AgendaGroup::Lapsed agenda today/>
                <GroupOfLines group=AgendaGroup::Overdue agenda today/>
            </div>
        </ListFaces>
    }
    .into_any()
}

/// The lines of one kind.
#[component]
fn GroupOfLines(group: AgendaGroup, agenda: Memo<Agenda>, today: Day) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let (shown, show) = signal(MOST);
    let count = Memo::new(move |_| {
        agenda.with(|agenda| match group {
            AgendaGroup::Contacts => agenda.contacts.len(),
            AgendaGroup::Tasks => agenda.tasks.len(),
            AgendaGroup::Overdue => agenda.overdue.len(),
            AgendaGroup::Steps => agenda.steps.len(),
            AgendaGroup::Lapsed => agenda.lapsed.len(),
        })
    });
    let lines = Memo::new(move |_| {
        let says_owner = notebook.actor().may_see_others();
        let n = shown.get();
        notebook.with(|book| {
            agenda.with(|agenda| match group {
                AgendaGroup::Contacts => {
                    agenda.contacts.iter().take(n).map(|it| contact_line(it, says_owner, today, book)).collect::<Vec<_>>()
                }
                AgendaGroup::Tasks => agenda.tasks.iter().take(n).map(|it| task_line(it, says_owner, today, book)).collect(),
                AgendaGroup::Overdue => agenda.overdue.iter().take(n).map(|it| overdue_line(it, says_owner, book)).collect(),
                AgendaGroup::Steps => agenda.steps.iter().take(n).map(|it| step_line(it, says_owner, today, book)).collect(),
                AgendaGroup::Lapsed => agenda.lapsed.iter().take(n).map(|it| lapsed_line(it, says_owner, today, book)).collect(),
            })
        })
    });
    let title = move || match group {
        AgendaGroup::Contacts => t!("today.contacts", n = count.get()),
        AgendaGroup::Tasks => t!("today.tasks", n = count.get()),
        AgendaGroup::Overdue => t!("today.overdue", n = count.get()),
        AgendaGroup::Steps => t!("today.steps", n = count.get()),
        AgendaGroup::Lapsed => t!("today.lapsed", n = count.get()),
    };
    let badge = match group {
        AgendaGroup::Contacts => "badge badge-soft badge-warning",
        AgendaGroup::Tasks => "badge badge-soft badge-primary",
        AgendaGroup::Overdue => "badge badge-soft badge-error",
        AgendaGroup::Steps => "badge badge-soft badge-primary",
        AgendaGroup::Lapsed => "badge badge-soft badge-warning",
    };
    let row = move |line: AgendaLine| {
        view! {
            <li>
                <A href=line.to attr:class="pressable -mx-4 flex min-h-14 items-center gap-3 px-4 py-1">
                    <span class="min-w-0 flex-1">
                        <span class="block truncate font-medium">{line.customer}</span>
                        <span class="block truncate text-xs text-quiet tabular-nums">{line.note}</span>
                    </span>
                    <span class=format!("{badge} shrink-0 tabular-nums")>{line.badge}</span>
                    <Icon name=icons::FORWARD class="size-4 text-quiet"/>
                </A>
            </li>
        }
    };
    view! {
        <Show when=move || 0 < count.get()>
            <Section title>
                <ul class="-my-2 divide-y divide-base-200">{move || lines.get().into_iter().map(row).collect_view()}</ul>
                <Show when=move || shown.get() < count.get()>
                    <Button label=move || t!("today.show_more", n = count.get() - shown.get()) look=Look::Ghost wide=true on_press=move || show.update(|it| *it += 20)/>
                </Show>
            </Section>
        </Show>
    }
    .into_any()
}

/// Adds the owner's name before the note, for users who see others' customers.
fn with_owner(note: String, customer: CustomerId, says_owner: bool, book: &Book) -> String {
    match book.customer(customer).filter(|_| says_owner) {
        Some(customer) if note.is_empty() => person_name(book, customer.owner),
        Some(customer) => format!("{} · {note}", person_name(book, customer.owner)),
        None => note,
    }
}

fn contact_line(due: &ContactDue, says_owner: bool, today: Day, book: &Book) -> AgendaLine {
    let grade = book.customer(due.customer).map(|it| words::grade(it.profile.grade).to_owned()).unwrap_or_default();
    AgendaLine {
        customer: customer_name(book, due.customer),
        note: with_owner(grade, due.customer, says_owner, book),
        badge: locale().day_near(due.on, today),
        to: paths::enter_follow_up(due.customer),
    }
}

fn task_line(due: &TaskDue, says_owner: bool, today: Day, book: &Book) -> AgendaLine {
    let method = book.task(due.task).and_then(|it| it.profile.method);
    AgendaLine {
        customer: customer_name(book, due.customer),
        note: with_owner(due.goal.clone(), due.customer, says_owner, book),
        badge: locale().day_near(due.on, today),
        // The owner of a task may not hold its customer.
        to: book.customer(due.customer).map_or_else(|| routes::TASKS.to_owned(), |it| paths::contact(it.id, method)),
    }
}

fn overdue_line(overdue: &Overdue, says_owner: bool, book: &Book) -> AgendaLine {
    let number = book.order(overdue.order).map(|it| shown_number(book, &it.number)).unwrap_or_default();
    let note = t!("today.owed", amount = locale().money_short(overdue.balance), number = number);
    AgendaLine {
        customer: customer_name(book, overdue.customer),
        note: with_owner(note, overdue.customer, says_owner, book),
        badge: t!("kit.overdue", n = overdue.days),
        to: paths::order(overdue.order),
    }
}

fn step_line(due: &StepDue, says_owner: bool, today: Day, book: &Book) -> AgendaLine {
    AgendaLine {
        customer: customer_name(book, due.customer),
        note: with_owner(due.step.clone(), due.customer, says_owner, book),
        badge: locale().day_near(due.on, today),
        to: paths::enter_follow_up(due.customer),
    }
}

fn lapsed_line(lapsed: &Lapsed, says_owner: bool, today: Day, book: &Book) -> AgendaLine {
    let title = book.opportunity(lapsed.opportunity).map(|it| it.profile.title.clone()).unwrap_or_default();
    AgendaLine {
        customer: customer_name(book, lapsed.customer),
        note: with_owner(title, lapsed.customer, says_owner, book),
        badge: locale().day_near(lapsed.expected_close, today),
        to: paths::opportunity(lapsed.opportunity),
    }
}

/// Shown when nothing is due.
#[component]
fn NothingWaits() -> impl IntoView {
    view! {
        <Section title=move || t!("today.list")>
            <EmptyState icon=icons::CHECK title=move || t!("today.nothing") body=move || t!("today.nothing_body")>
                <ButtonLink label=move || t!("nav.enter_follow_up") to=routes::ENTER_FOLLOW_UP look=Look::Primary icon=icons::FOLLOW_UP/>
            </EmptyState>
        </Section>
    }
}
