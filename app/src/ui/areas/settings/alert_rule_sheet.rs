//! Changing one alert rule, or the settings common to all of them, from a given day. Those who only read the rules try a change out.

use domain::decide::command::Command;
use domain::records::organisation::Company;
use domain::rules::alert_rules::{AlertRule, AlertRules, Level, Operator, Setting};
use domain::rules::{Dated, Version};
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::json::{of_word, word_of};
use domain::values::money::Share;
use domain::values::number;
use domain::values::refusal::{Refusal, Refusals};
use domain::values::text::plain;
use domain::values::working_days::Calendar;
use domain::views::simulation::RuleDraft;
use leptos::prelude::*;

use super::rule_history::change_line;
use super::rule_kind::{changes, name_of, saving};
use super::simulation::{SimulationPart, Simulator};
use super::version_form::{first_day, note_on};
use crate::i18n::{alert_words, time_of_day};
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, DateField, DraftNote, SelectField, Sheet, TextField};

/// What the sheet changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changing {
    Rule(AlertRule),
    /// The settings common to all rules.
    Whole,
    /// All rules at once, back to these.
    Restore(Box<AlertRules>),
}

/// The sheet.
#[component]
pub fn AlertRuleSheet(
    /// `None` while the sheet is closed.
    changing: RwSignal<Option<Changing>>,
    /// The first day that the sheet proposes: today, or that of a planned version.
    day: Signal<Day>,
) -> impl IntoView {
    let title = move || match changing.get() {
        Some(Changing::Rule(rule)) => alert_words::rule(rule),
        Some(Changing::Restore(_)) => t!("alerts.settings.restore"),
        Some(Changing::Whole) | None => t!("alerts.settings.whole"),
    };
    view! {
        <Sheet open=Signal::derive(move || changing.with(Option::is_some)) on_close=move || changing.set(None) title>
            {move || match changing.get_untracked() {
                Some(Changing::Rule(rule)) => view! { <RuleForm rule changing day=day.get_untracked()/> }.into_any(),
                Some(Changing::Whole) => view! { <WholeForm changing day=day.get_untracked()/> }.into_any(),
                Some(Changing::Restore(rules)) => view! { <RestoreForm rules=*rules changing/> }.into_any(),
                None => ().into_any(),
            }}
        </Sheet>
    }
}

/// The first day of a change, and why it is made.
#[derive(Clone, Copy)]
pub(super) struct FromAndNote {
    from: RwSignal<String>,
    note: RwSignal<String>,
    today: Day,
}

impl FromAndNote {
    /// Proposes this day, with the note of the version that takes effect on it.
    pub(super) fn of(company: &Company, day: Day, today: Day) -> FromAndNote {
        FromAndNote { from: RwSignal::new(day.to_string()), note: RwSignal::new(note_on(&company.alerts, day)), today }
    }

    /// A version on the chosen day. Tracked.
    fn version(self, rules: impl FnOnce(Day) -> AlertRules) -> Result<Version<AlertRules>, Refusals> {
        let from = first_day(&self.from.get(), self.today).map_err(|it| Refusals::of(Field::From, it))?;
        Ok(Version { note: Some(self.note.get()), ..Version::of(from, rules(from)) })
    }

    /// Whether the fields are filled, as a refusal of them.
    pub(super) fn refused(self) -> Refusals {
        first_day(&self.from.get(), self.today).err().map(|it| Refusals::of(Field::From, it)).unwrap_or_default()
    }

