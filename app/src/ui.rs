//! Screens. `kit` knows looks, `charts` draws, `frame` surrounds, `routes` names every address; the rest are areas of the business. An area
//! never imports another: they meet by address.

pub mod charts;
pub mod frame;
pub mod kit;
pub mod routes;

pub mod session;
