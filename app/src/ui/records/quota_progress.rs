//! A person's progress on a contact quota. It is computed from the follow-ups and never stored.

use domain::views::quota_progress::Progress;
use leptos::prelude::*;

use crate::t;
use crate::ui::kit::{Badge, ProgressBar, Tone, icons};

/// One line: the quota, the progress, and a warning if it is too low for the days passed.
#[component]
pub fn QuotaProgress(
    /// The quota, or the person's name.
    #[prop(into)]
    title: Signal<String>,
    progress: Progress,
    /// Further text in small print; empty for none.
    #[prop(into, optional)]
    note: Signal<String>,
    /// The quota covers only today, and today is not a working day.
    #[prop(optional)]
    is_rest_day: bool,
) -> impl IntoView {
    let Progress { done, asked, .. } = progress;
    let is_idle = asked == 0;
    let (tone, icon) = match () {
        () if is_idle => (Tone::Neutral, ""),
        () if progress.left() == 0 => (Tone::Success, icons::CHECK),
        () if progress.is_short() => (Tone::Warning, icons::INFO),
        () => (Tone::Neutral, ""),
    };
    let state = move || match progress.left() {
        _ if is_idle && is_rest_day => t!("measures.quota.rest").to_owned(),
        _ if is_idle => t!("measures.quota.nothing_asked").to_owned(),
        0 => t!("measures.quota.met").to_owned(),
        left if progress.is_short() => format!("{} · {}", t!("measures.quota.short"), t!("measures.quota.left", n = left)),
        left if !progress.has_begun => format!("{} · {}", t!("measures.quota.not_begun"), t!("measures.quota.left", n = left)),
        left => t!("measures.quota.left", n = left),
    };
    view! {
        <div class="grid gap-1">
            <div class="flex flex-wrap items-center justify-between gap-2">
                <p class="min-w-0 text-sm break-words">{move || title.get()}</p>
                {(!is_idle).then(|| view! { <p class="font-semibold tabular-nums">{move || t!("measures.quota.progress", done = done, asked = asked)}</p> })}
            </div>
            {(!is_idle).then(|| view! { <ProgressBar label=title done=Signal::stored(progress.share()) tone=Signal::stored(tone)/> })}
            <div class="flex flex-wrap items-center justify-between gap-2">
                <Badge label=Signal::derive(state) tone=Signal::stored(tone) icon/>
                <p class="min-w-0 text-xs break-words text-quiet">{move || note.get()}</p>
            </div>
        </div>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::i18n::{Lang, set_lang};

    fn html(progress: Progress, is_rest_day: bool) -> String {
        set_lang(Lang::Zh);
        Owner::new().with(|| view! { <QuotaProgress title="每日跟进".to_owned() progress is_rest_day/> }.into_any().to_html())
    }

    #[test]
    fn nothing_asked_is_nothing_done() {
        let rest = html(Progress::default(), true);
        assert!(rest.contains("今日休息") && !rest.contains("已完成") && !rest.contains("0/0") && !rest.contains("success"), "{rest}");
        let idle = html(Progress::default(), false);
        assert!(idle.contains("暂无要求") && !idle.contains("已完成") && !idle.contains("今日休息"), "{idle}");
        let met = html(Progress { done: 2, asked: 2, behind: 0, has_begun: true }, true);
        assert!(met.contains("已完成") && met.contains("2/2"), "{met}");
    }
}
