//! 指标: the company's own KPIs, and the shipped ones with their formulas (R-05, S0:L282). Administrators change them, managers and directors read
//! them and try formulas out.

use domain::book::Book;
use domain::records::kpi::Kpi;
use domain::records::organisation::Role;
use domain::values::field::Field;
use domain::values::kpi_name::KpiName;
use domain::values::shipped_kpi::ShippedKpi;
use leptos::prelude::*;

use super::kpi_sheet::KpiSheet;
use crate::i18n::{kpi_words, locale, sort_by_name, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::edit_sheet::Editing;
use crate::ui::kit::{Badge, Button, Column, DataTable, EmptyState, Icon, IconButton, ListFaces, Look, PageHead, RefusedNote, Tone, icons};
use crate::ui::records::book_note::face_of;

/// The page.
#[component]
pub fn KpiSettingsPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let may_read = Memo::new(move |_| notebook.actor().may_see_rules());
    view! { <Show when=move || may_read.get() fallback=|| view! { <RefusedNote/> }><Kpis/></Show> }.into_any()
}

#[component]
fn Kpis() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let editing = RwSignal::new(None::<Editing<Kpi>>);
    let may_change = notebook.actor().may_administer();
    let open = move || editing.set(Some(Editing::New));
    let rows = notebook.see(|book| {
        let mut rows: Vec<Kpi> = book.kpis().cloned().collect();
        sort_by_name(&mut rows, |it| &it.name);
        rows.sort_by_key(|it| !it.active);
        rows
    });
    let columns = StoredValue::new(columns(notebook, editing));
    let shipped = move || {
        let line = |kpi: ShippedKpi| {
            let formula = notebook.with(|book| kpi_words::formula(&kpi.formula(), book));
            view! {
                <li class="flex flex-wrap gap-x-3 border-b border-base-200 px-4 py-2 text-sm last:border-b-0">
                    <span class="w-44 shrink-0 font-medium">{kpi_words::shipped(kpi)}</span>
                    <span class="min-w-0 flex-1 break-words text-quiet">{formula}</span>
                </li>
            }
        };
        ShippedKpi::ALL.map(line).into_iter().collect_view()
    };
    view! {
        <PageHead title=move || t!("kpis.title") note=move || t!("kpis.settings_note", shipped = ShippedKpi::ALL.len())>
            {match may_change {
                true => view! { <Button label=move || t!("kpis.new") look=Look::Primary icon=icons::PLUS on_press=open/> }.into_any(),
                false => view! { <Button label=move || t!("kpis.try_new") icon=icons::SIMULATE on_press=open/> }.into_any(),
            }}
        </PageHead>
        <ListFaces
            face=face_of(notebook, move || rows.with(Vec::is_empty))
            empty=|| view! { <EmptyState icon=icons::CHART title=move || t!("kpis.none") body=move || t!("kpis.none_body")/> }
        >
            <div class="wide-table"><DataTable caption=move || t!("kpis.title") columns=columns.get_value() rows=rows/></div>
        </ListFaces>
        <details class="group mt-6 rounded-box border border-base-300 bg-base-100">
            <summary class="flex min-h-11 cursor-pointer items-center justify-between px-4 text-sm font-semibold">
                {move || t!("kpis.shipped_title")}
                <Icon name=icons::DOWN class="size-4 group-open:rotate-180"/>
            </summary>
            <ul class="border-t border-base-200">{shipped}</ul>
        </details>
        <KpiSheet editing/>
    }
    .into_any()
}

fn columns(notebook: Notebook, editing: RwSignal<Option<Editing<Kpi>>>) -> Vec<Column<Kpi>> {
    let state = move |kpi: &Kpi| match kpi.active {
        true => view! { <Badge label=move || t!("kpis.active") tone=Tone::Success/> },
        false => view! { <Badge label=move || t!("kpis.ended")/> },
    };
    let edit = move |kpi: &Kpi| {
        let (kpi, name) = (kpi.clone(), kpi.name.clone());
        let open = move || editing.set(Some(Editing::of(kpi.clone())));
        match notebook.actor().may_administer() {
            true => view! { <IconButton icon=icons::EDIT label=move || t!("kpis.edit_of", name = name.clone()) on_press=open/> },
            false => view! { <IconButton icon=icons::SIMULATE label=move || t!("kpis.try_of", name = name.clone()) on_press=open/> },
        }
    };
    let formula = move |kpi: &Kpi| {
        let kpi = kpi.clone();
        move || notebook.with(|book| formula_of(&kpi, notebook.today(), book))
    };
    vec![
        Column::new(Signal::derive(|| words::field(Field::Name)), kpi_words::own),
        Column::new(Signal::derive(|| words::field(Field::Formula)), formula),
        Column::new(Signal::derive(|| t!("kpis.field.roles").to_owned()), |kpi: &Kpi| roles_of(kpi)),
        Column::new(Signal::derive(|| t!("settings.state").to_owned()), state),
        Column::number(Signal::derive(|| t!("settings.edit").to_owned()), edit),
    ]
}

/// The formula that holds now or, before its first day, the first one, with the day of the next.
fn formula_of(kpi: &Kpi, today: domain::values::calendar::Day, book: &Book) -> String {
    let first = kpi.formula.versions().first();
    let now = kpi.formula_on(today).or_else(|| first.and_then(|it| it.rules.clone()));
    let text = now.map(|it| kpi_words::formula(&it, book)).unwrap_or_default();
    match kpi.formula.next_after(today) {
        Some(day) => format!("{text} · {}", t!("kpis.planned", day = locale().day(day))),
        None => text,
    }
}

fn roles_of(kpi: &Kpi) -> String {
    if kpi.roles.is_empty() {
        return t!("kpis.everybody").to_owned();
    }
    kpi.roles.iter().map(|it: &Role| words::role(*it)).collect::<Vec<_>>().join("、")
}

/// The other KPIs that a formula of this one may name.
pub(super) fn others(of: Option<&Kpi>, book: &Book) -> Vec<KpiName> {
    let own = book.kpis().filter(|it| it.active && of.is_none_or(|kpi| kpi.id != it.id)).map(|it| KpiName::Own(it.id));
    ShippedKpi::ALL.into_iter().map(KpiName::Shipped).chain(own).collect()
}
