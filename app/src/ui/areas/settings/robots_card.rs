//! The robots of chat groups. They are stored on the server, so this needs a network.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::robot_sheet::RobotSheet;
use crate::api::robots::{Robot, RobotKind};
use crate::api::{self, ApiError};
use crate::i18n;
use crate::t;
use crate::ui::forms::edit_sheet::Editing;
use crate::ui::forms::network;
use crate::ui::kit::{Badge, Button, EmptyState, IconButton, Look, Section, SkeletonRows, Tone, icons};

/// The list from the server; reloaded after each change.
#[derive(Clone, Copy)]
pub struct Robots(RwSignal<Option<Result<Vec<Robot>, ApiError>>>);

impl Robots {
    /// Loads the list.
    pub fn ask(self) {
        spawn_local(async move { self.0.set(Some(api::robots::list().await)) });
    }
}

/// The name of a kind of robot.
pub fn kind_words(kind: RobotKind) -> &'static str {
    match kind {
        RobotKind::WeCom => t!("delivery.kind.we_com"),
        RobotKind::DingTalk => t!("delivery.kind.ding_talk"),
        RobotKind::Feishu => t!("delivery.kind.feishu"),
    }
}

/// The card.
#[component]
pub fn RobotsCard() -> impl IntoView {
    let robots = Robots(RwSignal::new(None));
    robots.ask();
    network::on_return(move || {
        if robots.0.with(|it| matches!(it, Some(Err(ApiError::Offline)))) {
            robots.ask();
        }
    });
    let editing = RwSignal::new(None::<Editing<Robot>>);
    let list = move || match robots.0.get() {
        None => view! { <SkeletonRows/> }.into_any(),
        Some(Err(ApiError::Offline)) => {
            view! { <p class="text-sm text-quiet" role="status">{move || t!("delivery.state.offline")}</p> }.into_any()
        }
        Some(Err(error)) => view! { <p class="text-sm text-error" role="alert">{move || i18n::api_error(&error)}</p> }.into_any(),
        Some(Ok(robots)) if robots.is_empty() => {
            view! { <EmptyState icon=icons::FOLLOW_UP title=move || t!("delivery.no_robots")/> }.into_any()
        }
        Some(Ok(robots)) => {
            let rows = robots.into_iter().map(|robot| view! { <RobotRow robot editing/> }).collect_view();
            view! { <ul class="divide-y divide-base-200">{rows}</ul> }.into_any()
        }
    };
    let is_known = move || robots.0.with(|it| matches!(it, Some(Ok(_))));
    view! {
        <Section title=move || t!("delivery.robots")>
            <p class="pb-2 text-sm text-quiet">{move || t!("delivery.robots_body")}</p>
            {list}
            <Show when=is_known>
                <Button label=move || t!("delivery.new_robot") icon=icons::PLUS look=Look::Ghost on_press=move || editing.set(Some(Editing::New))/>
            </Show>
        </Section>
        <RobotSheet editing robots/>
    }
    .into_any()
}

#[component]
fn RobotRow(robot: Robot, editing: RwSignal<Option<Editing<Robot>>>) -> impl IntoView {
    let (name, kind, host, label) = (robot.name.clone(), robot.kind, robot.host.clone(), robot.name.clone());
    let (active, trouble) = (robot.active, robot.trouble.clone());
    let edit = move || editing.set(Some(Editing::of(robot.clone())));
    view! {
        <li class="flex min-h-11 items-center justify-between gap-2 py-2">
            <div class="min-w-0">
                <p class="flex flex-wrap items-center gap-2 text-sm font-medium">
                    <span class="break-words">{name}</span>
                    {(!active).then(|| view! { <Badge label=move || t!("delivery.robot_off")/> })}
                </p>
                <p class="text-xs break-words text-quiet">{move || format!("{} · {host}", kind_words(kind))}</p>
                {trouble
                    .map(|why| {
                        view! {
                            <p class="pt-1 text-xs break-words">
                                <Badge label=move || t!("delivery.robot_trouble", why = why) tone=Signal::stored(Tone::Warning)/>
                            </p>
                        }
                    })}
            </div>
            <IconButton icon=icons::EDIT label=move || t!("settings.edit_of", name = label.clone()) on_press=edit/>
        </li>
    }
    .into_any()
}
