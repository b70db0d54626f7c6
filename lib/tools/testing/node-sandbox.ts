import { spawn, type ChildProcess } from "node:child_process";
import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createEmitter } from "@/lib/base";
import type {
  Entry,
  FileChange,
  FileTree,
  PortEvent,
  PreviewEvent,
  Sandbox,
  SandboxProcess,
  SpawnOptions,
} from "@/lib/sandbox";

type Seen = ReadonlyMap<string, string>;

const typeOf = (info: { isDirectory: () => boolean; isSymbolicLink: () => boolean }): Entry["type"] =>
  info.isSymbolicLink() ? "symlink" : info.isDirectory() ? "directory" : "file";

async function scan(folder: string, seen = new Map<string, string>()): Promise<Map<string, string>> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    const info = await lstat(full, { bigint: true }).catch(() => undefined);
    if (!info) continue;
    seen.set(full, entry.isDirectory() ? "directory" : `${info.mtimeNs}:${info.size}:${info.ino}`);
    if (entry.isDirectory()) await scan(full, seen);
  }
  return seen;
}

function compare(before: Seen, after: Seen): readonly FileChange[] {
  const changes: FileChange[] = [];
  for (const [file, mark] of after) {
    const old = before.get(file);
    if (old === undefined) changes.push({ type: "created", path: file });
    else if (old !== mark) changes.push({ type: "changed", path: file });
  }
  for (const file of before.keys()) if (!after.has(file)) changes.push({ type: "removed", path: file });
  return changes;
}

function outputOf(child: ChildProcess): ReadableStream<string> {
  return new ReadableStream<string>({
    start(controller) {
      let open = 2;
      const end = () => {
        open -= 1;
        if (open === 0) controller.close();
      };
      for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding("utf8");
        stream?.on("data", (text: string) => {
          controller.enqueue(text);
        });
        stream?.on("close", end);
      }
    },
  });
}

function start(
  command: string,
  args: readonly string[],
  cwd: string,
  { env, signal }: SpawnOptions,
  ended: () => Promise<void>,
): SandboxProcess {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const kill = (name: string = "SIGTERM") => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, name);
  };
  const stop = () => {
    kill("SIGKILL");
  };
  signal?.addEventListener("abort", stop, { once: true });
  const exit = new Promise<{ code: number; signal?: string }>((resolve) => {
    child.on("error", () => {
      resolve({ code: 127 });
    });
    child.on("close", (code, name) => {
      resolve(name ? { code: code ?? 128, signal: name } : { code: code ?? 0 });
    });
  }).then(async (result) => {
    signal?.removeEventListener("abort", stop);
    await ended();
    return result;
  });
  return {
    output: outputOf(child),
    exit,
    write: async (input) => void child.stdin?.write(input),
    resize: () => undefined,
    kill,
  };
}

async function lay(tree: FileTree, at: string): Promise<void> {
  await mkdir(at, { recursive: true });
  for (const [name, entry] of Object.entries(tree)) {
    const target = path.join(at, name);
    if (entry.type === "directory") await lay(entry.entries, target);
    else if (entry.type === "symlink") await symlink(entry.target, target);
    else await writeFile(target, entry.content);
  }
}

async function take(folder: string, leaveOut: readonly string[]): Promise<FileTree> {
  const tree: Record<string, FileTree[string]> = {};
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (leaveOut.includes(entry.name)) continue;
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) tree[entry.name] = { type: "directory", entries: await take(full, leaveOut) };
    else if (entry.isFile()) tree[entry.name] = { type: "file", content: await readFile(full) };
  }
  return tree;
}

/** A sandbox for tests: real processes of this machine in a folder of their own, which goes when it is disposed of. */
export async function createNodeSandbox(): Promise<Sandbox> {
  const cwd = await realpath(await mkdtemp(path.join(tmpdir(), "sandbox-")));
  const changed = createEmitter<readonly FileChange[]>();
  const ports = createEmitter<PortEvent>();
  const previews = createEmitter<PreviewEvent>();
  let seen: Seen = new Map();
  const look = async () => {
    const now = await scan(cwd);
    const changes = compare(seen, now);
    seen = now;
    if (changes.length > 0) changed.emit(changes);
  };
  const full = (name: string) => path.resolve(cwd, name);
  return {
    driver: "engine",
    cwd,
    capabilities: { node: process.version, npm: true, git: true, python: false, preview: false, persistent: false },
    files: {
      read: async (name) => new Uint8Array(await readFile(full(name))),
      write: (name, content) => writeFile(full(name), content),
      list: async (name) =>
        (await readdir(full(name), { withFileTypes: true })).map((entry) => ({
          name: entry.name,
          type: typeOf(entry),
        })),
      async stat(name) {
        await look();
        const info = await lstat(full(name));
        const target = info.isSymbolicLink() ? { target: await readlink(full(name)) } : {};
        return { type: typeOf(info), size: info.size, mode: info.mode & 0o777, modified: info.mtimeMs, ...target };
      },
      mkdir: async (name) => void (await mkdir(full(name), { recursive: true })),
      async remove(name) {
        await stat(full(name)).catch(() => undefined);
        await rm(full(name), { recursive: true });
      },
      rename: (from, to) => rename(full(from), full(to)),
      watch: (folder, onChange) =>
        changed.on((changes) => {
          onChange(changes.filter((change) => change.path.startsWith(folder)));
        }),
    },
    spawn: async (command, args, options = {}) => start(command, args, full(options.cwd ?? "."), options, look),
    onPort: ports.on,
    onPreview: previews.on,
    mount: (tree, at = ".") => lay(tree, full(at)),
    snapshot: (options) => take(cwd, options?.leaveOut ?? []),
    memory: async () => undefined,
    dispose: () => rm(cwd, { recursive: true, force: true }),
  };
}