    /// The names in a draft.
    pub(super) fn named(self) -> [(&'static str, RwSignal<String>); 2] {
        [("from", self.from), ("note", self.note)]
    }

    pub(super) fn view(self, refusals: Signal<Refusals>) -> AnyView {
        view! {
            <DateField label=move || t!("alerts.settings.from_label") name=Field::From value=self.from refusals first=self.today required=true/>
            <TextField label=move || t!("settings.versions.note") name=Field::Note value=self.note refusals/>
        }
        .into_any()
    }
}

/// The names of a version's day and note in a draft. A draft of a planned version is another one than that of today.
fn draft_name(form: &str, day: Day, today: Day) -> String {
    if day == today { form.to_owned() } else { format!("{form}-{day}") }
}

/// The command that changes the alert rules from a given day. A version planned for later holds all fifteen rules: where its part (`of`) equals
/// the part that is replaced, it takes over the change; otherwise it keeps what was planned.
pub(super) fn changing_part<P: PartialEq>(
    was: &Company,
    first: FromAndNote,
    change: impl Fn(AlertRules) -> AlertRules,
    of: impl Fn(&AlertRules) -> P,
) -> Result<Command, Refusals> {
    let version = first.version(|from| change(was.alerts.on(from)))?;
    let replaced = of(&was.alerts.on(version.from));
    let follow = |planned: &AlertRules| if of(planned) == replaced { change(planned.clone()) } else { planned.clone() };
    Ok(saving(was, was.alerts.followed_by(version, follow)))
}

/// The rules of the chosen day; of today as long as there is no valid one. Tracked.
pub(super) fn rules_on(alerts: Dated<AlertRules>, first: FromAndNote) -> AlertRules {
    alerts.on(first_day(&first.from.get(), first.today).unwrap_or(first.today))
}

/// The fields of one rule, its first day and its note.
const OF_RULE: &[Field] = &[
    Field::On,
    Field::Operator,
    Field::Threshold,
    Field::Calendar,
    Field::Raises,
    Field::Margin,
    Field::SuperiorAfter,
    Field::ManagerAfter,
    Field::From,
    Field::Note,
];

/// Renames the refusals of this rule, and those common to all rules, to the form's field names.
fn named(refusals: &Refusals, rule: Option<AlertRule>) -> Refusals {
    refusals.renamed(|field| match field {
        // A refusal of the rules as a whole means that the day is in the past.
        Field::Alerts => Field::From,
        Field::AlertsLasts => Field::Lasts,
        Field::AlertsSweepAt => Field::SweepAt,
        Field::AlertOf(of, part) if rule == Some(of) => part.field(),
        other => other,
    })
}

/// Parses a whole number of a unit; for shares, a percentage with up to two decimals.
pub(super) fn read_number(text: &str, calendar: Calendar) -> Result<i64, Refusal> {
    match calendar {
        Calendar::Share => Share::parse_percent(text).map(|it| it.0),
        Calendar::NaturalDays | Calendar::WorkingDays => number::whole(text, number::DAYS),
        Calendar::Months => number::whole(text, number::MONTHS),
        _ => number::whole(text, number::BARE),
    }
}

#[component]
fn RuleForm(rule: AlertRule, changing: RwSignal<Option<Changing>>, day: Day) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let today = notebook.today();
    let company = notebook.peek(|book| book.company().clone());
    let was = company.alerts.on(day).of(rule);
    let on = RwSignal::new(was.on.to_string());
    let (operator, calendar, raises) = (word_of(was.operator), word_of(was.calendar), word_of(was.raises));
    let (operator, calendar, raises) = (RwSignal::new(operator), RwSignal::new(calendar), RwSignal::new(raises));
    let text = |it: i64| RwSignal::new(alert_words::number(it, was.calendar));
    let (threshold, margin) = (text(was.threshold), text(was.margin));
    let (superior, manager) = (RwSignal::new(was.superior_after.to_string()), RwSignal::new(was.manager_after.to_string()));
    let first = FromAndNote::of(&company, day, today);
    let kept = KeptWords::of(
        &draft_name(&format!("alert-rule-{}", rule.as_str()), day, today),
        [
            ("on", on),
            ("operator", operator),
            ("threshold", threshold),
            ("calendar", calendar),
            ("margin", margin),
            ("raises", raises),
            ("superior_after", superior),
            ("manager_after", manager),
            ("from", first.from),
            ("note", first.note),
        ],
    );
    let chosen_calendar = move || of_word::<Calendar>(&calendar.get()).unwrap_or(was.calendar);
    let alerts = StoredValue::new(company.alerts.clone());
    let setting = move || {
        let mut against = Refusals::default();
        let unit = chosen_calendar();
        let mut read = |field: Field, text: String, unit: Calendar| against.keep(field, read_number(&text, unit)).unwrap_or_default();
        let (threshold, margin) = (read(Field::Threshold, threshold.get(), unit), read(Field::Margin, margin.get(), unit));
        let days = |it: i64| i32::try_from(it).unwrap_or(i32::MAX);
        let superior_after = days(read(Field::SuperiorAfter, superior.get(), Calendar::NaturalDays));
        let manager_after = days(read(Field::ManagerAfter, manager.get(), Calendar::NaturalDays));
        let operator = of_word(&operator.get()).unwrap_or(was.operator);
        let raises = of_word(&raises.get()).unwrap_or(was.raises);
        let on = on.get() == "true";
        let setting = Setting { on, operator, threshold, calendar: unit, margin, raises, superior_after, manager_after };
        against.into_result().map(|()| setting)
    };
    let make = move || {
        let setting = setting().map_err(|it| with(it, first.refused()))?;
        changing_part(&company, first, |rules| rules.with(rule, setting), |rules| rules.of(rule))
    };
    let draft = move || setting().map(|it| rules_on(alerts.with_value(Clone::clone), first).with(rule, it));
    let simulator = Simulator::of(move || draft().map(RuleDraft::Alerts));
    let all = simulator.with(writing.refusals());
    let refusals = Signal::derive(move || all.with(|it| named(it, Some(rule))));
    let save = writing.saving(kept, make, move || changing.set(None));
    let unit = move || alert_words::calendar(chosen_calendar());
    let operators = move || {
        let all = [Operator::Over, Operator::AtLeast, Operator::Under, Operator::AtMost];
        let same = all.into_iter().filter(|it| it.is_upward() == was.operator.is_upward());
        same.map(|it| Choice::new(word_of(it), alert_words::operator(it))).collect::<Vec<_>>()
    };
    let calendars = move || rule.calendars().iter().map(|it| Choice::new(word_of(*it), alert_words::calendar(*it))).collect::<Vec<_>>();
    let levels =
        move || [Level::Red, Level::Reminder].into_iter().map(|it| Choice::new(word_of(it), alert_words::level(it))).collect::<Vec<_>>();
    let yes_or_no = move || vec![Choice::new("true", t!("alerts.yes")), Choice::new("false", t!("alerts.no"))];
    let has_calendars = 1 < rule.calendars().len();
    let sentence = move || setting().map(|it| alert_words::sentence(rule, &it)).unwrap_or_default();
    let fields = move || {
        view! {
            <p class="text-sm font-medium break-words" aria-live="polite">{sentence}</p>
            <SelectField label=move || t!("alerts.settings.on_label") name=Field::On value=on choices=Signal::derive(yes_or_no) refusals/>
            <SelectField label=move || t!("alerts.settings.operator_label") name=Field::Operator value=operator choices=Signal::derive(operators) refusals/>
            <TextField label=move || t!("alerts.settings.threshold_label", unit = unit()) name=Field::Threshold value=threshold refusals required=true/>
            {has_calendars
                .then(|| {
                    view! { <SelectField label=move || t!("alerts.settings.calendar_label") name=Field::Calendar value=calendar choices=Signal::derive(calendars) refusals/> }
                })}
            <SelectField label=move || t!("alerts.settings.raises_label") name=Field::Raises value=raises choices=Signal::derive(levels) refusals/>
            <TextField label=move || t!("alerts.settings.margin_label", unit = unit()) name=Field::Margin value=margin refusals required=true/>
            <TextField label=move || t!("alerts.settings.superior_label") name=Field::SuperiorAfter value=superior refusals required=true/>
            <TextField label=move || t!("alerts.settings.manager_label") name=Field::ManagerAfter value=manager refusals required=true/>
        }
    };
    match notebook.actor().may_administer() {
        true => view! {
            <WriteForm writing kept refusals on_submit=save shown=OF_RULE>
                {fields()} {first.view(refusals)}
                <SimulationPart simulator/>
            </WriteForm>
        }
        .into_any(),
        false => view! {
            <div class="grid gap-3">
                <DraftNote was_restored=kept.was_restored() on_discard=move || kept.discard()/>
                {fields()}
                <SimulationPart simulator/>
            </div>
        }
        .into_any(),
    }
}

