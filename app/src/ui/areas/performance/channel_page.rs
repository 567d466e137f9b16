//! Cost and yield of one acquisition channel, down to the records: its expenses, the customers it won, and what they all buy.

use domain::book::Book;
use domain::figures::analytics::{Filter, Part, new_customers, records_of, spending};
use domain::figures::fact::Measure;
use domain::records::customer::Source;
use domain::values::calendar::Period;
use leptos::prelude::*;

use super::lens_filter::chips_of;
use super::lens_in_url::LensInUrl;
use super::record_columns::{RecordColumn, Written};
use super::record_row::{RecordLine, RecordRow, row_of};
use crate::i18n::{NOTHING, locale, words};
use crate::local::Notebook;
use crate::state::{customer_name, shown_number};
use crate::t;
use crate::ui::fields::owners::owner_name;
use crate::ui::kit::{EmptyState, ListFaces, PageHead, Segment, SegmentedControl, StatTile, VirtualList, icons};
use crate::ui::records::book_note::{BookNote, face_of};
use crate::ui::url::routes::paths;
use crate::ui::url::{address, use_query_value};

/// Which records are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// Expenses of the channel.
    Expenses,
    /// Customers it won.
    Customers,
    /// Sales to its customers.
    Sales,
}

impl Side {
    const ALL: [(&'static str, Side); 3] = [("expenses", Side::Expenses), ("customers", Side::Customers), ("sales", Side::Sales)];

    fn title(self) -> &'static str {
        match self {
            Side::Expenses => t!("expenses.title"),
            Side::Customers => t!("expenses.n_new"),
            Side::Sales => t!("expenses.sales"),
        }
    }
}

/// The page.
#[component]
pub fn ChannelPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let url = LensInUrl::here();
    let asked = use_query_value::<String>("channel");
    let channel = Memo::new(move |_| asked.get().and_then(|it| address::channel_of(&it)).flatten());
    let side = RwSignal::new(Side::Expenses);
    let spent = Memo::new(move |_| {
        let (lens, facts) = (url.get(), notebook.facts());
        let all = notebook.with(|book| spending(&facts, lens.period, &lens.filter, book));
        all.channels.into_iter().find(|it| it.0 == channel.get()).map(|it| it.1).unwrap_or_default()
    });
    let rows = Memo::new(move |_| {
        let (lens, channel) = (url.get(), channel.get());
        let mut rows = notebook.with(|book| rows_of(side.get(), channel, lens.period, &lens.filter, book));
        rows.sort_by(|a, b| b.on.cmp(&a.on).then_with(|| a.record.cmp(&b.record)));
        rows
    });
    let title = move || t!("expenses.channel_title", channel = words::channel(channel.get()));
    let note = move || {
        let lens = url.get();
        let mut parts = vec![locale().period(lens.period), notebook.with(|book| owner_name(lens.owner(), book))];
        parts.extend(notebook.with(|book| chips_of(&lens, book)).into_iter().map(|(_, value)| value));
        parts.join(" · ")
    };
    let back = url.with_untracked(|it| url.address(it));
    let segments = move || Side::ALL.map(|(word, it)| Segment::new(word, it.title())).to_vec();
    let chosen = move || Side::ALL.iter().find(|it| it.1 == side.get()).map(|it| it.0.to_owned()).unwrap_or_default();
    let choose = move |word: String| {
        if let Some((_, wanted)) = Side::ALL.iter().find(|it| it.0 == word) {
            side.set(*wanted);
        }
    };
    let cost = move || spent.with(|it| it.cost_of_new()).map_or_else(|| NOTHING.to_owned(), |it| locale().money_signed(it));
    let amount = move || vec![RecordColumn { title: t!("orders.amount"), written: Written::Money }];
    let row = move |it: Signal<RecordRow>| (move || view! { <RecordLine row=it.get() columns=amount()/> }).into_any();
    view! {
        <PageHead title=Signal::derive(title) note=Signal::derive(note) back/>
        <div class="mb-3 tiles rounded-box border border-base-300 bg-base-100 p-4">
            <StatTile label=move || t!("expenses.title") value=Signal::derive(move || locale().money_signed(spent.with(|it| it.expense)))/>
            <StatTile label=move || t!("expenses.n_new") value=Signal::derive(move || locale().count(i64::from(spent.with(|it| it.n_new))))/>
            <StatTile label=move || t!("expenses.cost_of_new") value=Signal::derive(cost)/>
            <StatTile label=move || t!("expenses.sales") value=Signal::derive(move || locale().money_signed(spent.with(|it| it.sales)))/>
        </div>
        <SegmentedControl label=move || t!("performance.records") segments=Signal::derive(segments) value=Signal::derive(chosen) on_choose=choose/>
        <ListFaces
            face=face_of(notebook, move || rows.with(Vec::is_empty))
            empty=|| view! { <EmptyState icon=icons::TABLE title=move || t!("performance.no_records") body=move || t!("performance.no_records_body")/> }
        >
            <VirtualList
                label=move || side.get().title()
                each=rows
                row_height=64
                row
            />
        </ListFaces>
        <BookNote/>
    }
    .into_any()
}

/// The records of one side.
fn rows_of(side: Side, channel: Option<Source>, period: Period, filter: &Filter, book: &Book) -> Vec<RecordRow> {
    let is_of = |customer| book.customer(customer).and_then(|it| it.profile.source) == channel;
    match side {
        Side::Expenses => records_of(&[Part::Within(Measure::SellingExpense)], period, filter, book)
            .iter()
            .filter(|contribution| {
                book.expense(domain::values::ids::ExpenseId(contribution.record.id)).is_some_and(|it| it.profile.channel == channel)
            })
            .filter_map(|it| row_of(it, book))
            .collect(),
        Side::Sales => records_of(&[Part::Within(Measure::SalesAmount)], period, filter, book)
            .iter()
            .filter(|it| book.order(domain::values::ids::OrderId(it.record.id)).is_some_and(|order| is_of(order.customer)))
            .filter_map(|it| row_of(it, book))
            .collect(),
        Side::Customers => new_customers(period, filter, book)
            .into_iter()
            .filter(|it| it.channel == channel)
            .filter_map(|new_customer| {
                let order = book.order(new_customer.order)?;
                // After a hand-over the user may hold only the order: links to it instead.
                let path = book.customer(new_customer.customer).map_or_else(|| paths::order(order.id), |it| paths::customer(it.id));
                let person = book.person(order.owner).map(|it| it.name.clone()).unwrap_or_default();
                Some(RecordRow {
                    record: new_customer.customer.into(),
                    path,
                    title: customer_name(book, new_customer.customer),
                    when: locale().day(new_customer.on),
                    note: t!("expenses.first_deal", number = shown_number(book, &order.number), person = person),
                    on: new_customer.on,
                    values: vec![order.amount().0],
                })
            })
            .collect(),
    }
}
