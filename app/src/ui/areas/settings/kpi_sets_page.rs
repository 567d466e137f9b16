//! 岗位 KPI: which KPIs each role has, in which order, and what each weighs, from a given day. A grid of roles and KPIs
//! at a desk, one role at a time on a phone.

use domain::records::kpi::Kpi;
use domain::records::organisation::{Company, Role};
use domain::rules::KpiSets;
use domain::values::field::Field;
use domain::values::kpi_name::KpiName;
use domain::values::money::Share;
use domain::values::refusal::{Refusal, Refusals};
use domain::values::shipped_kpi::ShippedKpi;
use leptos::prelude::*;

use super::administrators_only::AdministratorsOnly;
use super::company_section::{Beside, CompanySection};
use super::version_form::VersionForm;
use crate::i18n::{kpi_words, locale, refusal, words};
use crate::local::Notebook;
use crate::state::forms::KpiSetForm;
use crate::state::typed;
use crate::t;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, Entry, PageHead, SegmentedControl, TextField, use_desk};

/// The page.
#[component]
pub fn KpiSetsPage() -> impl IntoView {
    // Kept while a saved version rebuilds the form.
    let (unfolded, chosen) = (RwSignal::new(false), RwSignal::new(0_usize));
    view! {
        <AdministratorsOnly>
            <PageHead title=move || t!("kpis.sets.title") note=move || t!("kpis.sets.note")/>
            <CompanySection title=move || t!("kpis.sets.grid") form=move |was| view! { <Fields was unfolded chosen/> }/>
        </AdministratorsOnly>
    }
}

/// The place of the cap among the fields, after the sets.
const CAP: usize = Kpi::ROLES.len();

fn texts(rules: &KpiSets) -> Vec<(String, String)> {
    let set = |role: Role| (Field::KpiSetOf(role).to_string(), KpiSetForm::of(rules.sets.get(&role)).text());
    let cap = (Field::KpiCap.to_string(), typed::percent(rules.cap));
    Kpi::ROLES.into_iter().map(set).chain([cap]).collect()
}

/// The set of one role as typed.
#[derive(Clone, Copy)]
struct RoleColumn {
    role: Role,
    typed: RwSignal<String>,
}

impl RoleColumn {
    fn form(self) -> KpiSetForm {
        self.typed.with(|it| KpiSetForm::parse(it))
    }

    fn change(self, change: impl FnOnce(&mut KpiSetForm)) {
        let mut form = self.typed.with_untracked(|it| KpiSetForm::parse(it));
        change(&mut form);
        self.typed.set(form.text());
    }
}

#[component]
fn Fields(was: Company, unfolded: RwSignal<bool>, chosen: RwSignal<usize>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let is_desk = use_desk();
    let form = VersionForm::<KpiSets>::open("kpi-sets", &was, texts);
    let columns = [0, 1, 2, 3].map(|at| RoleColumn { role: Kpi::ROLES[at], typed: form.field(at) });
    let cap = form.field(CAP);
    let rules = move || {
        let mut refusals = Refusals::default();
        let sets = columns.into_iter().filter_map(|it| Some((it.role, it.form().set(it.role, &mut refusals)?))).collect();
        let cap = refusals.keep(Field::KpiCap, Share::parse_percent(&cap.get()));
        let cap = cap.unwrap_or(Share::WHOLE);
        // The rules check what can be read, so that all refusals show at once.
        let rules = KpiSets { sets, cap };
        if !refusals.is_empty() {
            rules.check(&mut refusals);
            return Err(refusals);
        }
        Ok(rules)
    };
    let kept = form.kept();
    let save = writing.saving(kept, move || form.command(rules()), || {});
    let refusals = form.refusals(writing.refusals());
    // The company's own first: somebody chose them.
    let kpis = Signal::from(notebook.see(|book| {
        let own = book.kpis().filter(|it| it.active).map(|it| KpiName::Own(it.id));
        own.chain(ShippedKpi::ALL.map(KpiName::Shipped)).map(|it| (it, kpi_words::name(it, book))).collect::<Vec<_>>()
    }));
    let grid = move || match is_desk.get() {
        true => view! { <SetGrid columns kpis refusals/> }.into_any(),
        false => view! { <SetOfRole columns kpis refusals chosen/> }.into_any(),
    };
    view! {
        {grid}
        <div class="pt-4">
            <Beside history=form.history(unfolded)>
                <WriteForm writing kept refusals on_submit=save shown=&[Field::KpiCap, Field::FromDay, Field::Note]>
                    {form.loaded_note()}
                    <TextField
                        label=move || t!("kpis.sets.cap")
                        name=Field::KpiCap
                        value=cap
                        refusals
                        entry=Entry::Decimal
                        hint=Signal::derive(|| t!("kpis.sets.cap_hint").to_owned())
                    />
                    {form.day_and_note(refusals)}
                </WriteForm>
            </Beside>
        </div>
    }
    .into_any()
}

