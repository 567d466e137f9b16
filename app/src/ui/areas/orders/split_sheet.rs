//! Setting the split of an order's credit: people with percentages that make exactly 100 %.

use domain::book::Book;
use domain::decide::command::{Command, SplitCredit};
use domain::figures::credit_split::divided;
use domain::records::order::{CreditPart, CreditSplit, Order};
use domain::values::field::{Field, SplitPart};
use domain::values::ids::PersonId;
use domain::values::money::{Money, Share};
use domain::values::refusal::{Refusal, Refusals};
use leptos::prelude::*;

use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::state::forms::credit_split::{SplitRow, by_place, filled, read, sum};
use crate::state::{person_name, typed};
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Button, Choice, Entry, Look, SelectField, Sheet, TextArea, TextField};
use crate::ui::records::credit_words;

const PLACES: [usize; CreditSplit::MOST] = [0, 1, 2, 3, 4, 5];

/// The sheet.
#[component]
pub fn SplitSheet(order: Signal<Order>, is_open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("split.title")>
            {move || is_open.get().then(|| view! { <SplitForm order=order.get_untracked() is_open/> })}
        </Sheet>
    }
}

/// The texts of each place: the parts that stand, or half for the owner and half for somebody.
fn opening(order: &Order) -> Vec<SplitRow> {
    let stands = order.shared().into_iter().flat_map(|it| &it.parts).map(|it| (it.person.to_string(), typed::percent(it.share)));
    let stands: Vec<SplitRow> = stands.collect();
    if !stands.is_empty() {
        return stands;
    }
    vec![(order.owner.to_string(), "50".to_owned()), (String::new(), "50".to_owned())]
}

/// Lists the people who sold on the day of the deal, without the person who splits. The owner's team comes first.
fn sellers(order: &Order, by: PersonId, book: &Book) -> Vec<Choice> {
    let team = |id| book.team(id).map(|it| format!(" · {}", it.name)).unwrap_or_default();
    let on = order.terms.deal_on;
    let mut all: Vec<(bool, Choice)> = book
        .people()
        .filter(|it| it.id != by && it.sold_on(on))
        .map(|person| {
            let its_team = person.posted_on(on).team;
            (its_team != order.team, Choice::new(person.id, format!("{}{}", person.name, its_team.map(team).unwrap_or_default())))
        })
        .collect();
    all.sort_by(|a, b| (a.0, &a.1.label).cmp(&(b.0, &b.1.label)));
    all.into_iter().map(|it| it.1).collect()
}

