//! Moves an opportunity to another stage on a press or drop, confirms it in a toast, and offers to undo it.

use domain::decide::command::{Command, MoveStage};
use domain::values::ids::OpportunityId;
use domain::values::stage::Stage;

use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::writing::Writing;

/// A move of an opportunity to another stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    pub id: OpportunityId,
    pub from: Stage,
    pub to: Stage,
}

impl Shift {
    /// Moves it, shows the new stage in a toast, and offers to undo it.
    pub fn carry_out(self, notebook: Notebook, writing: Writing) {
        let Shift { id, from, to } = self;
        let on = notebook.today();
        let moving = |from, to| Command::MoveStage(MoveStage { opportunity: id, from, to, on });
        let said = move || match from < to {
            true => t!("opportunities.advanced", stage = words::stage(to)),
            false => t!("opportunities.set_back", stage = words::stage(to)),
        };
        writing.commit_with_undo(moving(from, to), said, moving(to, from));
    }
}
