import { expect, test } from "vitest";
import { createTestSystem } from "./test-system";

async function asUser() {
  const kernel = createTestSystem();
  const user = kernel.spawn();
  user.uid = 1000;
  user.gid = 1000;
  const call: typeof kernel.call = (name, numbers, parts) => kernel.call(name, numbers, parts, user);
  return { ...kernel, root: kernel.call, call };
}

test("who isn't root is held to the mode bits", async () => {
  const { call, root } = await asUser();
  await root("writeFile", [-1, 0o101, 0o600], ["/tmp/secret", "x"]);
  expect((await call("open", [0], ["/tmp/secret"])).code).toBe("EACCES");
  expect((await call("writeFile", [-1, 0o101, 0o644], ["/etc/new", "x"])).code).toBe("EACCES");
  expect((await call("chmod", [0o777], ["/tmp/secret"])).code).toBe("EPERM");
  expect((await call("unlink", [], ["/tmp/secret"])).code).toBe("EPERM");
  await call("writeFile", [-1, 0o101, 0o400], ["/tmp/own", "x"]);
  expect((await call("open", [1], ["/tmp/own"])).code).toBe("EACCES");
  expect((await call("access", [2], ["/tmp/own"])).code).toBe("EACCES");
  expect((await call("access", [4], ["/tmp/own"])).code).toBe("");
});

test("whoever makes a file writes to it, whatever mode it gave it", async () => {
  const { call } = await asUser();
  const [fd = -1] = (await call("open", [0o101, 0o400], ["/tmp/readonly"])).numbers;
  expect((await call("write", [fd, -1], ["x"])).numbers).toEqual([1]);
});

test("a name to be made can't end in a slash, not even a link's that leads round in a circle", async () => {
  const { call } = createTestSystem();
  await call("symlink", [], ["round", "/tmp/round"]);
  await call("symlink", [], ["nowhere", "/tmp/away"]);
  const made: string[] = [];
  for (const path of ["/tmp/round/", "/tmp/away/", "/tmp/new/", "/tmp/"]) {
    made.push((await call("writeFile", [-1, 0o101, 0o644], [path, "x"])).code);
  }
  expect(made).toEqual(["EISDIR", "EISDIR", "EISDIR", "EISDIR"]);
  expect((await call("open", [0], ["/tmp/round/"])).code).toBe("ELOOP");
});

test("a directory that may not be searched hides what is in it", async () => {
  const { call } = await asUser();
  await call("mkdir", [0o755], ["/tmp/closed"]);
  await call("writeFile", [-1, 0o101, 0o644], ["/tmp/closed/file", "x"]);
  await call("chmod", [0o600], ["/tmp/closed"]);
  expect((await call("stat", [], ["/tmp/closed/file"])).code).toBe("EACCES");
  expect((await call("readdir", [], ["/tmp/closed"])).text).toContain("file");
});

test("the umask is taken from new modes, also of temporary directories", async () => {
  const { call } = await asUser();
  await call("umask", [0o077]);
  await call("mkdir", [0o777], ["/tmp/private"]);
  expect((await call("stat", [], ["/tmp/private"])).numbers[1]).toBe(0o40700);
  const { text } = await call("mkdtemp", [], ["/tmp/made-"]);
  expect(text).toMatch(/^\/tmp\/made-\w{6}$/u);
  expect((await call("stat", [], [text])).numbers.slice(1, 5)).toEqual([0o40700, 2, 1000, 1000]);
});

test("/proc and /dev show what is, and are no one's to change", async () => {
  const { call, process } = await asUser();
  expect((await call("readlink", [], ["/proc/self"])).text).toMatch(/^\/proc\/\d+$/u);
  expect((await call("readFile", [-1], ["/proc/self/status"])).text).toContain("Uid:\t1000");
  expect((await call("readdir", [], ["/proc"])).text).toContain(String(process.pid));
  expect((await call("writeFile", [-1, 0o101, 0o644], ["/proc/new", "x"])).code).not.toBe("");
  const [fd = -1] = (await call("open", [0], ["/dev/urandom"])).numbers;
  const random = (await call("read", [fd, 32, -1])).parts[0];
  expect(new Set(random).size).toBeGreaterThan(5);
  expect((await call("readlink", [], [`/proc/self/fd/${fd}`])).text).toBe("/dev/urandom");
  const [full = -1] = (await call("open", [1], ["/dev/full"])).numbers;
  expect((await call("write", [full, -1], ["x"])).code).toBe("ENOSPC");
  expect((await call("open", [0], ["/dev/tty"])).code).toBe("ENXIO");
});
