//! Questions about customers beyond one's own book.

use domain::values::ids::CustomerId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;

/// A customer that may be the same as one about to be filed. Masked when it is not the asker's to see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twin {
    /// Its name, in full when the asker may see it.
    pub name: String,
    /// Who is responsible for it, likewise.
    pub owner: String,
    /// Which one, only when the asker may see it.
    pub customer: Option<CustomerId>,
    /// The name is the same.
    pub same_name: bool,
    /// The phone number is the same.
    pub same_phone: bool,
}

/// Customers of the whole company with the same name or phone.
#[server(prefix = "/api/v1", endpoint = "customers/twins", input = leptos::server_fn::codec::Json)]
pub async fn twins(name: String, phone: String) -> Result<Vec<Twin>, ApiError> {
    super::caller::Caller::from_request().await?.twins(&name, &phone).await
}
