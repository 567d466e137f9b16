//! 任务与日程: tasks, due contacts, promised next steps and expected closes, as a list, a week or a month.

mod awaiting_feedback;
mod entry_words;
mod list_view;
mod month_view;
mod new_task_sheet;
mod task_sheet;
mod tasks_page;
mod tasks_query;

pub use tasks_page::TasksPage;
