//! Names and texts of the sample company.

use crate::records::customer::{Scale, Source};

/// Sixty names of companies; each is used once.
pub(super) const BRANDS: [&str; 60] = [
    "华信", "瑞丰", "恒通", "天成", "博远", "启明", "嘉禾", "鼎盛", "新锐", "汇智", "金桥", "凯源", "远航", "宏图", "中科", "世纪", "卓越",
    "联创", "万和", "安达", "明德", "隆昌", "百川", "海纳", "星辰", "鸿运", "同创", "東方", "利达", "众诚", "蓝天", "绿洲", "光华", "泰和",
    "永兴", "弘毅", "优品", "精工", "捷运", "申江", "浦东", "西湖", "钱塘", "太湖", "姑苏", "紫金", "甬江", "锡山", "鹏程", "南粤", "岭南",
    "珠江", "湾区", "前海", "越秀", "罗浮", "顺德", "松山", "莲花", "梧桐",
];

/// Industries with the suffix of their company names.
pub(super) const INDUSTRIES: [(&str, &str); 8] = [
    ("制造业", "机械有限公司"),
    ("软件", "信息技术有限公司"),
    ("医疗", "医疗器械有限公司"),
    ("零售", "商贸有限公司"),
    ("物流", "供应链管理有限公司"),
    ("教育", "教育科技有限公司"),
    ("食品", "食品股份有限公司"),
    ("汽车", "汽车零部件有限公司"),
];

/// Cities of East China and of South China.
pub(super) const CITIES: [&[&str]; 2] = [&["上海", "杭州", "苏州", "南京", "宁波", "无锡"], &["深圳", "广州", "东莞", "佛山", "珠海"]];

pub(super) const SURNAMES: [&str; 16] = ["王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭"];

pub(super) const GIVEN: [&str; 14] =
    ["经理", "建国", "秀英", "志强", "晓明", "丽华", "伟", "敏", "静怡", "浩然", "子涵", "俊杰", "雪梅", "国栋"];

pub(super) const DEMANDS: [&str; 6] = ["产线升级", "系统替换", "新建项目", "年度维保", "扩容采购", "试点评估"];

pub(super) const SOURCES: [Source; 5] = Source::ALL;

/// Two in three customers are small.
pub(super) const SCALES: [Scale; 6] = [Scale::Small, Scale::Small, Scale::Large, Scale::Small, Scale::Channel, Scale::Small];

/// Content and next step of follow-ups.
pub(super) const TALKS: [(&str, &str); 12] = [
    ("了解现有设备情况,客户认可A产品的稳定性", "发送产品资料"),
    ("客户提出价格偏高,希望有年度折扣", "向主管申请报价方案"),
    ("演示方案,技术负责人提出三点疑问", "两天内书面答复技术问题"),
    ("确认预算已批,等待采购流程", "跟进采购流程"),
    ("客户反馈竞品在做促销,需要突出服务优势", "准备案例对比"),
    ("回访使用情况,客户满意,有扩容打算", "提交扩容方案"),
    ("拜访总经理,初步达成试用意向", "安排试用设备"),
    ("催收尾款,财务承诺下周安排", "下周确认到账"),
    ("沟通合同条款,法务还在审核", "跟进法务意见"),
    ("客户项目延期一个月", "月底再联系"),
    ("展会上交换名片,对维保服务感兴趣", "约拜访时间"),
    ("电话沟通交付时间,客户希望提前", "与生产确认排期"),
];

pub(super) const LOST: [&str; 5] = ["竞品低价中标", "客户预算取消", "方案响应慢", "客户内部流程搁置", "需求变化,不再采购"];

pub(super) const CANCELLED: [&str; 3] = ["客户项目取消", "重复下单", "改签新合同"];
