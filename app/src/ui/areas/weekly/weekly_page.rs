//! 每周客户跟进与业绩表 (FU-01): the ten fields of a week, for a rep or a team, on screen and for print.

use domain::book::Book;
use domain::records::quota::Wanted;
use domain::values::calendar::{Day, Period, Week};
use domain::values::field::Field;
use domain::values::target_of::TargetOf;
use domain::views::quota_progress::{Progress, QuotaStanding, standings};
use domain::views::weekly::{Weekly, WeeklyRow};
use leptos::prelude::*;

use crate::i18n::{NOTHING, locale, measure_words, words};
use crate::local::Notebook;
use crate::state::{customer_name, person_name};
use crate::t;
use crate::ui::fields::owner_field::OwnerField;
use crate::ui::fields::owners::{owner_name, within_reach};
use crate::ui::kit::{
    Button, Column, DataTable, EmptyState, IconButton, ListFaces, Look, PageHead, PrintButton, RefusedNote, Section, icons,
};
use crate::ui::records::book_note::{BookNote, face_of};
use crate::ui::records::quota_progress::QuotaProgress;
use crate::ui::url::{InUrl, UrlReader, UrlState, address, routes};

/// The week and owner asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct WeeklyQuery {
    week: Week,
    of: TargetOf,
}

impl InUrl for WeeklyQuery {
    const PATH: &'static str = routes::WEEKLY;

    fn read(query: &dyn Fn(&str) -> Option<String>, reader: &UrlReader) -> WeeklyQuery {
        let week = query("week").and_then(|word| match Period::parse(&word) {
            Some(Period::Week(week)) => Some(week),
            _ => None,
        });
        let of = within_reach(address::owner(query), reader.actor, reader.book);
        let this_week = reader.book.company().calendar_on(reader.today).week_of(reader.today);
        WeeklyQuery { week: week.unwrap_or(this_week), of }
    }

    fn parts(&self, reader: &UrlReader) -> Vec<(&'static str, String)> {
        let mut parts = vec![("week", Period::Week(self.week).to_string())];
        parts.extend(address::owner_part(self.of).filter(|_| self.of != reader.actor.widest()));
        parts
    }
}

/// A row, formatted.
#[derive(Clone, Debug, PartialEq)]
struct WeeklyLine {
    row: WeeklyRow,
    customer: String,
    owner: String,
}

fn lines(table: &Weekly, book: &Book) -> Vec<WeeklyLine> {
    let line =
        |row: &WeeklyRow| WeeklyLine { row: row.clone(), customer: customer_name(book, row.customer), owner: person_name(book, row.owner) };
    table.rows.iter().map(line).collect()
}

/// The page.
#[component]
pub fn WeeklyPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    view! {
        <PageHead title=move || t!("weekly.title") back=routes::TASKS>
            <PrintButton/>
        </PageHead>
        <Show when=move || notebook.actor().may_see_sales() fallback=|| view! { <RefusedNote/> }>
            <Table/>
        </Show>
    }
    .into_any()
}

#[component]
fn Table() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let url = UrlState::<WeeklyQuery>::here();
    let table = Memo::new(move |_| {
        let WeeklyQuery { week, of } = url.get();
        notebook.with(|book| {
            let table = Weekly::of(book, week, of);
            (lines(&table, book), table)
        })
    });
    let calendar = notebook.calendar();
    let this_week = move || calendar.get().week_of(notebook.today());
    let step = move |by: i32| url.change(|it| it.week = it.week.shift(by));
    let title = move || {
        let WeeklyQuery { week, of } = url.get();
        let (first, last) = Period::Week(week).days();
        let days = format!("{} – {}", locale().day(first), locale().day(last));
        format!("{} · {} · {days}", notebook.with(|book| owner_name(of, book)), t!("weekly.title"))
    };
    let sum = move || {
        table.with(|(_, weekly)| {
            let methods: Vec<String> = weekly.by_method.iter().map(|(method, n)| format!("{} {n}", words::method(*method))).collect();
            let methods = if methods.is_empty() { NOTHING.to_owned() } else { methods.join(" · ") };
            t!("weekly.sum", amount = locale().money_short(weekly.sales), methods = methods)
        })
    };
    let face = face_of(notebook, move || table.with(|(lines, _)| lines.is_empty()));
    view! {
        <div class="flex flex-wrap items-end gap-x-4 gap-y-2 pb-4 no-print">
            <OwnerField
                label=move || words::field(Field::Of)
                owner=Signal::derive(move || url.get().of)
                on_choose=move |of| url.change(|it| it.of = of)
            />
            <div class="flex items-center gap-1">
                <IconButton icon=icons::BACK label=move || t!("performance.earlier") on_press=move || step(-1)/>
                <p class="min-w-28 text-center text-lg font-semibold tabular-nums" aria-live="polite">
                    {move || locale().period(Period::Week(url.get().week))}
                </p>
                <IconButton icon=icons::FORWARD label=move || t!("performance.later") on_press=move || step(1)/>
                <Show when=move || url.get().week != this_week()>
                    <Button
                        label=move || t!("performance.now")
                        look=Look::Ghost
                        on_press=move || url.change(|it| it.week = this_week())
                    />
                </Show>
            </div>
        </div>
        <p class="pb-1 text-sm font-medium tabular-nums">{title}</p>
        <p class="pb-2 text-sm text-quiet tabular-nums">{sum}</p>
        <Standings url/>
        <ListFaces face empty=|| view! { <EmptyState icon=icons::TABLE title=move || t!("weekly.nothing") body=move || t!("weekly.nothing_body")/> }>
            <div class="print-wide">
                <DataTable caption=move || t!("weekly.title") columns=columns() rows=Signal::derive(move || table.with(|(lines, _)| lines.clone()))/>
            </div>
        </ListFaces>
        <BookNote/>
    }
    .into_any()
}

