//! Pages around the session: sign-in, password change, new version, and the reasons why the app cannot open.

mod again_sheet;
mod banners;
mod door_frame;
mod password_form;
mod shut_pages;
mod sign_in_page;
mod update;

pub use banners::Banners;
pub use password_form::{ChangePasswordPage, MustChangePasswordPage};
pub use shut_pages::{DisabledPage, NotFoundPage, OpeningPage, UnloadedPage, UnstoredPage};
pub use sign_in_page::SignInPage;
pub use update::Update;
