// A press that moves an opportunity names the target stage and can be undone by one more press, online or offline.
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

test("advancing an opportunity can be undone completely", async ({ arrives }) => {
  const zhang = await arrives("zhang", DESK);
  await phone.goesOffline(zhang);
  await zhang.goto("/opportunities");
  const column = (stage: string) => zhang.getByRole("region", { name: stage, exact: true });
  const advances = { name: /^推进到「/ };
  const card = zhang.getByRole("main").getByRole("article").filter({ has: zhang.getByRole("button", advances) }).first();
  const button = card.getByRole("button", advances);
  const label = await button.innerText();
  const to = label.match(/「(.+)」/)![1];
  const [title, whole] = [await card.getByRole("link").innerText(), await card.innerText()];
  const moved = column(to).getByRole("article").filter({ hasText: title.split("\n")[0] });
  const before = await moved.count();
  await button.click();
  const toast = zhang.getByRole("status").filter({ hasText: `已推进到「${to}」` });
  await expect(moved).toHaveCount(before + 1);
  await toast.getByRole("button", { name: "撤销" }).click();
  await expect(moved).toHaveCount(before);
  // Its days in the stage were not reset.
  await expect.poll(() => zhang.getByRole("article").filter({ hasText: title.split("\n")[0] }).allInnerTexts()).toContain(whole);
  await phone.comesOnline(zhang);
  await phone.isInStep(zhang);
  await expect.poll(() => zhang.getByRole("article").filter({ hasText: title.split("\n")[0] }).allInnerTexts()).toContain(whole);
});