#[component]
fn SplitForm(order: Order, is_open: RwSignal<bool>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let (id, amount, owner, is_split) = (order.id, order.amount(), order.owner, order.shared().is_some());
    let was = order.shared().map(CreditSplit::shares).unwrap_or_default();
    let begun = opening(&order);
    let rows = PLACES.map(|at| {
        let (person, share) = begun.get(at).cloned().unwrap_or_default();
        (RwSignal::new(person), RwSignal::new(share))
    });
    let reason = RwSignal::new(String::new());
    let fields = rows.iter().enumerate().flat_map(|(at, it)| [(format!("person-{at}"), it.0), (format!("share-{at}"), it.1)]);
    // A draft belongs to the split it was begun on.
    let begun_on = was.iter().map(|it| format!("{}={}", it.person, it.share.0)).collect::<Vec<_>>().join(",");
    let kept = KeptWords::of(&format!("split-credit/{id}/{begun_on}"), fields.chain([("reason".to_owned(), reason)]));
    let typed_rows = move || rows.map(|it| (it.0.get(), it.1.get())).to_vec();
    let split = move |now| Command::SplitCredit(SplitCredit { order: id, was: was.clone(), now, reason: reason.get() });
    let make = {
        let split = split.clone();
        move || {
            let shares = read(&typed_rows())?;
            // Nobody is the owner alone: that has a button of its own.
            if shares.is_empty() {
                return Err(Refusals::of(Field::CreditSplit, Refusal::Missing));
            }
            Ok(split(shares))
        }
    };
    let save = writing.saving(kept, make, move || is_open.set(false));
    let take_back = writing.saving(kept, move || Ok(split(Vec::new())), move || is_open.set(false));
    let refused = writing.refusals();
    // What the form itself refuses stands at its place already.
    let refusals = Signal::derive(move || {
        let typed = typed_rows();
        refused.with(|it| if read(&typed).is_ok() { by_place(it, &typed) } else { it.clone() })
    });
    let by = notebook.actor().person;
    let choices = Signal::from(notebook.see(move |book| sellers(&order, by, book)));
    let n_shown = Memo::new(move |_| filled(&typed_rows()).last().map_or(2, |it| (it + 2).max(2)));
    let part_of = move |share: RwSignal<String>| {
        let share = Share::parse_percent(&share.get()).ok().filter(|it| *it <= Share::WHOLE)?;
        let rest = Share(Share::WHOLE.0 - share.0);
        let part = |share| CreditPart { person: owner, team: None, share };
        Some(locale().money_signed(Money(divided(amount.0, &[part(share), part(rest)])[0])))
    };
    let row = move |at: usize| {
        let (person, share) = rows[at];
        view! {
            <div class=move || if at < n_shown.get() { "grid grid-cols-[1fr_7rem] items-start gap-2" } else { "hidden" }>
                <SelectField label=move || t!("split.person", n = at + 1) name=Field::SplitOf(at, SplitPart::Person) value=person choices refusals
                    none=move || t!("split.choose")/>
                <TextField label=move || t!("split.share", n = at + 1) name=Field::SplitOf(at, SplitPart::Share) value=share refusals entry=Entry::Decimal/>
                <p class="col-span-2 -mt-1 text-end text-xs text-quiet tabular-nums empty:hidden">{move || part_of(share)}</p>
            </div>
        }
    };
    let all = Memo::new(move |_| sum(&typed_rows()));
    let says = move || {
        let (sum, rest) = (credit_words::percent(all.get()), credit_words::percent(Share((Share::WHOLE.0 - all.get().0).abs())));
        match all.get().cmp(&Share::WHOLE) {
            std::cmp::Ordering::Less => t!("split.sum_short", sum = sum, rest = rest),
            std::cmp::Ordering::Greater => t!("split.sum_over", sum = sum, rest = rest),
            std::cmp::Ordering::Equal => t!("split.sum", sum = sum),
        }
    };
    let is_whole = move || all.get() == Share::WHOLE;
    let note = move || notebook.with(|book| t!("split.note", owner = person_name(book, owner)));
    view! {
        <WriteForm writing kept on_submit=save refusals shown=SHOWN>
            <p class="text-sm">{note}</p>
            <div class="grid gap-2">{PLACES.map(row).into_iter().collect_view()}</div>
            <p class=move || if is_whole() { "text-sm font-medium tabular-nums" } else { "text-sm font-medium text-error tabular-nums" } aria-live="polite">{says}</p>
            <TextArea label=move || words::field(Field::Reason) name=Field::Reason value=reason refusals required=true/>
        </WriteForm>
        <Show when=move || is_split>
            <Button label=move || t!("split.take_back") look=Look::Ghost wide=true on_press=take_back.clone()/>
        </Show>
    }
    .into_any()
}

/// The fields that show their own refusals.
const SHOWN: &[Field] = &{
    let mut shown = [Field::Reason; 2 * CreditSplit::MOST + 1];
    let mut at = 0;
    while at < CreditSplit::MOST {
        shown[2 * at] = Field::SplitOf(at, SplitPart::Person);
        shown[2 * at + 1] = Field::SplitOf(at, SplitPart::Share);
        at += 1;
    }
    shown
};

#[cfg(test)]
mod tests {
    use domain::sample;

    use super::*;

    #[test]
    fn sellers_of_the_day_are_offered_except_whoever_splits() {
        let (book, ids) = sample::small();
        let order = book.order(ids.order).expect("the order");
        let offered: Vec<String> = sellers(order, ids.boss, &book).into_iter().map(|it| it.value).collect();
        assert!(offered.contains(&ids.lin.to_string()) && offered.contains(&ids.zhao.to_string()));
        assert!(!offered.contains(&ids.boss.to_string()) && !offered.contains(&ids.admin.to_string()));
    }
}
