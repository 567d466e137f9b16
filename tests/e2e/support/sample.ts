// The sample company, told once for all servers of a run.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Server } from "./server";

export default async function tellSample(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "dabiao-e2e-sample-"));
  const server = await Server.start({ dataDir });
  await server.stop();
  process.env.DABIAO_SAMPLE_DIR = dataDir;
  return () => rm(dataDir, { recursive: true, force: true });
}
