import git from "isomorphic-git";
import { posix as path } from "node:path";
import type { Repository } from "./context";
import { repositoryPath } from "./repository";
import { resolveObject } from "./revision";
import { readEntries } from "./index-file";
import { fileMode, type FileState } from "./snapshot";

interface Named {
  readonly path: string;
  readonly oid: string;
  readonly mode: number;
  readonly type: "blob" | "tree";
}

/** `HEAD:path`, `HEAD:./path` from where the person is, `:path` and `:2:path` of the index; undefined for what isn't there. */
export async function objectAt(repository: Repository, typed: string): Promise<Named | undefined> {
  const staged = /^:(?:([0-3]):)?(?!\/)(.*)$/u.exec(typed);
  if (staged) {
    const place = placeOf(repository, staged[2] ?? "");
    const entry = (await readEntries(repository)).find(
      (one) => one.path === place && one.stage === Number(staged[1] ?? 0),
    );
    return entry && { path: place, oid: entry.oid, mode: entry.mode, type: "blob" };
  }
  const at = typed.indexOf(":");
  if (at < 0) return undefined;
  const revision = await resolveObject(repository, typed.slice(0, at));
  if (revision === undefined) return undefined;
  return walkTo(repository, revision, placeOf(repository, typed.slice(at + 1)).replace(/\/$/u, ""));
}

/** As typed from the top, unless it begins with a dot. */
function placeOf(repository: Repository, typed: string): string {
  if (!/^\.\.?(?:\/|$)/u.test(typed)) return typed;
  const place = repositoryPath(repository, typed);
  return place === "." ? "" : path.normalize(place);
}

async function walkTo(repository: Repository, revision: string, place: string): Promise<Named | undefined> {
  const top = await git.readTree({ ...repository, oid: revision }).catch(() => undefined);
  if (!top) return undefined;
  let found: Named = { path: place, oid: top.oid, mode: 0o40000, type: "tree" };
  for (const name of place === "" ? [] : place.split("/")) {
    if (found.type !== "tree") return undefined;
    const { tree } = await git.readTree({ ...repository, oid: found.oid });
    const next = tree.find((entry) => entry.path === name);
    if (!next || next.type === "commit") return undefined;
    found = { path: place, oid: next.oid, mode: Number.parseInt(next.mode, 8), type: next.type };
  }
  return found;
}

/** The file that such a name stands for. */
export async function fileOf(
  repository: Repository,
  typed: string,
): Promise<{ readonly path: string; readonly state: FileState } | undefined> {
  const found = await objectAt(repository, typed);
  if (found?.type !== "blob") return undefined;
  return { path: found.path, state: { oid: found.oid, mode: fileMode(found.mode) } };
}
