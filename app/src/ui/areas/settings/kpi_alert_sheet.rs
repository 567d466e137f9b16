//! Adding or changing a rule on a KPI, from a day on. It is tried on today's records before it is saved.

use domain::book::Book;
use domain::rules::alert_rules::{AlertRules, Level};
use domain::rules::{KpiAlert, KpiAlertLength, KpiAlertOf, KpiBreach};
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::json::{of_word, word_of};
use domain::values::kpi_name::KpiName;
use domain::values::money::Share;
use domain::values::refusal::{Refusal, Refusals};
use domain::values::shipped_kpi::ShippedKpi;
use domain::values::working_days::Calendar;
use domain::views::simulation::RuleDraft;
use leptos::prelude::*;

use super::alert_rule_sheet::{FromAndNote, changing_part, read_number, rules_on, with};
use super::simulation::{SimulationPart, Simulator};
use crate::i18n::{alert_words, kpi_alert_words, kpi_words, words};
use crate::local::Notebook;
use crate::state::{kpi_value, typed};
use crate::t;
use crate::ui::forms::edit_sheet::{Editing, EditingSheet};
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, SelectField, TextField};

/// The sheet.
#[component]
pub fn KpiAlertSheet(
    /// `None` while the sheet is closed.
    editing: RwSignal<Option<Editing<KpiAlert>>>,
    /// The first day that the sheet proposes.
    day: Signal<Day>,
) -> impl IntoView {
    let form = move |was| view! { <KpiAlertForm was editing day=day.get_untracked()/> }.into_any();
    view! { <EditingSheet editing name=|_| t!("alerts.rule.kpi").to_owned() title_of_new=move || t!("alerts.kpi.new") form/> }
}

const SHOWN: &[Field] = &[Field::Kpi, Field::Threshold, Field::SuperiorAfter, Field::ManagerAfter, Field::From, Field::Note];