/// Everybody's progress on the week's contact quotas; empty if there are none (FU-07, FU-08).
#[component]
fn Standings(url: UrlState<WeeklyQuery>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let all = Memo::new(move |_| {
        let (actor, WeeklyQuery { week, of }) = (notebook.actor(), url.get());
        notebook.with(|book| {
            let counts = |person| of.counts(person, book.person(person).and_then(|it| it.team), book);
            let of_those = standings(&actor, week, today, book).into_iter().filter(|it| counts(it.person));
            let line = |it: QuotaStanding| Some((person_name(book, it.person), book.quota(it.quota)?.wanted, it.progress));
            of_those.filter_map(line).collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || all.with(|it| !it.is_empty())>
            <Section title=move || t!("measures.quota.title")>
                <ul class="grid gap-3 lg:grid-cols-2">
                    {move || {
                        let line = |(name, wanted, progress): (String, Wanted, Progress)| {
                            let title = move || format!("{name} · {}", measure_words::wanted(wanted));
                            view! { <li><QuotaProgress title=Signal::derive(title) progress/></li> }
                        };
                        all.get().into_iter().map(line).collect_view()
                    }}
                </ul>
            </Section>
            <div class="h-4"></div>
        </Show>
    }
    .into_any()
}

/// The ten fields, in table order.
fn columns() -> Vec<Column<WeeklyLine>> {
    let title = |title: fn() -> &'static str| Signal::derive(move || title().to_owned());
    let day = |on: Option<Day>| on.map_or_else(|| NOTHING.to_owned(), |it| locale().day_short(it));
    vec![
        Column::new(title(|| t!("weekly.on")), move |it: &WeeklyLine| day(Some(it.row.on))).unbroken(),
        Column::new(title(|| t!("weekly.customer")), |it: &WeeklyLine| it.customer.clone()),
        Column::new(title(|| t!("weekly.owner")), |it: &WeeklyLine| it.owner.clone()),
        Column::new(title(|| t!("weekly.type")), |it: &WeeklyLine| if it.row.is_new { t!("weekly.new") } else { t!("weekly.old") }),
        Column::new(title(|| t!("weekly.content")), |line: &WeeklyLine| match &line.row.contact {
            Some((method, content)) => format!("{} · {content}", words::method(*method)),
            None => NOTHING.to_owned(),
        }),
        Column::new(title(|| t!("weekly.short_stage")), |it: &WeeklyLine| words::short_stage(it.row.stage)),
        Column::number(title(|| t!("weekly.sales")), |it: &WeeklyLine| locale().money_short(it.row.sales)),
        Column::number(title(|| t!("weekly.n_follow_ups")), |it: &WeeklyLine| it.row.n_follow_ups),
        Column::new(title(|| t!("weekly.next")), move |line: &WeeklyLine| match &line.row.next {
            Some((step, on)) => {
                let on = on.map(|on| view! { " " <span class="whitespace-nowrap">{day(Some(on))}</span> });
                view! { {step.clone()} {on} }.into_any()
            }
            None => NOTHING.into_any(),
        }),
        Column::new(title(|| t!("weekly.expected_close")), move |it: &WeeklyLine| day(it.row.expected_close)).unbroken(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::url::state::assert_reads_back;

    #[test]
    fn an_address_reads_back_as_the_same_state() {
        assert_reads_back(|ids| WeeklyQuery { week: ids.today.plus(40).week(), of: TargetOf::Person(ids.lin) });
    }
}
