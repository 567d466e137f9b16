//! Adding or changing the robot of a chat group. Its address and secret are typed here and never shown again.

use domain::access::bucket::Bucket;
use domain::values::field::Field;
use domain::values::json::{of_word, word_of};
use domain::values::text::is_blank;
use leptos::prelude::*;

use super::robots_card::{Robots, kind_words};
use crate::api::robots::{Robot, RobotDraft, RobotKind};
use crate::api::{self, ApiError};
use crate::i18n::{self, Lang, locale, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::edit_sheet::{Editing, EditingSheet};
use crate::ui::forms::server_call::ServerCall;
use crate::ui::kit::{Button, Choice, ConfirmDialog, Entry, FormErrors, Look, SelectField, TextField, Toasts, Toggle, Tone, icons};

/// The sheet.
#[component]
pub fn RobotSheet(
    /// `None` while the sheet is closed.
    editing: RwSignal<Option<Editing<Robot>>>,
    /// The list to reload after a change.
    robots: Robots,
) -> impl IntoView {
    let form = move |was| view! { <RobotForm was editing robots/> }.into_any();
    view! { <EditingSheet editing name=|it| it.name.clone() title_of_new=move || t!("delivery.new_robot") form/> }
}

#[component]
fn RobotForm(was: Option<Robot>, editing: RwSignal<Option<Editing<Robot>>>, robots: Robots) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let toasts = expect_context::<Toasts>();
    let call = ServerCall::ready();
    let (is_busy, refusals) = (call.is_busy(), call.refusals());
    let id = was.as_ref().map_or_else(|| notebook.new_id(), |it| it.id);
    let is_new = was.is_none();
    let name = RwSignal::new(was.as_ref().map(|it| it.name.clone()).unwrap_or_default());
    let kind = RwSignal::new(word_of(was.as_ref().map_or(RobotKind::WeCom, |it| it.kind)));
    let (url, secret) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let of = RwSignal::new(was.as_ref().map_or(Bucket::Company, |it| it.of).to_string());
    let language = RwSignal::new(was.as_ref().map_or_else(|| locale().lang.tag().to_owned(), |it| it.language.clone()));
    let urgent_only = RwSignal::new(was.as_ref().is_some_and(|it| it.urgent_only));
    let active = RwSignal::new(was.as_ref().is_none_or(|it| it.active));
    let removing = RwSignal::new(false);

    let kinds = move || RobotKind::ALL.into_iter().map(|it| Choice::new(word_of(it), kind_words(it))).collect::<Vec<_>>();
    let chosen = Memo::new(move |_| of_word::<RobotKind>(&kind.get()));
    let units = notebook.see(|book| {
        let departments = book.departments().map(|it| Choice::new(Bucket::Department(it.id), it.name.clone()));
        let teams = book.teams().map(|it| Choice::new(Bucket::Team(it.id), it.name.clone()));
        departments.chain(teams).collect::<Vec<_>>()
    });
    let owners = move || [vec![Choice::new(Bucket::Company, t!("delivery.whole_company"))], units.get()].concat();
    let languages = Signal::stored(Lang::ALL.map(|it| Choice::new(it.tag(), it.own_name())).to_vec());
    let (kept_host, has_secret) = (was.as_ref().map(|it| it.host.clone()), was.as_ref().is_some_and(|it| it.is_signed));
    let url_hint = move || match &kept_host {
        Some(host) => t!("delivery.robot_url_kept", host = host),
        None => t!("delivery.robot_url_hint").to_owned(),
    };
    let secret_hint = move || if has_secret { t!("delivery.robot_secret_kept") } else { t!("delivery.robot_secret_hint") };

    // Refusals are shown beside the fields.
    let fail = move |error: ApiError| match error {
        ApiError::Refused(_) => {}
        ApiError::Offline => toasts.say(t!("delivery.state.offline"), Tone::Error),
        other => toasts.say(i18n::api_error(&other), Tone::Error),
    };
    let close = move |answer: Result<(), ApiError>| match answer {
        Ok(()) => {
            robots.ask();
            editing.set(None);
        }
        Err(error) => fail(error),
    };
    let given = |text: RwSignal<String>| Some(text.get_untracked()).filter(|it| !is_blank(it));
    let save = move || {
        let draft = RobotDraft {
            id,
            name: name.get_untracked(),
            kind: of_word(&kind.get_untracked()).unwrap_or(RobotKind::WeCom),
            url: given(url),
            secret: given(secret),
            of: of.get_untracked().parse().unwrap_or(Bucket::Company),
            urgent_only: urgent_only.get_untracked(),
            language: language.get_untracked(),
            active: active.get_untracked(),
        };
        call.ask(async move { api::robots::save(draft).await }, close);
    };
    let try_out = move || {
        call.ask(async move { api::robots::try_out(id).await }, move |answer| match answer {
            Ok(None) => toasts.say(t!("delivery.robot_tried"), Tone::Success),
            Ok(Some(why)) => toasts.say(t!("delivery.robot_refused", why = why), Tone::Error),
            Err(error) => fail(error),
        });
    };
    let remove = move || call.ask(async move { api::robots::remove(id).await }, close);
    view! {
        <form
            class="grid gap-3"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <TextField label=move || words::field(Field::Name) name=Field::Name value=name refusals required=true/>
            <SelectField label=move || t!("delivery.robot_kind") name=Field::Kind value=kind choices=Signal::derive(kinds) refusals/>
            <TextField label=move || t!("delivery.robot_url") name=Field::Url value=url refusals required=is_new hint=url_hint/>
            // 企业微信 has no signature secret.
            <Show when=move || chosen.get() != Some(RobotKind::WeCom)>
                <TextField label=move || t!("delivery.robot_secret") name=Field::Secret value=secret refusals entry=Entry::NewPassword hint=secret_hint/>
            </Show>
            <SelectField label=move || t!("delivery.robot_of") name=Field::Of value=of choices=Signal::derive(owners) refusals/>
            <SelectField label=move || t!("delivery.robot_language") name=Field::Language value=language choices=languages refusals/>
            <Toggle label=move || t!("delivery.urgent_only") on=urgent_only/>
            <Toggle label=move || t!("delivery.robot_active") on=active/>
            <FormErrors refusals shown=&[Field::Name, Field::Kind, Field::Url, Field::Secret, Field::Of, Field::Language]/>
            <Button label=move || t!("kit.save") look=Look::Primary submit=true wide=true busy=is_busy/>
            <Show when=move || !is_new>
                <div class="flex flex-wrap justify-between gap-2">
                    <Button label=move || t!("delivery.try") look=Look::Ghost busy=is_busy on_press=try_out/>
                    <Button label=move || t!("delivery.remove") look=Look::Danger icon=icons::DELETE on_press=move || removing.set(true)/>
                </div>
            </Show>
        </form>
        <ConfirmDialog open=removing title=move || t!("delivery.remove_robot") body=move || t!("delivery.remove_robot_body", name = name.get())
            confirm=move || t!("delivery.remove") danger=true on_confirm=remove/>
    }
    .into_any()
}