#[component]
fn KpiAlertForm(was: Option<KpiAlert>, editing: RwSignal<Option<Editing<KpiAlert>>>, day: Day) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let company = notebook.peek(|book| book.company().clone());
    let id = was.map_or_else(|| notebook.new_id(), |it| it.id);
    let text = |word: String| RwSignal::new(word);
    let kpi = text(was.map(|it| it.kpi.to_string()).unwrap_or_default());
    let of = text(word_of(was.map(|it| it.of).unwrap_or_default()));
    let length = text(word_of(was.map(|it| it.length).unwrap_or_default()));
    let (when, value) = notebook.peek(|book| written(was.as_ref(), book));
    let (when, value) = (text(when.to_owned()), text(value));
    let raises = text(word_of(was.map_or(Level::Red, |it| it.raises)));
    let superior = text(was.map_or_else(KpiAlert::usual_superior_after, |it| it.superior_after).to_string());
    let manager = text(was.map_or_else(KpiAlert::usual_manager_after, |it| it.manager_after).to_string());
    let first = FromAndNote::of(&company, day, notebook.today());
    let form = was.map_or_else(|| "kpi-alert".to_owned(), |it| format!("kpi-alert/{}", it.id));
    let fields = [
        ("kpi", kpi),
        ("of", of),
        ("length", length),
        ("when", when),
        ("value", value),
        ("raises", raises),
        ("superior_after", superior),
        ("manager_after", manager),
    ];
    let kept = KeptWords::of(&form, fields.into_iter().chain(first.named()));
    let rule = move || {
        let mut refusals = Refusals::default();
        let kpi: Option<KpiName> = kpi.get().parse().ok();
        refusals.refuse_if(kpi.is_none(), Field::Kpi, Refusal::Missing);
        let unit = kpi.map(|kpi| notebook.with(|book| kpi_alert_words::unit(kpi, book)));
        let bound = match when.get().as_str() {
            "behind" => Share::parse_percent(&value.get()).map(|by| KpiBreach::Behind { by }),
            other => {
                let read = unit.map_or(Ok(0), |it| kpi_value::read(it, &value.get()));
                read.map(|value| if other == "above" { KpiBreach::Above { value } } else { KpiBreach::Below { value } })
            }
        };
        let bound = refusals.keep(Field::Threshold, bound);
        let mut days = |field: Field, text: String| {
            let read = read_number(&text, Calendar::NaturalDays);
            refusals.keep(field, read).map(|it| i32::try_from(it).unwrap_or(i32::MAX))
        };
        let (superior, manager) = (days(Field::SuperiorAfter, superior.get()), days(Field::ManagerAfter, manager.get()));
        let (Some(kpi), Some(when)) = (kpi, bound) else { return Err(refusals) };
        let (Some(superior_after), Some(manager_after)) = (superior, manager) else { return Err(refusals) };
        let (of, length) = (of_word(&of.get()).unwrap_or_default(), of_word(&length.get()).unwrap_or_default());
        let raises = of_word(&raises.get()).unwrap_or(Level::Red);
        Ok(KpiAlert { id, kpi, of, length, when, raises, superior_after, manager_after })
    };
    let alerts = StoredValue::new(company.alerts.clone());
    let simulator = Simulator::of(move || rule().map(|it| RuleDraft::Alerts(put(rules_on(alerts.with_value(Clone::clone), first), it))));
    let make = move || {
        let rule = rule().map_err(|it| with(it, first.refused()))?;
        let part = move |rules: &AlertRules| rules.kpis.iter().find(|it| it.id == id).copied();
        changing_part(&company, first, |rules| put(rules, rule), part)
    };
    let all = simulator.with(writing.refusals());
    let refusals = Signal::derive(move || {
        all.with(|refusals| {
            refusals.renamed(|field| match field {
                Field::KpiAlerts => Field::Threshold,
                Field::Alerts => Field::From,
                other => other,
            })
        })
    });
    let save = writing.saving(kept, make, move || editing.set(None));
    let kpis =
        move || notebook.with(|book| all_kpis(book).into_iter().map(|it| Choice::new(it, kpi_words::name(it, book))).collect::<Vec<_>>());
    let owners = || [KpiAlertOf::People, KpiAlertOf::Teams].map(|it| Choice::new(word_of(it), kpi_alert_words::of(it))).to_vec();
    let lengths =
        || [KpiAlertLength::Month, KpiAlertLength::Quarter].map(|it| Choice::new(word_of(it), kpi_alert_words::length(it))).to_vec();
    let bounds = || {
        let words =
            [("behind", t!("alerts.kpi.when_behind")), ("below", t!("alerts.kpi.when_below")), ("above", t!("alerts.kpi.when_above"))];
        words.map(|(value, label)| Choice::new(value, label)).to_vec()
    };
    let levels = || [Level::Red, Level::Reminder].map(|it| Choice::new(word_of(it), alert_words::level(it))).to_vec();
    let value_label = move || match (when.get().as_str(), kpi.get().parse::<KpiName>().ok()) {
        ("behind", _) => t!("alerts.kpi.by_percent").to_owned(),
        (_, Some(kpi)) => notebook.with(|book| t!("alerts.kpi.bound_in", unit = kpi_words::unit(kpi_alert_words::unit(kpi, book)))),
        (_, None) => words::field(Field::Threshold),
    };
    let sentence = move || rule().ok().map(|it| notebook.with(|book| kpi_alert_words::sentence(&it, book)));
    view! {
        <WriteForm writing kept refusals on_submit=save shown=SHOWN>
            <p class="text-sm font-medium break-words" aria-live="polite">{sentence}</p>
            <SelectField label=move || t!("kpis.one") name=Field::Kpi value=kpi choices=Signal::derive(kpis) refusals none=move || t!("kpis.choose") required=true/>
            <div class="grid grid-cols-2 gap-3">
                <SelectField label=move || t!("alerts.kpi.of") name=Field::Kind value=of choices=Signal::derive(owners)/>
                <SelectField label=move || t!("alerts.kpi.length") name=Field::Kind value=length choices=Signal::derive(lengths)/>
            </div>
            <SelectField label=move || t!("alerts.kpi.when") name=Field::Kind value=when choices=Signal::derive(bounds)/>
            <TextField label=Signal::derive(value_label) name=Field::Threshold value refusals required=true/>
            <SelectField label=move || t!("alerts.settings.raises_label") name=Field::Raises value=raises choices=Signal::derive(levels)/>
            <div class="grid grid-cols-2 gap-3">
                <TextField label=move || t!("alerts.settings.superior_label") name=Field::SuperiorAfter value=superior refusals required=true/>
                <TextField label=move || t!("alerts.settings.manager_label") name=Field::ManagerAfter value=manager refusals required=true/>
            </div>
            {first.view(refusals)}
            <SimulationPart simulator/>
        </WriteForm>
    }
    .into_any()
}

/// The kind of bound and its value, as the form has them.
fn written(was: Option<&KpiAlert>, book: &Book) -> (&'static str, String) {
    let value = |it: &KpiAlert, value: i64| kpi_value::written(kpi_alert_words::unit(it.kpi, book), value);
    match was {
        None => ("behind", "20".to_owned()),
        Some(rule) => match rule.when {
            KpiBreach::Behind { by } => ("behind", typed::percent(by)),
            KpiBreach::Below { value: least } => ("below", value(rule, least)),
            KpiBreach::Above { value: most } => ("above", value(rule, most)),
        },
    }
}

/// The rules with this one, in the place of the one with its id.
fn put(mut rules: AlertRules, rule: KpiAlert) -> AlertRules {
    match rules.kpis.iter_mut().find(|it| it.id == rule.id) {
        Some(there) => *there = rule,
        None => rules.kpis.push(rule),
    }
    rules
}

/// Every KPI in use.
fn all_kpis(book: &Book) -> Vec<KpiName> {
    let own = book.kpis().filter(|it| it.active).map(|it| KpiName::Own(it.id));
    own.chain(ShippedKpi::ALL.map(KpiName::Shipped)).collect()
}
