import * as fc from "fast-check";
import { expect, test } from "vitest";
import { FileSystem } from "./file-system";
import { pathOf, type Inode } from "./inode";
import { defaultLimits } from "./kernel";
import type { LogFile } from "./log-file";
import { VolumeLog } from "./volume-log";

/** A file in memory that can be cut off anywhere, as a crash does. */
class MemoryLog implements LogFile {
  bytes = new Uint8Array(0);
  flushed = 0;
  getSize = () => this.bytes.length;
  read = (into: Uint8Array<ArrayBuffer>, { at }: { at: number }) => {
    const part = this.bytes.subarray(at, at + into.length);
    into.set(part);
    return part.length;
  };
  write = (bytes: Uint8Array<ArrayBuffer>, { at }: { at: number }) => {
    this.truncate(Math.max(this.bytes.length, at + bytes.length));
    this.bytes.set(bytes, at);
    return bytes.length;
  };
  flush = () => {
    this.flushed += 1;
  };
  truncate = (size: number) => {
    const bytes = new Uint8Array(size);
    bytes.set(this.bytes.subarray(0, size));
    this.bytes = bytes;
  };
  close = () => undefined;
  copy(): MemoryLog {
    const made = new MemoryLog();
    made.bytes = this.bytes.slice();
    return made;
  }
}

type Logs = readonly [MemoryLog, MemoryLog];
const owner = { uid: 1000, gid: 1000 };
const failed = (text: string) => {
  throw new Error(text);
};

function mount(logs: Logs) {
  let clock = 1000;
  const files = new FileSystem(defaultLimits, () => (clock += 1));
  const log = new VolumeLog(files, logs, owner, failed);
  const point = files.root;
  point.entries?.set("p", log.root);
  log.root.links = [{ directory: point, name: "p" }];
  return { files, log };
}

/** Everything there is to know of a tree, in an order that doesn't depend on how it came about. */
function describe(files: FileSystem, directory: Inode): string[] {
  const lines: string[] = [];
  const visit = (at: Inode) => {
    for (const [name, node] of [...(at.entries ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const bytes = node.isFile ? [...files.read(node, 0, node.size)].join() : node.target;
      lines.push(`${pathOf(at, files.root)}/${name} ${node.mode.toString(8)} ${node.nlink} ${node.mtime} ${bytes}`);
      visit(node);
    }
  };
  visit(directory);
  return lines;
}

const names = ["a", "b", "c"];
const change = fc.record({
  kind: fc.constantFrom("make", "directory", "link", "write", "truncate", "remove", "move", "hard", "mode"),
  name: fc.constantFrom(...names),
  other: fc.constantFrom(...names),
  inside: fc.boolean(),
  bytes: fc.uint8Array({ maxLength: 20 }),
  at: fc.nat(10),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** Does what can be done; whether it could is no matter here. */
function apply(files: FileSystem, root: Inode, step: Change): void {
  const below = root.entries?.get("a");
  const directory = step.inside && below?.isDirectory === true ? below : root;
  const node = directory.entries?.get(step.name);
  if (node === undefined) make(files, directory, step);
  else if (step.kind === "move") move(files, { directory, name: step.name, node }, root, step.other);
  else if (step.kind === "remove" && isEmpty(node)) files.detach(directory, step.name);
  else if (step.kind === "mode") restrict(files, node);
  else if (node.isFile) applyToFile(files, node, { ...step, root });
}

const isEmpty = (node: Inode): boolean => node.entries === undefined || node.entries.size === 0;

function restrict(files: FileSystem, node: Inode): void {
  node.mode = (node.mode & 0o170000) | 0o600;
  files.changed(node);
}

function make(files: FileSystem, directory: Inode, { kind, name, bytes }: Change): void {
  if (kind === "make") files.write(files.create(directory, name, 0o100644, owner), 0, bytes);
  else if (kind === "directory") files.create(directory, name, 0o40755, owner);
  else if (kind === "link") files.createLink(directory, name, "target", owner);
}

function move(
  files: FileSystem,
  { directory, name, node }: { directory: Inode; name: string; node: Inode },
  root: Inode,
  other: string,
): void {
  const there = root.entries?.get(other);
  if (!node.isDirectory && there !== node && there?.isDirectory !== true) files.move(directory, name, root, other);
}

function applyToFile(
  files: FileSystem,
  node: Inode,
  { kind, at, bytes, root, other }: Pick<Change, "kind" | "at" | "bytes" | "other"> & { root: Inode },
): void {
  if (kind === "write") files.write(node, at, bytes);
  else if (kind === "truncate") files.truncate(node, at);
  else if (kind === "hard" && root.entries?.has(other) === false) files.attach(root, other, node);
}

test("what was committed is there again, exactly, however often it's compacted and reopened", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(change, fc.constant("compact" as const), fc.constant("reopen" as const))),
      (steps) => {
        const logs: Logs = [new MemoryLog(), new MemoryLog()];
        let mounted = mount(logs);
        const reopened: string[][][] = [];
        for (const step of steps) {
          if (step === "compact") mounted.log.compactNow();
          else if (step === "reopen") {
            const before = describe(mounted.files, mounted.log.root);
            mounted.log.commit();
            mounted = mount(logs);
            reopened.push([describe(mounted.files, mounted.log.root), before]);
          } else apply(mounted.files, mounted.log.root, step);
        }
        for (const [after, before] of reopened) expect(after).toEqual(before);
      },
    ),
  );
});