#[component]
fn WholeForm(changing: RwSignal<Option<Changing>>, day: Day) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let today = notebook.today();
    let company = notebook.peek(|book| book.company().clone());
    let was = company.alerts.on(day);
    let adjust = RwSignal::new(was.adjust_for_time.to_string());
    let lasts = RwSignal::new(was.lasts.to_string());
    let sweep = RwSignal::new(time_of_day(was.sweep_at));
    let first = FromAndNote::of(&company, day, today);
    let fields = [("adjust", adjust), ("lasts", lasts), ("sweep_at", sweep), ("from", first.from), ("note", first.note)];
    let kept = KeptWords::of(&draft_name("alert-rules", day, today), fields);
    let alerts = StoredValue::new(company.alerts.clone());
    let changed = move || {
        let mut against = Refusals::default();
        let days = against.keep(Field::Lasts, number::whole(&lasts.get(), number::DAYS));
        let minutes = minutes_of(&sweep.get());
        against.refuse_if(minutes.is_none(), Field::SweepAt, Refusal::Malformed);
        let (Some(lasts), Some(sweep_at)) = (days, minutes) else { return Err(against) };
        let adjust_for_time = adjust.get() == "true";
        Ok(move |rules| AlertRules { adjust_for_time, lasts, sweep_at, ..rules })
    };
    let make = move || {
        let change = changed().map_err(|it| with(it, first.refused()))?;
        changing_part(&company, first, change, |rules| (rules.adjust_for_time, rules.lasts, rules.sweep_at))
    };
    let save = writing.saving(kept, make, move || changing.set(None));
    let simulator = Simulator::of(move || Ok(RuleDraft::Alerts(changed()?(rules_on(alerts.with_value(Clone::clone), first)))));
    let all = simulator.with(writing.refusals());
    let refusals = Signal::derive(move || all.with(|it| named(it, None)));
    let yes_or_no = move || vec![Choice::new("true", t!("alerts.yes")), Choice::new("false", t!("alerts.no"))];
    view! {
        <WriteForm writing kept refusals on_submit=save shown=&[Field::Adjust, Field::Lasts, Field::SweepAt, Field::From, Field::Note]>
            <SelectField label=move || t!("alerts.settings.adjust_label") name=Field::Adjust value=adjust choices=Signal::derive(yes_or_no) refusals/>
            <TextField label=move || t!("alerts.settings.lasts_label") name=Field::Lasts value=lasts refusals required=true/>
            <TextField label=move || t!("alerts.settings.sweep_label") name=Field::SweepAt value=sweep refusals required=true/>
            {first.view(refusals)}
            <SimulationPart simulator/>
        </WriteForm>
    }
    .into_any()
}

