//! An order on its way (O-01…O-06, A13): what each step does, and every reason it is refused for.

mod goods;
mod nodes;
mod table;
mod terms;
mod voices;

use super::*;
use crate::decide::command::{RecordDelivery, ReturnGoods, Track};
use crate::records::order::{DeliveryGap, Goods, NodePlan, Order, Rating};
use crate::records::organisation::Company;
use crate::rules::{NodeStep, NodeTemplate};
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{AcceptanceId, AnomalyId, ComplaintId, DeliveryId, ReturnId};
use crate::values::money::Share;
use crate::values::node::{Node, Responsible};
use crate::values::refusal::Refusal;

impl World {
    fn order(&self) -> &Order {
        self.book.order(self.ids.order).expect("the order")
    }

    fn goods(&self, pieces: i64) -> Vec<Goods> {
        vec![Goods { product: self.ids.product, quantity: Quantity::whole(pieces) }]
    }

    #[track_caller]
    fn tracks(&mut self, step: Track) -> Decision {
        self.applies(self.ids.lin, &Command::Track(step))
    }

    #[track_caller]
    fn refuses_step(&self, step: Track, reasons: &[(Field, Refusal)]) {
        self.refuses(self.ids.lin, &Command::Track(step), reasons);
    }

    fn deliver(&self, id: u128, on: Day, goods: Vec<Goods>) -> Track {
        Track::RecordDelivery(RecordDelivery {
            order: self.ids.order,
            id: DeliveryId(fresh(id)),
            on,
            goods,
            logistics: "顺丰 SF1001".to_owned(),
        })
    }

    fn bring_back(&self, id: u128, on: Day, pieces: i64) -> Track {
        let (order, goods) = (self.ids.order, self.goods(pieces));
        Track::ReturnGoods(ReturnGoods {
            order,
            id: ReturnId(fresh(id)),
            on,
            goods: goods.into_iter().map(Into::into).collect(),
            delivered: None,
            reason: "型号不符".to_owned(),
            keeps: false,
        })
    }
}

/// A step of an order: days ago, and pieces delivered or returned.
#[derive(Clone, Copy, Debug)]
enum Step {
    Out(i32, i64),
    Back(i32, i64, Option<bool>),
}

fn after(steps: &[Step]) -> World {
    let mut world = world();
    let (order, today) = (world.ids.order, world.ids.today);
    for (id, step) in (1..).zip(steps) {
        let track = match *step {
            Step::Out(ago, pieces) => world.deliver(id, today.plus(-ago), world.goods(pieces)),
            Step::Back(ago, pieces, delivered) => {
                let (on, goods, reason) = (today.plus(-ago), world.goods(pieces), "型号不符".to_owned());
                Track::ReturnGoods(ReturnGoods {
                    order,
                    id: ReturnId(fresh(id)),
                    on,
                    goods: goods.into_iter().map(Into::into).collect(),
                    delivered,
                    reason,
                    keeps: false,
                })
            }
        };
        world.tracks(track);
    }
    world
}