test("a crash at any byte leaves what was there after one of the changes, never something between", () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), fc.nat(), (steps, cut) => {
      const logs: Logs = [new MemoryLog(), new MemoryLog()];
      const { files, log } = mount(logs);
      const moments = [describe(files, log.root)];
      log.commit();
      const begun = logs[0].bytes.length;
      // A step of the test may be several of the file system's: each is a moment that may survive.
      for (const part of ["created", "attached", "detached", "moved", "written", "truncated", "changed"] as const) {
        const real = log[part] as (...given: unknown[]) => void;
        Object.assign(log, {
          [part]: (...given: unknown[]) => {
            real(...given);
            moments.push(describe(files, log.root));
          },
        });
      }
      for (const step of steps) apply(files, log.root, step);
      log.commit();
      const torn = logs[0].copy();
      torn.truncate(begun + (cut % (torn.bytes.length - begun + 1)));
      const after = mount([torn, new MemoryLog()]);
      const known = new Set(moments.map((lines) => plain(lines)));
      expect(known).toContain(plain(describe(after.files, after.log.root)));
    }),
  );
});

/** Times aside: within one change they may be set before or after it's told. */
const plain = (lines: readonly string[]): string =>
  lines.map((line) => line.split(" ").toSpliced(3, 1).join(" ")).join("\n");

test("a byte that changed on the disk ends the log there", () => {
  const logs: Logs = [new MemoryLog(), new MemoryLog()];
  const { files, log } = mount(logs);
  const node = files.create(log.root, "a", 0o100644, owner);
  files.write(node, 0, Uint8Array.of(1, 2, 3));
  log.commit();
  const good = logs[0].bytes.length;
  files.write(node, 0, Uint8Array.of(9, 9, 9));
  log.commit();
  const spoilt = logs[0].copy();
  spoilt.bytes[good + 20] = (spoilt.bytes[good + 20] ?? 0) ^ 1;
  const after = mount([spoilt, new MemoryLog()]);
  expect(describe(after.files, after.log.root)[0]).toMatch(/1,2,3$/u);
  expect(spoilt.bytes.length).toBe(good);
});

test("compacting that was cut short leaves the old log in force", () => {
  const logs: Logs = [new MemoryLog(), new MemoryLog()];
  const { files, log } = mount(logs);
  files.write(files.create(log.root, "a", 0o100644, owner), 0, Uint8Array.of(1, 2, 3));
  log.commit();
  const old = logs[0].copy();
  log.compactNow();
  const half = logs[1].copy();
  half.truncate(half.bytes.length - 4);
  const after = mount([old, half]);
  expect(describe(after.files, after.log.root)[0]).toMatch(/1,2,3$/u);
});

test("a disk that fails is told of once, and the files live on in memory", () => {
  const logs: Logs = [new MemoryLog(), new MemoryLog()];
  const told: string[] = [];
  const files = new FileSystem(defaultLimits, Date.now);
  const log = new VolumeLog(files, logs, owner, (text) => told.push(text));
  logs[0].write = () => {
    throw new Error("quota");
  };
  const node = files.create(log.root, "a", 0o100644, owner);
  for (let i = 0; i < 3; i++) {
    files.write(node, i, Uint8Array.of(i));
    log.commit();
  }
  expect(told).toEqual(["quota"]);
  expect(log.flush()).toBe(false);
  expect([...files.read(node, 0, 9)]).toEqual([0, 1, 2]);
});