/// Sets all rules back to earlier ones, from a given day.
#[component]
fn RestoreForm(rules: AlertRules, changing: RwSignal<Option<Changing>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let today = notebook.today();
    let company = notebook.peek(|book| book.company().clone());
    let first = FromAndNote::of(&Company::default(), today, today);
    let kept = KeptWords::of("alert-rules-restore", [("from", first.from), ("note", first.note)]);
    let (versions, restored) = (company.alerts.clone(), rules.clone());
    let differing = Memo::new(move |_| {
        let from = first_day(&first.from.get(), today).unwrap_or(today);
        notebook.with(|book| changes(&versions.on(from), &restored, &|id| name_of(book, id)))
    });
    let tried = rules.clone();
    let simulator = Simulator::of(move || Ok(RuleDraft::Alerts(tried.clone())));
    let make = move || first.version(|_| rules.clone()).map(|it| saving(&company, company.alerts.with(it)));
    let save = writing.saving(kept, make, move || changing.set(None));
    let all = simulator.with(writing.refusals());
    let refusals = Signal::derive(move || all.with(|it| named(it, None)));
    let lines = move || match differing.get() {
        none if none.is_empty() => view! { <p class="text-sm">{t!("settings.versions.same")}</p> }.into_any(),
        some => view! { <ul class="grid gap-1 text-sm">{some.into_iter().map(change_line).collect_view()}</ul> }.into_any(),
    };
    let label = Signal::derive(|| t!("settings.versions.restore").to_owned());
    view! {
        <WriteForm writing kept refusals on_submit=save shown=&[Field::From, Field::Note] label>
            {lines}
            {first.view(refusals)}
            <SimulationPart simulator/>
        </WriteForm>
    }
    .into_any()
}

