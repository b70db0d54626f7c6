import { expect, test } from "vitest";
import { disposition, waitFlag } from "../protocol/constants";
import { signals } from "../protocol/signals.data";
import { createTestSystem } from "./test-system";

test("a child's ending waits for its parent; then it's gone", async () => {
  const { system, process, call, spawn } = createTestSystem();
  const child = spawn(process);
  await call("wait", [child.pid, waitFlag.noHang]).then(({ numbers }) => {
    expect(numbers).toEqual([0, 0, 0, 0]);
  });
  void call("exit", [7], [], child);
  expect(system.processes.get(child.pid)?.state).toBe("zombie");
  expect((await call("wait", [-1])).numbers).toEqual([child.pid, 7, 0, 0]);
  expect(system.processes.get(child.pid)).toBeUndefined();
  expect((await call("wait", [-1])).code).toBe("ECHILD");
});

test("a parent that waits is told when the child ends by a signal", async () => {
  const { system, process, call, spawn } = createTestSystem();
  const child = spawn(process);
  const waiting = call("wait", [child.pid]);
  system.processes.signal(child, signals.SIGKILL);
  expect((await waiting).numbers).toEqual([child.pid, 0, signals.SIGKILL, 0]);
});

test("the children of one that ends belong to the first process, which reaps them", async () => {
  const { system, process, spawn } = createTestSystem();
  const child = spawn(process);
  const grandchild = spawn(child);
  system.processes.end(child, { code: 0, signal: 0 });
  expect(grandchild.parent).toBe(system.processes.init);
  system.processes.end(grandchild, { code: 0, signal: 0 });
  expect(system.processes.get(grandchild.pid)).toBeUndefined();
});

test("signals follow what the process said: handled, ignored, blocked, forced", async () => {
  const { system, process, call, spawn } = createTestSystem();
  const child = spawn(process);
  const told: object[] = [];
  child.threads.set(0, {
    id: 0,
    maker: 0,
    data: "",
    seat: {
      post: (message) => told.push(message),
      interrupt: (signal) => told.push({ interrupted: signal }),
      end: () => undefined,
    },
  });
  await call("sigaction", [signals.SIGTERM, disposition.handler], [], child);
  await call("sigaction", [signals.SIGHUP, disposition.ignore], [], child);
  await call("sigaction", [signals.SIGINT, disposition.interrupt], [], child);
  await call("sigmask", [0, signals.SIGUSR1], [], child);
  for (const signal of [signals.SIGTERM, signals.SIGHUP, signals.SIGUSR1, signals.SIGCHLD, signals.SIGINT])
    system.processes.signal(child, signal);
  expect([told, child.state]).toEqual([
    [{ type: "signal", signal: signals.SIGTERM }, { interrupted: signals.SIGINT }],
    "running",
  ]);
  expect((await call("sigaction", [signals.SIGINT, disposition.default], [], child)).numbers).toEqual([
    disposition.interrupt,
  ]);
  expect((await call("sigaction", [signals.SIGKILL, disposition.ignore], [], child)).code).toBe("EINVAL");
  void call("sigmask", [2], [], child);
  expect(child.ending).toEqual({ code: 0, signal: signals.SIGUSR1 });
});

test("a stopped process is told of to who asked for it, and goes on with SIGCONT", async () => {
  const { system, process, call, spawn } = createTestSystem();
  const child = spawn(process);
  const stopped = call("wait", [child.pid, waitFlag.untraced]);
  system.processes.signal(child, signals.SIGTSTP);
  expect((await stopped).numbers).toEqual([child.pid, 0, signals.SIGTSTP, 1]);
  const continued = call("wait", [child.pid, waitFlag.continued]);
  system.processes.signal(child, signals.SIGCONT);
  expect((await continued).numbers).toEqual([child.pid, 0, signals.SIGCONT, 2]);
});

test("groups are signalled together, and strangers' processes not at all", async () => {
  const { process, call, spawn } = createTestSystem();
  process.uid = 1000;
  const [one, two, other] = [spawn(process), spawn(process), spawn(process)];
  await call("setpgid", [one.pid, 0]);
  await call("setpgid", [two.pid, one.pid]);
  expect((await call("kill", [-one.pid, signals.SIGTERM])).code).toBe("");
  expect([one.alive, two.alive, other.alive]).toEqual([false, false, true]);
  other.uid = 0;
  expect((await call("kill", [other.pid, signals.SIGTERM])).code).toBe("EPERM");
  expect((await call("kill", [9999, 0])).code).toBe("ESRCH");
});

test("what a process held is let go when it ends, and its waiting calls are undone", async () => {
  const { system, process, call, spawn } = createTestSystem();
  const child = spawn(process);
  const [read = 0, write = 0] = (await call("pipe")).numbers;
  child.files.set(1, process.files.get(write));
  await call("close", [write]);
  const waiting = call("read", [read, 10, -1]);
  void call("streamRead", [1, 10], [], child);
  const open = system.openFiles.open;
  system.processes.end(child, { code: 0, signal: signals.SIGKILL });
  expect((await waiting).numbers).toEqual([0]);
  expect(system.openFiles.open).toBe(open - 1);
});

test("a parent hears what its child said before it hears that it ended", async () => {
  const { system, process, call, spawn } = createTestSystem();
  const child = spawn(process);
  const [read = 0, write = 0] = (await call("pipe")).numbers;
  child.files.set(1, process.files.get(write));
  await call("close", [write]);
  const heard: string[] = [];
  const ended = call("wait", [child.pid]).then(() => heard.push("end"));
  await call("write", [1, -1], ["last words"], child);
  system.processes.end(child, { code: 0, signal: 0 });
  await new Promise((resolve) => setTimeout(resolve, 5));
  void call("read", [read, 100, -1]).then(({ text }) => heard.push(text));
  await ended;
  expect(heard).toEqual(["last words", "end"]);
});

test("an ending is told soon, even if nobody reads what was written", async () => {
  const { system, process, call, spawn } = createTestSystem();
  const child = spawn(process);
  const [, write = 0] = (await call("pipe")).numbers;
  child.files.set(1, process.files.get(write));
  await call("write", [1, -1], ["unread"], child);
  system.processes.end(child, { code: 3, signal: 0 });
  expect((await call("wait", [child.pid])).numbers).toEqual([child.pid, 3, 0, 0]);
});

test("too many processes are EAGAIN, too many files EMFILE, and too many of all ENFILE", async () => {
  const { system, call, process } = createTestSystem({ processes: 3, openFilesPerProcess: 10, openFiles: 14 });
  const files = system.files.root.entries?.get("usr");
  expect(files).toBeDefined();
  await call("writeFile", [-1, 0o101, 0o755], ["/tmp/run", '\u007fTAB{"type":"node"}\n']);
  const spec = JSON.stringify({ file: "/tmp/run", args: ["run"], env: [], stdio: [] });
  const codes: string[] = [];
  for (let i = 0; i < 3; i++) codes.push((await call("spawn", [], [spec])).code);
  expect(codes).toEqual(["", "", "EAGAIN"]);
  const opened: string[] = [];
  for (let i = 0; i < 11; i++) opened.push((await call("open", [0], ["/dev/null"])).code);
  expect(opened.filter((code) => code === "")).toHaveLength(10);
  expect(opened.at(-1)).toBe("EMFILE");
  const [child] = [...process.children];
  const more: string[] = [];
  for (let i = 0; i < 5; i++) more.push((await call("open", [0], ["/dev/null"], child)).code);
  expect(more).toEqual(["", "", "", "", "ENFILE"]);
});
