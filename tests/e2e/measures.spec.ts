// E-18, E-19, E-23, FU-07, FU-08: requests for help with a risk, required contacts, and continuing tasks, each also entered offline.
import * as entry from "./support/entry";
import { NAME } from "./support/people";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

test("the board shows which opportunities exceed the limit of their stage, and by how much", async ({ arrives }) => {
  const director = await arrives("director", DESK);
  await director.goto("/opportunities");
  const late = director.getByRole("article").filter({ hasText: /本阶段 \d+ 天，超出 \d+ 天/ }).first();
  await expect(late).toBeVisible();
  const [, days, over] = /本阶段 (\d+) 天，超出 (\d+) 天/.exec(await late.innerText()) ?? [];
  // A28: each open stage allows 30 days unless the company sets another limit.
  expect(Number(days) - Number(over)).toBe(30);
});

test("a rep asks for help with a risk and the director steps in", async ({ arrives }) => {
  const lin = await arrives("lin");
  await lin.goto("/opportunities");
  await lin.getByRole("article").first().getByRole("link").click();
  await expect(lin.getByRole("heading", { name: "风险与应对" })).toBeVisible();
  const address = new URL(lin.url()).pathname;

  await phone.goesOffline(lin);
  await lin.getByRole("button", { name: "提出风险" }).click();
  const sheet = lin.getByRole("dialog", { name: "提出风险" });
  await sheet.getByRole("button", { name: "提出风险" }).click();
  await expect(sheet).toContainText("请填写此项");
  await sheet.getByLabel(/^类型/).selectOption({ label: "竞品低价竞争" });
  await sheet.getByLabel(/^应对措施/).fill("请总监拜访对方总经理（三期）");
  await sheet.getByRole("checkbox", { name: /请上级介入/ }).check();
  await sheet.getByRole("button", { name: "提出风险" }).click();
  await expect(sheet).toBeHidden();
  const risks = lin.getByRole("region", { name: "风险与应对" });
  await expect(risks).toContainText("等待上级介入");
  await phone.comesOnline(lin);
  await phone.isInStep(lin);

  const director = await arrives("director");
  await director.getByRole("link", { name: /请总监拜访对方总经理（三期）/ }).click();
  await expect(director).toHaveURL(new RegExp(`${address}$`));
  const item = director.getByRole("region", { name: "风险与应对" }).getByRole("listitem").filter({ hasText: "（三期）" }).first();
  await item.getByRole("button", { name: "补充应对" }).click();
  const answer = director.getByRole("dialog", { name: "补充应对" });
  await answer.getByLabel(/^应对措施/).fill("周五上午我去");
  await answer.getByRole("button", { name: "保存" }).click();
  await expect(answer).toBeHidden();
  await phone.isInStep(director);

  await lin.reload();
  await phone.isInStep(lin);
  await expect(risks).toContainText("周五上午我去");
  const mine = risks.getByRole("listitem").filter({ hasText: "（三期）" }).first();
  await mine.getByRole("button", { name: "解除风险" }).click();
  const end = lin.getByRole("dialog", { name: "解除风险" });
  await end.getByLabel(/^结果/).fill("客户接受报价");
  await end.getByRole("button", { name: "解除风险" }).click();
  await expect(risks).toContainText("客户接受报价");
});

test("a supervisor sets a quota of calls and the rep sees the progress", async ({ arrives }) => {
  // Requires more calls than the rep has customers, so that one remains.
  const boss = await arrives("boss");
  await boss.goto("/quotas");
  await boss.getByRole("button", { name: "下达跟进要求" }).click();
  const form = boss.getByRole("dialog", { name: "下达跟进要求" });
  await form.getByLabel(/^对谁/).selectOption({ label: NAME.lin });
  await form.getByLabel(/^每周客户数/).fill("9");
  await form.getByLabel(/^阶段/).selectOption({ label: "不限阶段" });
  await form.getByRole("button", { name: "下达跟进要求" }).click();
  await expect(form).toBeHidden();
  await expect(boss.getByRole("heading", { name: new RegExp(`${NAME.lin} · 每周 9 家客户 · 电话`) })).toBeVisible();
  await phone.isInStep(boss);

  const lin = await arrives("lin");
  const mine = lin.getByRole("region", { name: "我的跟进指标" }).getByRole("listitem").filter({ hasText: "每周 9 家客户 · 电话" });
  const done = async () => Number((await mine.innerText()).match(/(\d+)\/9/)?.[1] ?? "-1");
  await expect(mine).toBeVisible();
  const before = await done();
  await phone.goesOffline(lin);
  const next = mine.getByRole("link", { name: /^建议先联系/ });
  const name = (await next.innerText()).replace("建议先联系：", "").trim();
  await next.click();
  await expect(lin.getByRole("main")).toContainText(name);
  // A call was required: the form preselects it and offers a link that dials.
  await expect(lin.getByRole("button", { name: "电话", exact: true })).toHaveAttribute("aria-pressed", "true");
  await expect(lin.getByRole("link", { name: /^拨打/ })).toHaveAttribute("href", /^tel:\+?\d+$/);
  await lin.getByLabel("沟通内容").fill("电话确认预算（四期）");
  await lin.getByRole("button", { name: "保存跟进" }).click();
  await entry.isDone(lin);
  await lin.goto("/");
  await expect.poll(done).toBe(before + 1);
  await phone.comesOnline(lin);
  await phone.isInStep(lin);

  await boss.goto("/quotas");
  await expect(boss.getByRole("region", { name: new RegExp(`${NAME.lin} · 每周 9 家客户`) })).toContainText(`${before + 1}/9`, phone.SOON);
});

test("an ongoing task continues after a review", async ({ arrives }) => {
  const lin = await arrives("lin");
  await lin.goto("/tasks");
  await lin.getByRole("button", { name: "新建任务" }).click();
  const form = lin.getByRole("dialog", { name: "新建任务" });
  await form.getByLabel(/^客户/).selectOption({ index: 1 });
  await form.getByLabel(/^跟进目标/).fill("维护大客户关系（五期）");
  await form.getByLabel(/^完成时限/).selectOption({ label: "持续，每月回顾" });
  const first = await form.getByLabel(/^首次回顾日/).inputValue();
  await form.getByRole("button", { name: "新建任务" }).click();
  await expect(form).toBeHidden();
  const task = lin.getByRole("button", { name: /维护大客户关系（五期）/ });
  await expect(task).toContainText("持续，每月回顾");
  await task.click();
  const sheet = lin.getByRole("dialog", { name: "跟进任务" });
  await sheet.getByLabel(/^现状/).fill("关系稳定");
  await sheet.getByRole("button", { name: "已回顾" }).click();
  await expect(sheet).toBeHidden();
  // The task continues: its next review is due a month later, with the notes of this one.
  const [year, month, day] = first.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const next = new Date(Date.UTC(year, month, Math.min(day, last))).toISOString().slice(0, 10);
  await lin.goto(`/tasks?view=month&on=${next}`);
  await expect(task).toContainText("持续，每月回顾");
  await task.click();
  await expect(sheet).toContainText("关系稳定");
});