/// Both refusals.
pub(super) fn with(mut refusals: Refusals, more: Refusals) -> Refusals {
    refusals.refuse_all(more);
    refusals
}

/// Parses a time such as `08:30` to minutes after midnight.
fn minutes_of(text: &str) -> Option<i32> {
    let text = plain(text);
    let (hours, minutes) = text.split_once(':')?;
    let read = |it: &str| number::whole::<i32>(it, number::BARE).ok();
    let (hours, minutes) = (read(hours)?, read(minutes)?);
    ((0..24).contains(&hours) && (0..60).contains(&minutes)).then_some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use domain::values::field::AlertPart;

    use super::*;

    #[test]
    fn percentages_are_read_to_two_digits_and_times_of_day_to_the_minute() {
        for (text, expected) in [
            ("80", Ok(8_000)),
            (" 79.5 ", Ok(7_950)),
            ("７９．９６％", Ok(7_996)),
            ("79.961", Err(Refusal::TooFine { decimals: 2 })),
            ("x", Err(Refusal::Malformed)),
            ("", Err(Refusal::Missing)),
        ] {
            assert_eq!(read_number(text, Calendar::Share), expected, "{text}");
        }
        assert_eq!(read_number("3天", Calendar::NaturalDays), Ok(3));
        assert_eq!(read_number("3.5", Calendar::NaturalDays), Err(Refusal::TooFine { decimals: 0 }));
        assert_eq!(
            (minutes_of("08:30"), minutes_of("０８：３０"), minutes_of("24:00"), minutes_of("8")),
            (Some(510), Some(510), None, None)
        );
    }

    #[test]
    fn a_planned_version_keeps_its_own_and_takes_over_the_rest() {
        let (today, planned) = (Day(20_000), Day(20_040));
        let [completion, late] = [AlertRule::Completion, AlertRule::DeliveryLate];
        let with = |rules: AlertRules, rule, threshold| {
            let setting = Setting { threshold, ..rules.of(rule) };
            rules.with(rule, setting)
        };
        let alerts = Company::default().alerts.since(planned, with(AlertRules::default(), completion, 9_000));
        let was = Company { alerts, ..Company::default() };
        let owner = Owner::new();
        let first = owner.with(|| FromAndNote::of(&was, today, today));
        let change =
            |rule: AlertRule, threshold: i64| owner.with(|| changing_part(&was, first, |it| with(it, rule, threshold), |it| it.of(rule)));
        let after = |rule: AlertRule, threshold: i64| match change(rule, threshold) {
            Ok(Command::SaveCompany(save)) => [today, planned].map(|day| save.now.alerts.on(day).of(rule).threshold),
            other => panic!("not a company: {other:?}"),
        };
        assert_eq!(after(completion, 7_500), [7_500, 9_000], "what is planned for this very rule stays");
        assert_eq!(after(late, 5), [5, 5], "another rule of the plan follows");
    }

    #[test]
    fn what_the_rules_refuse_is_shown_beside_its_field() {
        let mut refusals = Refusals::of(Field::AlertOf(AlertRule::DeliveryLate, AlertPart::Threshold), Refusal::Malformed);
        refusals.refuse(Field::Alerts, Refusal::TooEarly { first: Day(1) });
        refusals.refuse(Field::Role, Refusal::NotAllowed);
        assert_eq!(
            named(&refusals, Some(AlertRule::DeliveryLate)).0.keys().collect::<Vec<_>>(),
            [Field::From, Field::Role, Field::Threshold]
        );
    }
}
