// A new version of the app waits until the person accepts it, and loses nothing.
import { createHash } from "node:crypto";
import { appendFile, cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import * as entry from "./support/entry";
import { signIn } from "./support/people";
import * as phone from "./support/phone";
import { SITE, Server } from "./support/server";
import { expect, test } from "./support/test";

/** The same site with another style, under the name that its new bytes give it. */
async function nextVersion(folder: string): Promise<string> {
  const site = join(folder, "site");
  await cp(SITE, site, { recursive: true });
  const manifest = JSON.parse(await readFile(join(site, "manifest.json"), "utf8"));
  const old = manifest["main.css"];
  await appendFile(join(site, old), "\n.next-version{color:inherit}\n");
  const hash = createHash("sha256").update(await readFile(join(site, old))).digest("hex").slice(0, 16);
  manifest["main.css"] = `pkg/main.${hash}.css`;
  await rename(join(site, old), join(site, manifest["main.css"]));
  for (const twin of [".br", ".gz"]) await rm(join(site, old + twin), { force: true });
  await writeFile(join(site, "manifest.json"), JSON.stringify(manifest));
  return site;
}

test("a new version asks before reloading and keeps typed text", async ({ newPage }) => {
  const folder = await mkdtemp(join(tmpdir(), "dabiao-e2e-next-"));
  let server = await Server.start({ dataDir: folder });
  try {
    const page = await newPage({ baseURL: server.url });
    await signIn(page, "huang");
    await page.reload();
    await entry.opens(page, "记录跟进");
    const customer = await entry.choosesFirst(page, "客户");
    const content = page.getByLabel("沟通内容");
    await content.fill("写到一半的话");

    const { port } = server;
    await server.stop();
    server = await Server.start({ dataDir: folder, port, site: await nextVersion(folder) });
    const banner = page.getByText("新版本已就绪。草稿和未上传的记录都会保留。");
    await expect(banner).toBeHidden();
    // Triggers the check that the app makes every hour.
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await expect(banner).toBeVisible();
    await expect(content).toHaveValue("写到一半的话");

    const old = await page.locator("link[rel=stylesheet]").getAttribute("href");
    await page.getByRole("button", { name: "现在更新" }).click();
    await expect(page.locator("link[rel=stylesheet]")).not.toHaveAttribute("href", old ?? "");
    await expect(page.getByText("已恢复上次未保存的草稿")).toBeVisible();
    await expect(content).toHaveValue("写到一半的话");
    await expect(page.getByText(customer)).toBeVisible();
    await expect(banner).toBeHidden();

    // The new version also starts offline.
    await phone.isInstalled(page);
    await phone.goesOffline(page);
    await page.reload();
    await expect(content).toHaveValue("写到一半的话");
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
