import { chromium } from "@playwright/test";
const [,, port, out, ...list] = process.argv;
const b = await chromium.launch({ executablePath: "/usr/bin/chromium-headless-shell" });
const shots = JSON.parse(list[0]);
for (const who of Object.keys(shots)) {
  for (const [name, vp, dark] of [["phone",{width:390,height:844},false],["desk",{width:1440,height:900},false],["deskdark",{width:1440,height:900},true]]) {
    const c = await b.newContext({ viewport: vp, baseURL: `http://127.0.0.1:${port}`, reducedMotion: "reduce", colorScheme: dark ? "dark" : "light", locale: "zh-CN" });
    const p = await c.newPage();
    p.on("pageerror", e => console.log(who, name, "ERR", e.message));
    await p.goto("/");
    await p.getByLabel("账号").fill(who); await p.getByLabel("密码", {exact:true}).fill(`dabiao-${who}-demo`);
    await p.getByRole("button", { name: "登录", exact: true }).click();
    await p.getByRole("heading", { level: 1, name: "今日" }).waitFor({ timeout: 60000 });
    await p.waitForTimeout(1500);
    for (const path of shots[who]) {
      if (dark && !path.dark) continue;
      await p.goto(path.to); await p.waitForTimeout(1500);
      if (path.click) { for (const t of path.click) await p.getByRole("button", { name: t }).first().click(); await p.waitForTimeout(700); }
      await p.screenshot({ path: `${out}/${who}-${path.name}-${name}.png`, fullPage: !path.click });
    }
    await c.close();
  }
}
await b.close();
