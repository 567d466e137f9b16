//! The device's clock, new ids and online state.

use app::ports::Device;
use domain::values::calendar::Timestamp;
use uuid::Uuid;

use crate::js::window;

pub struct ThisDevice;

impl Device for ThisDevice {
    fn now(&self) -> Timestamp {
        Timestamp(js_sys::Date::now() as i64)
    }

    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }

    fn is_online(&self) -> bool {
        window().navigator().on_line()
    }
}
