import type { ReadCommitResult } from "isomorphic-git";
import { commitTests } from "./commit-filter";
import { changesOf } from "./commit-filter";
import type { Repository } from "./context";
import type { Moment } from "./dates";
import { fatal } from "./failure";
import type { Options } from "./options";
import type { ShownMove } from "./placeholder-fields";
import { readMoves, type Moved } from "./reflog-file";
import { currentBranch, readDate } from "./repository";
import { readNamedCommit, tryResolve } from "./revision";

interface MovedCommit {
  readonly result: ReadCommitResult;
  readonly move: ShownMove;
}

async function refOf(repository: Repository, typed: string): Promise<string> {
  const name = typed === "@" || typed === "" ? ((await currentBranch(repository)) ?? "HEAD") : typed;
  for (const ref of [name, `refs/${name}`, `refs/tags/${name}`, `refs/heads/${name}`, `refs/remotes/${name}`])
    if ((await readMoves(repository, ref)).length > 0) return ref;
  return (await tryResolve(repository, typed)) === undefined
    ? fatal(
        `ambiguous argument '${typed}': unknown revision or path not in the working tree.\n` +
          "Use '--' to separate paths from revisions, like this:\n'git <command> [<revision>...] -- [<file>...]'",
      )
    : name;
}

const momentOf = ({ who }: Moved): Moment => readDate(/> (\d+ [+-]\d{4})$/u.exec(who)?.[1]);

/** What a reference's log tells, with the commits that it was at. */
export async function shownMoves(
  repository: Repository,
  options: Options,
  date: (moment: Moment) => string,
): Promise<readonly MovedCommit[]> {
  const found: MovedCommit[] = [];
  const tests = commitTests(repository, options, [], (one) => changesOf(repository, one));
  const isDated = options.has("date") || options.has("relative-date");
  const shownAt = (at: number, moved: Moved) => (isDated ? date(momentOf(moved)) : String(at));
  for (const typed of options.rest.length === 0 ? ["HEAD"] : options.rest)
    for (const one of await movesOf(repository, typed, options, shownAt))
      if (await passes(one.result, tests)) found.push(one);
  const skipped = Number(options.value("skip") ?? 0);
  return found.slice(skipped, skipped + Number(options.value("max-count") ?? Infinity));
}

async function movesOf(
  repository: Repository,
  typed: string,
  options: Options,
  shownAt: (at: number, moved: Moved) => string,
): Promise<readonly MovedCommit[]> {
  const [, base = typed, first = "0"] = /^(.*)@\{(\d+)\}$/u.exec(typed) ?? [];
  const ref = await refOf(repository, base);
  const sought = new RegExp(options.value("grep-reflog") ?? "", "u");
  const found: MovedCommit[] = [];
  for (const [at, moved] of (await readMoves(repository, ref)).entries()) {
    if (at < Number(first) || !sought.test(moved.message)) continue;
    const where = `@{${shownAt(at, moved)}}`;
    const who = moved.who.replace(/ \d+ [+-]\d{4}$/u, "");
    const move = { name: base + where, full: ref + where, who, message: moved.message };
    found.push({ result: await readNamedCommit(repository, moved.oid), move });
  }
  return found;
}

async function passes(result: ReadCommitResult, tests: ReturnType<typeof commitTests>): Promise<boolean> {
  for (const test of tests) if (!(await test(result))) return false;
  return true;
}
