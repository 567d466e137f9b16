//! Warns of possible duplicates: from the own book at once, from the whole company when online, masked where required.

use std::time::Duration;

use domain::values::ids::CustomerId;
use domain::values::phone;
use domain::values::text::name_key;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;

use crate::api::customers::{Twin, twins};
use crate::i18n::han;
use crate::local::Notebook;
use crate::state::{Machine, person_name};
use crate::t;
use crate::ui::kit::{Icon, icons};
use crate::ui::url::routes::paths;

/// How long typing must pause before the server is asked.
const REST: Duration = Duration::from_millis(600);

/// Customers with the same name or phone.
#[component]
pub fn TwinsHint(
    /// The customer being edited, which is no duplicate of itself.
    except: CustomerId,
    #[prop(into)] name: Signal<String>,
    /// The phone numbers of all contacts, as typed.
    #[prop(into)]
    phone: Signal<String>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let machine = expect_context::<Machine>();
    let own = Memo::new(move |_| {
        let (han, phones) = (han(), phone::keys(&phone.get()));
        let name = han.company_key(&name.get());
        notebook.with(|book| {
            let others = book.customers().filter(|it| it.id != except);
            let twin = others.filter_map(|other| {
                let same_name = !name.is_empty() && han.company_key(&other.profile.name) == name;
                let same_phone = !phones.is_empty() && other.profile.phone_keys().iter().any(|it| phones.contains(it));
                let owner = person_name(book, other.owner);
                (same_name || same_phone).then(|| Twin {
                    name: other.profile.name.clone(),
                    owner,
                    customer: Some(other.id),
                    same_name,
                    same_phone,
                })
            });
            twin.take(3).collect::<Vec<_>>()
        })
    });
    let others = RwSignal::new(Vec::<Twin>::new());
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let (name, phone) = (name.get(), phone.get());
        let number = asked.get_value() + 1;
        asked.set_value(number);
        if name_key(&name).chars().count() < 2 && phone::keys(&phone).is_empty() {
            return others.set(Vec::new());
        }
        set_timeout(
            move || {
                // Only the last of several keystrokes asks, and only when online.
                if asked.try_get_value() == Some(number) && machine.browser().device().is_online() {
                    spawn_local(async move {
                        if let Ok(found) = twins(name, phone).await
                            && asked.try_get_value() == Some(number)
                        {
                            others.set(found.into_iter().filter(|it| it.customer != Some(except)).collect());
                        }
                    });
                }
            },
            REST,
        );
    });
    let all = move || {
        let own = own.get();
        let known: Vec<Option<CustomerId>> = own.iter().map(|it| it.customer).collect();
        let rest = others.get().into_iter().filter(|it| it.customer.is_none() || !known.contains(&it.customer));
        own.iter().cloned().chain(rest).collect::<Vec<_>>()
    };
    view! {
        <div role="status">
            {move || {
                let all = all();
                (!all.is_empty())
                    .then(|| {
                        view! {
                            <div class="alert alert-warning alert-soft items-start">
                                <Icon name=icons::INFO/>
                                <div>
                                    <p class="font-medium">{move || t!("customers.twins")}</p>
                                    <ul class="text-sm">{all.into_iter().map(|twin| view! { <li><TwinLine twin/></li> }).collect_view()}</ul>
                                </div>
                            </div>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

/// One duplicate.
#[component]
fn TwinLine(twin: Twin) -> impl IntoView {
    let Twin { name, owner, customer, same_name, same_phone } = twin;
    let words = move || match (same_name, same_phone) {
        (true, true) => t!("customers.twin_both", name = name, owner = owner),
        (_, true) => t!("customers.twin_phone", name = name, owner = owner),
        _ => t!("customers.twin_name", name = name, owner = owner),
    };
    match customer {
        Some(id) => view! { <A href=paths::customer(id) attr:class="link inline-flex min-h-11 items-center">{words}</A> }.into_any(),
        None => view! { <span>{words}</span> }.into_any(),
    }
}
