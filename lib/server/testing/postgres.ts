import { execFile, spawn } from "node:child_process";
import { chown, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface TestPostgres {
  /** The address of a database that is new and empty. */
  readonly fresh: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** A PostgreSQL of this machine's own packages, in a folder that goes away with it; undefined where none is installed. */
export async function startPostgres(): Promise<TestPostgres | undefined> {
  const programs = await findPrograms();
  if (!programs) return undefined;
  const folder = await mkdtemp(path.join(tmpdir(), "tabsmith-postgres-"));
  const as = await someoneElse();
  if (as) await chown(folder, as.uid, as.gid);
  const data = path.join(folder, "data");
  await run(path.join(programs, "initdb"), ["-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync"], {
    ...as,
    cwd: folder,
  });
  const settings = ["-c", "listen_addresses=", "-c", `unix_socket_directories=${folder}`, "-c", "fsync=off"];
  const server = spawn(path.join(programs, "postgres"), ["-D", data, ...settings], {
    ...as,
    cwd: folder,
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const command = (...args: string[]) =>
    run(path.join(programs, "psql"), ["-h", folder, "-U", "tester", "-d", "postgres", ...args]);
  for (
    let tries = 0;
    tries < 300 &&
    !(await command("-c", "select 1").then(
      () => true,
      () => false,
    ));
    tries++
  )
    await wait(100);
  let databases = 0;
  return {
    async fresh() {
      const name = `t${(databases += 1)}`;
      await command("-c", `create database ${name}`);
      return `postgres://tester@localhost/${name}?host=${encodeURIComponent(folder)}`;
    },
    async stop() {
      server.kill("SIGINT");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function findPrograms(): Promise<string | undefined> {
  const folder = "/usr/lib/postgresql";
  const versions = await readdir(folder).catch(() => []);
  const newest = versions.toSorted((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? undefined : path.join(folder, newest, "bin");
}

/** PostgreSQL refuses to run as root, so there it runs as whoever its package made for it. */
async function someoneElse(): Promise<{ uid: number; gid: number } | undefined> {
  if (userInfo().uid !== 0) return undefined;
  const idOf = async (flag: string) =>
    Number((await run("id", [flag, "postgres"]).catch(() => run("id", [flag, "nobody"]))).stdout);
  return { uid: await idOf("-u"), gid: await idOf("-g") };
}
