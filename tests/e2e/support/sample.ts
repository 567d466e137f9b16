// The sample company, generated once for all servers of a run.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Server } from "./server";

/** Plays everything on another day, `DABIAO_E2E_DAY=2027-01-01` say: a journey must hold on the first of a month and on a holiday, too. */
async function moveClocks(folder: string): Promise<void> {
  const day = process.env.DABIAO_E2E_DAY;
  if (!day) return;
  const movedBy = Date.parse(`${day}T10:00:00+08:00`) - Date.now();
  process.env.DABIAO_E2E_MOVED_BY = String(movedBy);
  process.env.DABIAO_CLOCK_MOVED_BY = join(folder, "moved-by");
  await writeFile(process.env.DABIAO_CLOCK_MOVED_BY, String(Math.round(movedBy / 1000)));
}

export default async function tellSample(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "dabiao-e2e-sample-"));
  await moveClocks(folder);
  const dataDir = join(folder, "data");
  const server = await Server.start({ dataDir });
  await server.stop();
  process.env.DABIAO_SAMPLE_DIR = dataDir;
  return () => rm(folder, { recursive: true, force: true });
}
