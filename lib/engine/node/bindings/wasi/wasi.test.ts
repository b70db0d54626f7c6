import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Descriptors, fileType } from "./descriptors";
import { answering } from "./failure";
import { descriptorCalls, streamCalls } from "./file-calls";
import { GuestMemory } from "./guest-memory";
import { pathBelow, pathCalls } from "./path-calls";
import { poll } from "./poll";
import { listCalls } from "./strings";
import { systemCalls } from "./system-calls";
import { wasiErrno } from "./errno.data";

const everything = (1n << 30n) - 1n;
const shared = new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true });
const memory = new GuestMemory(() => shared.buffer);
const root = 0;
let folder = "";

function put(at: number, text: string): [number, number] {
  return [at, memory.put(at, 1000, text)];
}

/** An array of one piece at 64, which is where the tests' data goes through. */
function piece(at: number, length: number): [number, number] {
  memory.u32(64, at);
  memory.u32(68, length);
  return [64, 1];
}

function machine() {
  const open = new Descriptors();
  const common = { position: undefined, flags: 0, rights: everything, inheriting: everything };
  open.add({ ...common, fd: undefined, type: fileType.directory, path: folder, preopen: "/work" });
  const parts = { fs, memory, open };
  return { ...answering(streamCalls(parts)), ...answering(descriptorCalls(parts)), ...answering(pathCalls(parts)) };
}

type Guest = ReturnType<typeof machine>;
const create = 1;

function openFile(guest: Guest, name: string, asked = 0, flags = 0): { errno: number; fd: number } {
  const call = guest.path_open as (...args: unknown[]) => number;
  const errno = call(root, 1, ...put(1024, name), asked, (1n << 1n) | (1n << 6n), 0n, flags, 32);
  return { errno, fd: memory.view.getUint32(32, true) };
}

const ask = (call: (...args: never[]) => number, ...args: unknown[]): number =>
  (call as (...given: unknown[]) => number)(...args);

beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), "wasi-"));
  new Uint8Array(shared.buffer).fill(0);
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

test("writes, seeks and reads a file through shared memory", () => {
  const guest = machine();
  const { errno, fd } = openFile(guest, "a/../ä.txt", create);
  expect(errno).toBe(0);
  const [at, length] = put(2048, "hällo");
  expect(ask(guest.fd_write, fd, ...piece(at, length), 16)).toBe(0);
  expect(memory.view.getUint32(16, true)).toBe(6);
  expect(fs.readFileSync(join(folder, "ä.txt"), "utf8")).toBe("hällo");
  expect(ask(guest.fd_seek, fd, -3n, 2, 16)).toBe(0);
  expect(memory.view.getBigUint64(16, true)).toBe(3n);
  expect(ask(guest.fd_read, fd, ...piece(3000, 100), 16)).toBe(0);
  expect(memory.text(3000, memory.view.getUint32(16, true))).toBe("llo");
  expect(ask(guest.fd_seek, fd, -7n, 2, 16)).toBe(wasiErrno.EINVAL);
  expect(ask(guest.fd_close, fd)).toBe(0);
  expect(ask(guest.fd_read, fd, ...piece(3000, 100), 16)).toBe(wasiErrno.EBADF);
});

test("appends wherever the position is, and reads at a place without moving", () => {
  fs.writeFileSync(join(folder, "log"), "one");
  const guest = machine();
  const { fd } = openFile(guest, "log", 0, 1);
  expect(ask(guest.fd_write, fd, ...piece(...put(2048, "two")), 16)).toBe(0);
  expect(fs.readFileSync(join(folder, "log"), "utf8")).toBe("onetwo");
  expect(ask(guest.fd_pread, fd, ...piece(3000, 2), 2n, 16)).toBe(0);
  expect(memory.text(3000, 2)).toBe("et");
  expect(ask(guest.fd_tell, fd, 16)).toBe(0);
  expect(memory.view.getBigUint64(16, true)).toBe(6n);
  ask(guest.fd_close, fd);
});

