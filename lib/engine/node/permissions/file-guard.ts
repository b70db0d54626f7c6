import type { Binding } from "@/lib/engine/node/binding-host";

/** Which of a call's arguments are paths that it reads or writes. */
export interface Access {
  readonly read?: readonly number[];
  readonly write?: readonly number[];
}

const readsFirst: Access = { read: [0] };
const writesFirst: Access = { write: [0] };

/** The calls of `internalBinding("fs")` that name files. What opens a file says by its flags what it wants. */
const accesses: Readonly<Record<string, Access>> = {
  access: readsFirst,
  existsSync: readsFirst,
  stat: readsFirst,
  lstat: readsFirst,
  statfs: readsFirst,
  readdir: readsFirst,
  readlink: readsFirst,
  realpath: readsFirst,
  readFileUtf8: readsFirst,
  getFormatOfExtensionlessFile: readsFirst,
  mkdir: writesFirst,
  mkdtemp: writesFirst,
  rmdir: writesFirst,
  rmSync: writesFirst,
  unlink: writesFirst,
  chmod: writesFirst,
  chown: writesFirst,
  lchown: writesFirst,
  utimes: writesFirst,
  lutimes: writesFirst,
  writeFileUtf8: writesFirst,
  rename: { read: [0], write: [0, 1] },
  link: { read: [0], write: [0, 1] },
  copyFile: { read: [0], write: [1] },
  cpSyncCheckPaths: { read: [0], write: [1] },
  cpSyncOverrideFile: { read: [0], write: [1] },
  cpSyncCopyDir: { read: [0], write: [1] },
};

const accessMode = 3;
const writeOnly = 1;
const changes = 0o100 | 0o1000 | 0o2000;

export function accessOfFlags(flags: number): Access {
  const mode = flags & accessMode;
  const reads = mode !== writeOnly;
  const writes = mode !== 0 || (flags & changes) !== 0;
  return { ...(reads && { read: [0] }), ...(writes && { write: [0] }) };
}

type Call = (...args: unknown[]) => unknown;

/** Throws what denies a call, or answers it in the way that the call's request wants to be answered. */
export type Deny = (args: readonly unknown[], access: Access) => { readonly answer: unknown } | undefined;

function guard(binding: Binding, name: string, accessOf: (args: readonly unknown[]) => Access, deny: Deny): void {
  const call = binding[name] as Call | undefined;
  if (typeof call !== "function") return;
  binding[name] = (...args: unknown[]): unknown => {
    const denied = deny(args, accessOf(args));
    return denied ? denied.answer : call(...args);
  };
}

export function guardCalls(binding: Binding, calls: Readonly<Record<string, Access>>, deny: Deny): void {
  for (const [name, access] of Object.entries(calls)) guard(binding, name, () => access, deny);
}

/** From now on every call that names a file is asked about first. Without `--permission` nothing of this is in the way. */
export function guardFiles(binding: Binding, deny: Deny): void {
  guardCalls(binding, accesses, deny);
  for (const name of ["open", "openFileHandle"]) {
    guard(binding, name, ([, flags]) => accessOfFlags(typeof flags === "number" ? flags : 0), deny);
  }
}
