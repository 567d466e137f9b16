//! Queries about customers outside the caller's own book.

use domain::values::ids::CustomerId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::ApiError;

/// A possible duplicate of a customer to be filed. Masked if the caller may not see the customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twin {
    /// Its name, masked if the caller may not see the customer.
    pub name: String,
    /// The name of its owner, masked likewise.
    pub owner: String,
    /// Its id, only if the caller may see the customer.
    pub customer: Option<CustomerId>,
    pub same_name: bool,
    pub same_phone: bool,
}

/// Customers of the whole company with the same name or phone.
#[server(prefix = "/api/v1", endpoint = "customers/twins", input = crate::api::json::Json, output = crate::api::json::Json)]
pub async fn twins(name: String, phone: String) -> Result<Vec<Twin>, ApiError> {
    super::caller::Caller::from_request().await?.records().twins(&name, &phone).await
}