test("tells of files as `stat` does and with WASI's numbers for what fails", () => {
  fs.writeFileSync(join(folder, "five"), "12345");
  const guest = machine();
  expect(ask(guest.path_filestat_get, root, 1, ...put(1024, "five"), 512)).toBe(0);
  expect(memory.view.getUint8(512 + 16)).toBe(fileType.regular);
  expect(memory.view.getBigUint64(512 + 32, true)).toBe(5n);
  expect(ask(guest.path_filestat_get, root, 1, ...put(1024, "six"), 512)).toBe(wasiErrno.ENOENT);
  expect(ask(guest.path_create_directory, root, ...put(1024, "five"))).toBe(wasiErrno.EEXIST);
  expect(ask(guest.path_remove_directory, root, ...put(1024, "five"))).toBe(wasiErrno.ENOTDIR);
  expect(openFile(guest, "five/x").errno).toBe(wasiErrno.ENOTDIR);
});

test("lists a folder piece by piece when the guest has little room", () => {
  for (const name of ["b", "a", "long-name"]) fs.writeFileSync(join(folder, name), "");
  const guest = machine();
  const names: string[] = [];
  let cookie = 0n;
  for (let round = 0; round < 10; round++) {
    expect(ask(guest.fd_readdir, root, 4096, 60, cookie, 16)).toBe(0);
    const used = memory.view.getUint32(16, true);
    let at = 0;
    while (at + 24 <= used) {
      const length = memory.view.getUint32(4096 + at + 16, true);
      if (at + 24 + length > used) break;
      cookie = memory.view.getBigUint64(4096 + at, true);
      names.push(memory.text(4096 + at + 24, length));
      at += 24 + length;
    }
    if (used < 60) break;
  }
  expect(names.toSorted()).toEqual([".", "..", "a", "b", "long-name"]);
});

test("lets no path out of the folder that was given", () => {
  expect(() => pathBelow("/home/p", "../x")).toThrow("ENOTCAPABLE");
  expect(() => pathBelow("/home/p", "a/../../x")).toThrow("ENOTCAPABLE");
  expect(() => pathBelow("/home/p", "/etc/passwd")).toThrow("ENOTCAPABLE");
  expect(pathBelow("/home/p", "a/./b//c/..")).toBe("/home/p/a/b");
  expect(pathBelow("/", "usr/lib")).toBe("/usr/lib");
  expect(pathBelow("/home/p", ".")).toBe("/home/p");
});

test("hands over arguments with zeros between them", () => {
  const { get, sizes } = listCalls(memory, ["prog", "ä"]);
  sizes(16, 20);
  expect([memory.view.getUint32(16, true), memory.view.getUint32(20, true)]).toEqual([2, 8]);
  get(24, 100);
  expect(memory.text(memory.view.getUint32(24, true), 5)).toBe("prog\0");
  expect(memory.text(memory.view.getUint32(28, true), 3)).toBe("ä\0");
});

test("sleeps until the first clock is due and tells of that one only", () => {
  const slept: number[] = [];
  const clocks = { now: () => 0n, sleep: (milliseconds: number) => void slept.push(milliseconds) };
  const subscribe = (index: number, userData: bigint, nanoseconds: bigint) => {
    memory.u64(index * 48, userData);
    memory.u64(index * 48 + 24, nanoseconds);
  };
  subscribe(0, 7n, 9_000_000n);
  subscribe(1, 8n, 2_000_000n);
  expect(poll(memory, 0, 4096, 2, clocks)).toBe(1);
  expect(slept).toEqual([2]);
  expect(memory.view.getBigUint64(4096, true)).toBe(8n);
});

test("fills shared memory with chance, in the portions that a browser gives", () => {
  const sizes: number[] = [];
  const calls = systemCalls(memory, {
    now: () => 5n,
    sleep: () => undefined,
    random: (bytes) => {
      sizes.push(bytes.length);
      bytes.fill(9);
    },
    exit: () => undefined,
    raise: () => undefined,
  });
  shared.grow(1);
  calls.random_get(8, 70_000);
  expect(sizes).toEqual([65_536, 4464]);
  expect([...memory.bytes(70_006, 4)]).toEqual([9, 9, 0, 0]);
});