/// A row for each KPI, a column for each role.
#[component]
fn SetGrid(columns: [RoleColumn; 4], kpis: Signal<Vec<(KpiName, String)>>, refusals: Signal<Refusals>) -> impl IntoView {
    let row = move |(kpi, name): (KpiName, String)| {
        let cells = columns.map(|column| {
            let name = name.clone();
            view! { <td class="align-top"><SetCell column kpi name refusals/></td> }
        });
        view! {
            <tr>
                <th scope="row" class="text-start font-normal break-words">{name}</th>
                {cells.into_iter().collect_view()}
            </tr>
        }
    };
    let sums = columns.map(|column| view! { <td class="align-top"><WeightSum column refusals/></td> }).into_iter().collect_view();
    let heads = columns.map(|it| view! { <th scope="col">{move || words::role(it.role)}</th> }).into_iter().collect_view();
    view! {
        <div class="max-h-[70vh] overflow-auto rounded-box border border-base-300">
            <table class="table table-sm table-fixed table-pin-rows" aria-label=move || t!("kpis.sets.title")>
                <thead><tr><th scope="col">{move || t!("kpis.one")}</th>{heads}</tr></thead>
                <tbody>{move || kpis.get().into_iter().map(row).collect_view()}</tbody>
                <tfoot><tr><th scope="row" class="text-start">{move || t!("kpis.sets.sum")}</th>{sums}</tr></tfoot>
            </table>
        </div>
    }
    .into_any()
}

/// One role: its KPIs in their order, then the others.
#[component]
fn SetOfRole(
    columns: [RoleColumn; 4],
    kpis: Signal<Vec<(KpiName, String)>>,
    refusals: Signal<Refusals>,
    chosen: RwSignal<usize>,
) -> impl IntoView {
    let segments = move || columns.iter().enumerate().map(|(at, it)| Choice::new(at, words::role(it.role))).collect::<Vec<_>>();
    let column = Memo::new(move |_| chosen.get().min(columns.len() - 1));
    let ordered = Memo::new(move |_| {
        let form = columns[column.get()].form();
        let mut all = kpis.get();
        all.sort_by_key(|it| form.place(it.0).unwrap_or(usize::MAX));
        all
    });
    let list = move || {
        let column = columns[column.get()];
        view! {
            <ul class="divide-y divide-base-200 pt-2">
                <For each=move || ordered.get() key=|it| it.0 let(row)>
                    <li class="py-1"><SetCell column kpi=row.0 name=row.1.clone() refusals shows_name=true/></li>
                </For>
            </ul>
            <p class="flex items-baseline gap-2 border-t border-base-300 py-2 text-sm font-medium">
                {move || t!("kpis.sets.sum")}
                <WeightSum column refusals/>
            </p>
        }
    };
    view! {
        <SegmentedControl
            label=move || t!("kpis.sets.role")
            segments=Signal::derive(segments)
            value=Signal::derive(move || column.get().to_string())
            on_choose=move |at: String| chosen.set(at.parse().unwrap_or_default())
        />
        {list}
    }
    .into_any()
}

/// Why a weight is refused; of one that cannot be read, what would be right.
fn weight_refused(why: &Refusal) -> String {
    if *why == Refusal::Malformed { t!("refusal.malformed_decimal").to_owned() } else { refusal(why) }
}

