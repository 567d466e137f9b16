// A real server for the browser tests: the built binary on its own port, with its own data folder.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { test as base } from "@playwright/test";

const ROOT = resolve(__dirname, "../../..");
const BINARY = process.env.DABIAO_BINARY ?? join(ROOT, "target/debug/dabiao");
/** The site under test. */
export const SITE = process.env.DABIAO_SITE ?? join(ROOT, "target/site");
const LOGS = resolve(__dirname, "../results/servers");
const PATIENCE_MS = 60_000;

export type Options = {
  /** Start with the sample company. Yes unless said otherwise. */
  sample?: boolean;
  /** A folder to keep across restarts; the caller removes it. Otherwise a new one that goes with the server. */
  dataDir?: string;
  /** The port of a server that was stopped and comes back, so that its pages find it again. */
  port?: number;
  /** The sample company is told anew: on another day, or in another database. */
  toldAnew?: boolean;
  /** Another built site, to play a new version. */
  site?: string;
  env?: Record<string, string>;
};

export class Server {
  private constructor(
    readonly url: string,
    readonly port: number,
    readonly dataDir: string,
    private readonly child: ChildProcess,
    private readonly ownsData: boolean,
  ) {}

  static async start(options: Options = {}): Promise<Server> {
    const port = options.port ?? (await freePort());
    const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "dabiao-e2e-")));
    const addr = `127.0.0.1:${port}`;
    const args = ["serve", "--addr", addr, "--data-dir", dataDir, "--site", options.site ?? SITE];
    if (options.sample ?? true) {
      args.push("--sample");
      if (!options.toldAnew) await takeSample(dataDir);
    }
    const child = spawn(BINARY, args, {
      cwd: ROOT,
      // Only a server with the sample company allows a moved clock.
      env: { ...process.env, DATABASE_URL: undefined, ...((options.sample ?? true) ? {} : { DABIAO_CLOCK_MOVED_BY: undefined }), ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said = await listen(child, port);
    const server = new Server(`http://${addr}`, port, dataDir, child, options.dataDir === undefined);
    try {
      await server.answers();
    } catch (error) {
      await server.stop();
      throw new Error(`${error}; the server said:\n${said()}`);
    }
    return server;
  }

  /** Ends the server as a person would (Ctrl-C), and at once if it does not listen. */
  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, "exit");
      this.child.kill("SIGTERM");
      const last = setTimeout(() => this.child.kill("SIGKILL"), 5_000);
      await ended;
      clearTimeout(last);
    }
    if (this.ownsData) await rm(this.dataDir, { recursive: true, force: true });
  }

  private async answers(): Promise<void> {
    const until = Date.now() + PATIENCE_MS;
    while (Date.now() < until) {
      if (this.child.exitCode !== null) throw new Error(`the server ended with code ${this.child.exitCode}`);
      const answer = await fetch(`${this.url}/healthz`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((again) => setTimeout(again, 100));
    }
    throw new Error(`the server did not answer on ${this.url}/healthz`);
  }
}

/** A company already told, by `sample.ts`: copying it takes no time. A folder with something in it is left as it is. */
async function takeSample(dataDir: string): Promise<void> {
  const told = process.env.DABIAO_SAMPLE_DIR;
  if (told && (await readdir(dataDir)).length === 0) await cp(told, dataDir, { recursive: true });
}

/** Keeps what the server says in a file beside the results, and its last words at hand. */
async function listen(child: ChildProcess, port: number): Promise<() => string> {
  await mkdir(LOGS, { recursive: true });
  const log = createWriteStream(join(LOGS, `${port}.log`), { flags: "a" });
  let last = "";
  const hear = (chunk: Buffer) => {
    log.write(chunk);
    last = (last + chunk.toString()).slice(-4_000);
  };
  child.stdout?.on("data", hear);
  child.stderr?.on("data", hear);
  child.on("error", (error) => hear(Buffer.from(`${error}\n`)));
  child.on("exit", () => log.end());
  return () => last;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("a TCP server has a port");
  return address.port;
}

/**
 * `test` with a server that all specs of one worker share; its address is the page's base. A spec after which somebody can no longer sign in
 * says `test.use({ apart: true })`: it gets a worker, and so a server, of its own.
 */
export const test = base.extend<object, { apart: boolean; server: Server }>({
  apart: [false, { option: true, scope: "worker" }],
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: PATIENCE_MS },
  ],
  baseURL: async ({ server }, use) => use(server.url),
});

export { expect } from "@playwright/test";
