import { guardCalls, guardFiles, type Access, type Deny } from "@/lib/engine/node/permissions/file-guard";
import { Grants } from "@/lib/engine/node/permissions/grants";
import type { RequestObject } from "@/lib/engine/node/bindings/fs/request";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { S_IFDIR, S_IFMT } from "@/lib/engine/protocol/constants";
import { op } from "@/lib/engine/protocol/operations";
import { textOf } from "@/lib/engine/protocol/parts";

interface Kind {
  readonly name: string;
  readonly flag: string;
}

const reading: Kind = { name: "FileSystemRead", flag: "--allow-fs-read" };
const writing: Kind = { name: "FileSystemWrite", flag: "--allow-fs-write" };

/** Besides files: the scope's name, Node's name of it, and the flag that grants it. */
export const kinds: Readonly<Record<string, Kind>> = {
  child: { name: "ChildProcess", flag: "--allow-child-process" },
  worker: { name: "WorkerThreads", flag: "--allow-worker" },
  wasi: { name: "WASI", flag: "--allow-wasi" },
  addon: { name: "Addon", flag: "--allow-addons" },
  inspector: { name: "Inspector", flag: "--allow-inspector" },
};

const grantsOf = new WeakMap<ProcessHost, Grants>();

/** What the process may do; nothing when `--permission` wasn't given and it may do all. */
export const permissionsOf = (host: ProcessHost): Grants | undefined => grantsOf.get(host);

/** C++ puts its code beside the message, not into the stack. */
const deniedWith = (text: string, what: { readonly permission: string; readonly resource: string }): Error =>
  Object.assign(new Error(text), { code: "ERR_ACCESS_DENIED", ...what });

function denied({ name, flag }: Kind, resource = ""): Error {
  const text = `Access to this API has been restricted. Use ${flag} to manage permissions.`;
  return deniedWith(text, { permission: name, resource });
}

/** Throws where the process may not do what it is about to do. */
export function demand(host: ProcessHost, scope: string, resource?: string): void {
  const kind = kinds[scope];
  if (kind && permissionsOf(host)?.has(scope) === false) throw denied(kind, resource);
}

/** Throws where a file may not be watched. */
export function demandReading(host: ProcessHost, path: string): void {
  if (permissionsOf(host)?.allowsFile("read", path) === false) throw denied(reading, path);
}

const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? (value as string[]) : typeof value === "string" && value !== "" ? [value] : [];

function isFolder({ syscalls }: ProcessHost, path: string): boolean {
  const modeAt = 1;
  return syscalls.call(op.stat, [], [path]) === 0 && ((syscalls.numbers[modeAt] ?? 0) & S_IFMT) === S_IFDIR;
}

/** A request is answered later, a promise rejected; a call that waits is thrown at. */
function refuse(host: ProcessHost, args: readonly unknown[], error: Error): { readonly answer: unknown } {
  const request = args.find((each) => isRequest(each) || each === host.symbols["fs_use_promises_symbol"]);
  if (request === undefined) throw error;
  if (typeof request === "symbol") return { answer: Promise.reject(error) };
  const given = request as RequestObject;
  host.loop.post(() => given.makeCallback(given.oncomplete, error));
  return { answer: undefined };
}

const isRequest = (value: unknown): boolean => typeof value === "object" && value !== null && "oncomplete" in value;

function firstDenied(grants: Grants, args: readonly unknown[], access: Access): Error | undefined {
  const look = (kind: Kind, scope: "read" | "write"): Error | undefined => {
    for (const index of access[scope] ?? []) {
      const path = args[index];
      if (typeof path !== "string" && !(path instanceof Uint8Array)) continue;
      const text = textOf(path);
      if (!grants.allowsFile(scope, text)) return denied(kind, text);
    }
    return undefined;
  };
  return look(reading, "read") ?? look(writing, "write");
}

/** `--permission`: what isn't granted on the command line is refused from now on. The script itself may be read. */
export function applyPermissions(host: ProcessHost): void {
  const { values, args } = host.state.commandLine;
  if (values["--permission"] !== true) return;
  const paths = host.requireBuiltin("path") as typeof import("node:path");
  const others = Object.entries(kinds).filter(([, { flag }]) => values[flag] === true);
  const read = [...listOf(values["--allow-fs-read"]), ...args.slice(0, 1)];
  const granted = {
    read,
    write: listOf(values["--allow-fs-write"]),
    others: new Set(others.map(([scope]) => scope)),
  };
  const grants = new Grants(
    granted,
    (path) => paths.resolve(path),
    (path) => isFolder(host, path),
  );
  grantsOf.set(host, grants);
  const deny: Deny = (given, access) => {
    const error = firstDenied(grants, given, access);
    return error && refuse(host, given, error);
  };
  guardFiles(host.binding("fs"), deny);
  guardCalls(host.binding("fs_dir"), { opendir: { read: [0] }, opendirSync: { read: [0] } }, deny);
  const { symlink } = host.binding("fs");
  host.binding("fs")["symlink"] = (...given: unknown[]): unknown => {
    if (grants.has("fs")) return (symlink as (...each: unknown[]) => unknown)(...given);
    return refuse(host, given, linkDenied());
  };
}

/** A link may point anywhere, so whoever makes one must be allowed all. */
const linkDenied = (): Error =>
  deniedWith("fs.symlink API requires full fs.read and fs.write permissions.", { permission: "", resource: "" });
