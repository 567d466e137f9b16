//! Screens. `kit` knows looks, `charts` draws, `frame` surrounds, `routes` names every address.

pub mod kit;
pub mod routes;