/// Whether a role has a KPI, and then its place and weight.
#[component]
fn SetCell(
    column: RoleColumn,
    kpi: KpiName,
    name: String,
    refusals: Signal<Refusals>,
    /// Whether the name stands beside the box.
    #[prop(optional)]
    shows_name: bool,
) -> impl IntoView {
    let role = column.role;
    let place = Memo::new(move |_| column.form().place(kpi));
    let weight = Memo::new(move |_| column.form().0.into_iter().find(|it| it.0 == kpi).map(|it| it.1).unwrap_or_default());
    let refused = Memo::new(move |_| {
        let at = place.get()?;
        let said: Vec<String> = refusals.with(|it| it.on(Field::KpiSetAt(role, at)).iter().map(weight_refused).collect());
        (!said.is_empty()).then(|| said.join(" "))
    });
    let is_in = Memo::new(move |_| place.get().is_some());
    let name = StoredValue::new(name);
    let has = move || name.with_value(|it| t!("kpis.sets.has", role = words::role(role), kpi = it));
    let place_label = move || name.with_value(|it| t!("kpis.sets.place", role = words::role(role), kpi = it));
    let weight_label = move || name.with_value(|it| t!("kpis.sets.weight", role = words::role(role), kpi = it));
    view! {
        <div class="flex min-h-11 flex-wrap items-center gap-1 lg:min-h-9">
            <label class="grid min-h-11 min-w-11 place-items-center lg:min-h-9 lg:min-w-9">
                <input
                    type="checkbox"
                    class="checkbox"
                    aria-label=has
                    prop:checked=move || is_in.get()
                    on:change=move |_| column.change(|it| it.turn(kpi))
                />
            </label>
            {shows_name.then(|| view! { <span class="min-w-32 flex-1 text-sm break-words">{name.get_value()}</span> })}
            <Show when=move || is_in.get()>
                <input
                    class="input w-12 min-h-11 text-center tabular-nums lg:min-h-9"
                    inputmode="numeric"
                    aria-label=place_label
                    prop:value=move || place.get().map(|it| (it + 1).to_string())
                    on:change:target=move |event| {
                        let typed = event.target().value();
                        if let Ok(place) = typed.trim().parse::<usize>() {
                            column.change(|it| it.move_to(kpi, place.saturating_sub(1)));
                        }
                        event.target().set_value(&place.get_untracked().map(|it| (it + 1).to_string()).unwrap_or_default());
                    }
                />
                <span class="flex items-center gap-1 text-sm text-quiet">
                    <input
                        class="input w-16 min-h-11 text-end tabular-nums lg:min-h-9"
                        class:input-error=move || refused.get().is_some()
                        inputmode="decimal"
                        aria-label=weight_label
                        aria-invalid=move || refused.get().is_some().then_some("true")
                        prop:value=move || weight.get()
                        on:input:target=move |event| column.change(|it| it.weigh(kpi, event.target().value()))
                    />
                    "%"
                </span>
            </Show>
        </div>
        {move || refused.get().map(|it| view! { <p class="text-xs break-words text-error" role="alert">{it}</p> })}
    }
    .into_any()
}

/// The sum of the weights of a role, and why its set is refused.
#[component]
fn WeightSum(column: RoleColumn, refusals: Signal<Refusals>) -> impl IntoView {
    let said = move || {
        let form = column.form();
        match (form.0.is_empty(), form.sum()) {
            (true, _) => t!("kpis.sets.unset").to_owned(),
            (_, None) => t!("kpis.sets.no_weights").to_owned(),
            (_, Some(sum)) => locale().share(sum),
        }
    };
    let is_wrong = move || column.form().sum().is_some_and(|it| it != Share::WHOLE);
    let refused = move || refusals.with(|it| it.on(Field::KpiSetOf(column.role)).iter().map(refusal).collect::<Vec<_>>().join(" "));
    view! {
        <span class=move || if is_wrong() { "font-medium text-error tabular-nums" } else { "tabular-nums" }>{said}</span>
        {move || {
            let said = Some(refused()).filter(|it| !it.is_empty());
            said.map(|it| view! { <span class="block text-xs break-words text-error" role="alert">{it}</span> })
        }}
    }
    .into_any()
}
