// 工作日历: a year to look at, and a year's notice read from a text or a file, shown before it is taken over.
import { findings } from "./support/axe";
import * as phone from "./support/phone";
import { DESK, expect, test } from "./support/test";

const NOTICE = "date,kind,name\n2028-10-01,off,国庆节\n2028-10-02,off,国庆节\n2028-09-30,work,国庆节";

for (const [place, sizes] of [["on a phone", undefined], ["at a desk", DESK]] as const) {
  test(`a year of working days is looked at, and a notice is previewed and imported ${place}`, async ({ arrives }) => {
    const admin = await arrives("admin", sizes);
    await admin.goto("/settings/calendar?year=2026");
    const month = (first: string) => admin.locator(`[data-month="${first}"]`);
    await expect(admin.locator("[data-month]")).toHaveCount(12);
    // In words beside the colour: 国庆节 with the Saturday worked for it.
    await expect(month("2026-10-01")).toContainText("10月1日–7日 国庆节 休");
    await expect(month("2026-10-01")).toContainText("10月10日 国庆节 班（调休）");
    const counts = await admin.locator("[data-month] p").allInnerTexts();
    const sum = counts.map((it) => Number(/\d+/.exec(it)![0])).reduce((all, it) => all + it);
    await expect(admin.getByText(`2026 年共 ${sum} 个工作日`)).toBeVisible();
    expect(await findings(admin)).toEqual([]);
    await expect(admin.locator("html")).toHaveJSProperty("scrollWidth", sizes?.viewport?.width ?? 390);

    await admin.getByRole("button", { name: "下一年" }).click();
    await admin.getByRole("button", { name: "下一年" }).click();
    await expect(admin).toHaveURL(/year=2028/);
    await expect(admin.getByRole("status").filter({ hasText: "缺少 2028 年的放假安排" })).toBeVisible();

    // Everything that is wrong is said at its cell, and nothing is imported.
    const region = admin.getByRole("region", { name: "导入放假安排", exact: true });
    const text = region.getByLabel(/^粘贴一年的放假安排/);
    await text.fill(`${NOTICE}\n2028-02-30,half,春节\n2028-10-01,off,重复`);
    const bad = region.locator('[data-line="5"]');
    await expect(bad.locator("td").nth(0)).toContainText("请写成 2027-10-01 这样");
    await expect(bad.locator("td").nth(1)).toContainText("请写 off（休）或 work（班）");
    await expect(region.locator('[data-line="6"] td').nth(0).locator(".text-bad")).toBeVisible();
    await region.getByRole("button", { name: "导入", exact: true }).click();
    await expect(region).toContainText("请先改正表中标出的 3 处");
    expect(await findings(admin)).toEqual([]);
    await expect(admin.locator("html")).toHaveJSProperty("scrollWidth", sizes?.viewport?.width ?? 390);
    // What was typed survives a restart.
    await phone.hasSettled(admin);
    await admin.reload();
    await expect(text).toHaveValue(/重复$/);

    // From a file; each line says what the day is now and what it becomes.
    await region.locator('input[type="file"]').setInputFiles({ name: "2028.csv", mimeType: "text/csv", buffer: Buffer.from(NOTICE) });
    await expect(text).toHaveValue(NOTICE);
    await expect(region.locator('[data-line="2"]')).toContainText("周末 → 国庆节 休");
    await expect(region.locator('[data-line="3"]')).toContainText("工作日 → 国庆节 休");
    await expect(region.locator('[data-line="4"]')).toContainText("周末 → 国庆节 班（调休）");
    await region.getByRole("button", { name: "导入 2028 年的 3 天" }).click();
    await expect(month("2028-10-01")).toContainText("10月1日–2日 国庆节 休");
    await expect(text).toHaveValue("");

    // Another notice of the year says which days it no longer has.
    await text.fill("2028-10-02,off,国庆节");
    await expect(region).toContainText("2028年10月1日：国庆节 休 → 周末");
    await text.fill("");
    await admin.getByRole("status").filter({ hasText: "已导入 2028 年的 3 天" }).getByRole("button", { name: "撤销" }).click();
    await expect(month("2028-10-01")).not.toContainText("国庆节");
    await phone.isInStep(admin);
  });
}
