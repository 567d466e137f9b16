//! The number that a decision assigned, for the phone that asked for none.

use crate::book::record::Record;
use crate::decide::command::{Command, WinOpportunity};
use crate::decide::decision::Decision;
use crate::values::ids::Key;

impl Decision {
    /// The command with the number that this decision assigned, if its author left the number open. The author then asks for the number they
    /// were shown, and is told if the server assigns another one.
    #[must_use]
    pub fn numbered(&self, command: &Command) -> Command {
        let mut command = command.clone();
        let (key, number) = match &mut command {
            Command::FileCustomer(customer) => (Key::from(customer.id), &mut customer.number),
            Command::TakeOrder(order) | Command::WinOpportunity(WinOpportunity { order, .. }) => (Key::from(order.id), &mut order.number),
            _ => return command,
        };
        if number.as_deref().is_none_or(|it| it.trim().is_empty()) {
            *number = self.puts.iter().find(|it| it.key() == key).and_then(Record::number).map(str::to_owned);
        }
        command
    }
}
