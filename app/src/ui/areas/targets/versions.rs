//! 历次设定: every value that a target had, who set it and why, newest first (T-11). An older one can be set again.

use domain::decide::command::{Command, SetTarget};
use domain::records::target::TargetVersion;
use domain::values::ids::TargetId;
use leptos::prelude::*;

use super::plan_row::Notation;
use crate::i18n::locale;
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Badge, Button, Look, Section, Tone};

/// The versions; nothing for a target that was never set.
#[component]
pub fn TargetVersions(
    id: TargetId,
    writing: Writing,
    /// Whether the reader may set an older version again.
    may_set: bool,
    /// Runs when an older version is set again.
    close: Callback<()>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let target = notebook.see(move |book| book.target(id).cloned());
    let row = move |at: usize, version: TargetVersion, is_newest: bool| {
        let target = target.get_untracked()?;
        let notation = notebook.peek(|book| Notation::of(target.metric, book));
        let value = version.value.map_or_else(|| t!("targets.removed").to_owned(), |it| notation.target(Some(it)));
        let signed = match (version.by, version.on) {
            (Some(by), Some(on)) => t!("targets.version_by", day = locale().day(on), person = notebook.peek(|book| person_name(book, by))),
            _ => t!("targets.version_old").to_owned(),
        };
        let is_late = version.on.is_some_and(|on| target.period.last() < on);
        let levels = [
            (t!("targets.floor"), version.levels.floor),
            (t!("targets.stretch"), version.levels.stretch),
            (t!("targets.challenge"), version.levels.challenge),
        ];
        let levels = levels
            .into_iter()
            .filter_map(|(name, level)| level.map(|it| t!("targets.levels_said", name = name, value = notation.target(Some(it)))));
        let levels = levels.collect::<Vec<_>>().join(" · ");
        let restore = (may_set && !is_newest && version.value.is_some()).then(|| {
            let day = version.on.map(|it| locale().day(it)).unwrap_or_default();
            let basis = t!("targets.restore_basis", day = day, basis = version.basis);
            let basis: String = basis.trim().chars().take(domain::values::text::NOTE as usize).collect();
            let command = Command::SetTarget(SetTarget {
                of: target.of,
                metric: target.metric,
                cut: target.cut.clone(),
                period: target.period,
                was: target.value,
                now: version.value,
                levels: Some(version.levels),
                basis,
            });
            let press = move || writing.commit_or_say(command.clone(), move || close.run(()));
            view! { <Button label=move || t!("targets.restore") look=Look::Ghost on_press=press/> }
        });
        let basis = version.basis.clone();
        Some(view! {
            <li class="flex items-center gap-2 py-2" data-version=at.to_string()>
                <div class="min-w-0 flex-1">
                    <p class="text-sm tabular-nums">
                        <span class=if is_newest { "font-semibold" } else { "" }>{value}</span>
                        " "
                        {is_late.then(|| view! { <Badge label=move || t!("targets.late") tone=Tone::Warning/> })}
                    </p>
                    {(!levels.is_empty()).then(|| view! { <p class="text-xs text-quiet tabular-nums">{levels}</p> })}
                    <p class="text-xs break-words text-quiet">{signed} {(!basis.is_empty()).then(|| format!(" · {basis}"))}</p>
                </div>
                {restore}
            </li>
        })
    };
    let rows = move || {
        let versions = target.get().map(|it| it.versions).unwrap_or_default();
        let n = versions.len();
        let rows = versions.into_iter().enumerate().rev();
        rows.filter_map(|(at, it)| row(at, it, at + 1 == n)).collect_view()
    };
    view! {
        <Show when=move || target.with(|target| target.as_ref().is_some_and(|it| !it.versions.is_empty()))>
            <Section title=move || t!("targets.versions")>
                <ul class="divide-y divide-base-200">{rows}</ul>
            </Section>
        </Show>
    }
    .into_any()
}
