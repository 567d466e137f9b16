//! An opportunity on its way to another stage: done at a press or a drop, said, and taken back by one more press.

use domain::decide::command::Command;
use domain::values::ids::OpportunityId;
use domain::values::stage::Stage;

use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::writing::Writing;

/// An opportunity on its way to another stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Which opportunity.
    pub id: OpportunityId,
    /// Where it stands.
    pub from: Stage,
    /// Where it goes.
    pub to: Stage,
}

impl Shift {
    /// Moves it, says where to, and offers to take it back.
    pub fn carry_out(self, notebook: Notebook, writing: Writing) {
        let Shift { id, from, to } = self;
        let on = notebook.today();
        let moving = |from, to| Command::MoveStage { opportunity: id, from, to, on };
        let said = move || match from < to {
            true => t!("opportunities.advanced", stage = words::stage(to)),
            false => t!("opportunities.set_back", stage = words::stage(to)),
        };
        writing.commit_with_undo(moving(from, to), said, moving(to, from));
    }
}
