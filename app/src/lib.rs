//! Screens, sync engine and network surface.
