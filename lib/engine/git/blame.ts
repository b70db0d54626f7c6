import { lineChanges, linesOf } from "./line-diff";
import type { Repository } from "./context";
import { readCommit } from "./revision";
import { contentOf, ofCommit } from "./snapshot";

export interface BlamedLine {
  readonly text: string;
  /** The commit that put it there; undefined for what isn't committed. */
  readonly oid: string | undefined;
  /** Its commit has no parent, so that the line may be older than history. */
  readonly boundary: boolean;
}

interface Asked {
  /** Where the line stands in the text that was asked about. */
  readonly line: number;
  /** Where it stands in the commit at hand. */
  readonly at: number;
}

/** Says of each line of a text which commit it comes from, going back from `head`. */
export async function blame(
  repository: Repository,
  file: string,
  text: string,
  { head, committed }: { readonly head: string; readonly committed: boolean },
): Promise<BlamedLine[]> {
  const lines = linesOf(text);
  const answer: BlamedLine[] = lines.map((line) => ({ text: line, oid: undefined, boundary: false }));
  const contents = createContents(repository, file);
  const top = await contents(head);
  let asked: Asked[] = lines.map((_, line) => ({ line, at: line }));
  if (!committed) asked = passedOn(linesOf(top ?? ""), lines, asked).passed;
  const waiting = new Map<string, Asked[]>([[head, asked]]);
  for (let oid = await newest(repository, waiting); oid !== undefined; oid = await newest(repository, waiting)) {
    const { parent } = await readCommit(repository, oid);
    const left = await passToParents(waiting, contents, oid, parent);
    for (const { line } of left) answer[line] = { text: lines[line] ?? "", oid, boundary: parent.length === 0 };
  }
  return answer;
}

/** What no parent has had stays with the commit. */
async function passToParents(
  waiting: Map<string, Asked[]>,
  contents: (oid: string) => Promise<string | undefined>,
  oid: string,
  parents: readonly string[],
): Promise<readonly Asked[]> {
  let left: readonly Asked[] = waiting.get(oid) ?? [];
  waiting.delete(oid);
  const own = linesOf((await contents(oid)) ?? "");
  for (const one of parents) {
    const before = await contents(one);
    if (before === undefined) continue;
    const { passed, kept } = passedOn(linesOf(before), own, left);
    if (passed.length > 0) waiting.set(one, [...(waiting.get(one) ?? []), ...passed]);
    left = kept;
  }
  return left;
}

async function newest(repository: Repository, waiting: ReadonlyMap<string, unknown>): Promise<string | undefined> {
  let found: { readonly oid: string; readonly time: number } | undefined;
  for (const oid of waiting.keys()) {
    const time = (await readCommit(repository, oid)).committer.timestamp;
    if (!found || time > found.time) found = { oid, time };
  }
  return found?.oid;
}

function createContents(repository: Repository, file: string) {
  const known = new Map<string, Promise<string | undefined>>();
  const read = async (oid: string) => {
    const state = (await ofCommit(repository, oid)).get(file);
    return state && new TextDecoder().decode(await contentOf(repository, state));
  };
  return (oid: string): Promise<string | undefined> => {
    const text = known.get(oid) ?? read(oid);
    known.set(oid, text);
    return text;
  };
}

/** Which of the lines were there before, and where; the others came with this commit. */
function passedOn(before: readonly string[], after: readonly string[], asked: readonly Asked[]) {
  const from = new Map<number, number>();
  let [old, now] = [0, 0];
  const same = (until: number) => {
    while (now < until) from.set(now++, old++);
  };
  for (const { newStart, newCount, oldCount } of lineChanges(before, after)) {
    same(newStart);
    now += newCount;
    old += oldCount;
  }
  same(after.length);
  const passed = asked.flatMap(({ line, at }) => {
    const was = from.get(at);
    return was === undefined ? [] : [{ line, at: was }];
  });
  return { passed, kept: asked.filter(({ at }) => !from.has(at)) };
}
