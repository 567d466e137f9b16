//! The rules of Dabiao.
