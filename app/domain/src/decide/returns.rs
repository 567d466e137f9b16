//! Returned goods: the order is reduced by what they were sold for on the day of the return, and the overpaid rest is refunded or kept as credit
//! (A13).

mod return_goods;
mod void_return;

pub use return_goods::ReturnGoods;
pub use void_return::VoidReturn;
