//! Key figures of a customer.

use domain::records::customer::Customer;
use domain::values::money::Money;
use domain::views::dossier::Dossier;
use leptos::prelude::*;

use crate::i18n::{NOTHING, locale};
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{StatTile, Tone};

/// Sold in a year, owed, last contact, open opportunities.
#[component]
pub fn CustomerFigures(customer: Signal<Customer>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let id = Memo::new(move |_| customer.with(|it| it.id));
    let dossier = Memo::new(move |_| notebook.with(|book| Dossier::of(id.get(), book, today)));
    let sold = move || locale().money_short(dossier.get().sold_in_a_year);
    let balance = move || locale().money_short(dossier.get().balance);
    let overdue = move || Some(dossier.get().days_overdue).filter(|it| 0 < *it).map(|n| t!("kit.overdue", n = n)).unwrap_or_default();
    let tone =
        Signal::derive(
            move || if 0 < dossier.get().days_overdue && Money::ZERO < dossier.get().balance { Tone::Error } else { Tone::Neutral },
        );
    let last = move || dossier.get().last_contact.map_or_else(|| NOTHING.to_owned(), |it| locale().day_near(it, today));
    let open = move || dossier.get().n_open.to_string();
    view! {
        <div class="grid grid-cols-2 gap-2">
            <StatTile label=move || t!("customers.sold_in_a_year") value=sold/>
            <StatTile label=move || t!("customers.balance") value=balance note=overdue tone/>
            <StatTile label=move || t!("customers.last_contact") value=last/>
            <StatTile label=move || t!("customers.open_opportunities") value=open/>
        </div>
    }
    .into_any()
}
