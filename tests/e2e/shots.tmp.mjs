// node tests/e2e/shots.tmp.mjs base account path name [w h] [dark] 
import { chromium } from "@playwright/test";
const [base, account, path, name, w = "1440", h = "900", dark = "", lang = ""] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const context = await browser.newContext({ viewport: { width: +w, height: +h }, colorScheme: dark ? "dark" : "light", locale: "zh-CN", timezoneId: "Asia/Shanghai" });
const page = await context.newPage();
page.on("console", (m) => m.type() === "error" && console.log("console:", m.text()));
page.on("pageerror", (e) => console.log("pageerror:", e.message));
await page.goto(base);
await page.getByLabel("账号").fill(account);
await page.getByLabel("密码", { exact: true }).fill(`dabiao-${account}-demo`);
await page.getByRole("button", { name: "登录", exact: true }).click();
await page.getByRole("heading", { level: 1 }).first().waitFor();
await page.waitForTimeout(4000);
for (const [i, p] of path.split(",").entries()) {
  await page.goto(base + p);
  await page.waitForTimeout(2500);
  await page.screenshot({ path: `/tmp/shot-${name}${i || ""}.png` });
}
await browser.close();
