import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { holderOf, holdLock } from "./lock-file";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lock-"));
  file = path.join(folder, "database.lock");
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const another = (holder: object) => {
  writeFileSync(file, JSON.stringify({ pid: 1, host: hostname(), began: "", mark: "x", ...holder }));
};
const sleeper = () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  return {
    pid: child.pid ?? 0,
    ended: new Promise((resolve) => child.once("exit", resolve)),
    kill: () => child.kill("SIGKILL"),
  };
};
const beganOf = (pid: number): string => {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\)/su, "").trim().split(" ");
  return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}:${fields[19] ?? ""}`;
};

test("one holds it, a second is refused with the first one's number and what to do, and after the release it is free", async () => {
  const lock = await holdLock(file);
  expect(holderOf(file)?.pid).toBe(process.pid);
  await expect(holdLock(file)).rejects.toMatchObject({ code: "EHELD" });
  lock.release();
  expect(holderOf(file)).toBeUndefined();
  (await holdLock(file)).release();
});

test.skipIf(process.platform !== "linux")("a living process keeps it, and one that was killed doesn't", async () => {
  const holder = sleeper();
  another({ pid: holder.pid, began: beganOf(holder.pid) });
  await expect(holdLock(file)).rejects.toThrow(new RegExp(`process ${holder.pid} on .+ TABSMITH_DATA`, "u"));
  holder.kill();
  await holder.ended;
  (await holdLock(file)).release();
});

test.skipIf(process.platform !== "linux")(
  "another process that got the number of the dead one isn't taken for it",
  async () => {
    const stranger = sleeper();
    another({ pid: stranger.pid, began: "an earlier boot" });
    (await holdLock(file)).release();
    stranger.kill();
    await stranger.ended;
  },
);

test("what an earlier life of this process left is no obstacle", async () => {
  another({ pid: process.pid });
  (await holdLock(file)).release();
});

test("on another machine it is held while its heart beats", async () => {
  another({ host: "elsewhere" });
  await expect(holdLock(file)).rejects.toMatchObject({ code: "EHELD" });
  utimesSync(file, new Date(0), new Date(Date.now() - 60_000));
  (await holdLock(file)).release();
});

test("a lock that was cut short counts as none", async () => {
  writeFileSync(file, '{"pid":');
  (await holdLock(file)).release();
});
