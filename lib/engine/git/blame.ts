import { changesBetween } from "./changes";
import type { Repository } from "./context";
import { lineChanges, linesOf } from "./line-diff";
import { withRenames } from "./renames";
import { readCommit } from "./revision";
import { contentOf, ofCommit, type FileState } from "./snapshot";

/** A file as one commit has it. */
export interface Origin {
  readonly oid: string;
  readonly path: string;
}

export interface BlamedLine {
  readonly text: string;
  /** Where it was put there; undefined for what isn't committed. */
  readonly origin: Origin | undefined;
  /** Its number there, from 0. */
  readonly at: number;
  /** The file before that commit, if it was there. */
  readonly previous: Origin | undefined;
  /** It may be older than what was looked at. */
  readonly boundary: boolean;
}

/** A line with its number, from 1. */
export type NumberedLine = BlamedLine & { readonly number: number };

export interface BlameForm {
  readonly head: string;
  readonly committed: boolean;
  /** Commits that aren't looked at, with all behind them. */
  readonly excluded: ReadonlySet<string>;
  readonly firstParent: boolean;
  readonly ignoresBlanks: boolean;
  readonly rootIsBoundary: boolean;
}

interface Asked {
  /** Where the line stands in the text that was asked about. */
  readonly line: number;
  /** Where it stands in the commit at hand. */
  readonly at: number;
}

interface Work {
  readonly repository: Repository;
  readonly form: BlameForm;
  readonly waiting: Map<string, { readonly origin: Origin; asked: readonly Asked[] }>;
  readonly texts: Map<string, Promise<string | undefined>>;
}

const keyOf = ({ oid, path }: Origin): string => `${oid} ${path}`;

/** Says of each line of a text which commit it comes from, going back from `head`; through files' other names as well. */
export async function blame(
  repository: Repository,
  file: string,
  text: string,
  form: BlameForm,
): Promise<BlamedLine[]> {
  const lines = linesOf(text);
  const top = { oid: form.head, path: file };
  const unknown = { origin: undefined, previous: form.committed ? undefined : top, boundary: false };
  const answer: BlamedLine[] = lines.map((line, at) => ({ text: line, at, ...unknown }));
  const work: Work = { repository, form, waiting: new Map(), texts: new Map() };
  const all = lines.map((_, line) => ({ line, at: line }));
  const asked = form.committed ? all : passedOn(linesOf((await textAt(work, top)) ?? ""), lines, all, form).passed;
  work.waiting.set(keyOf(top), { origin: top, asked });
  for (let next = await newest(work); next; next = await newest(work)) {
    const { left, previous, isRoot } = await passToParents(work, next.origin, next.asked);
    const boundary = form.excluded.has(next.origin.oid) || (isRoot && form.rootIsBoundary);
    for (const { line, at } of left)
      answer[line] = { text: lines[line] ?? "", origin: next.origin, at, previous, boundary };
  }
  return answer;
}

/** What no parent has had stays with the commit. */
async function passToParents(work: Work, origin: Origin, asked: readonly Asked[]) {
  work.waiting.delete(keyOf(origin));
  if (work.form.excluded.has(origin.oid)) return { left: asked, previous: undefined, isRoot: false };
  const { parent } = await readCommit(work.repository, origin.oid);
  const own = await textAt(work, origin);
  const parents = await originsOf(work, origin, work.form.firstParent ? parent.slice(0, 1) : parent);
  let left = asked;
  for (const { before, text } of parents.toSorted((a, b) => Number(b.text === own) - Number(a.text === own))) {
    const { passed, kept } = passedOn(linesOf(text), linesOf(own ?? ""), left, work.form);
    if (passed.length > 0) wait(work, before, passed);
    left = kept;
  }
  return { left, previous: parents[0]?.before, isRoot: parent.length === 0 };
}

function wait({ waiting }: Work, origin: Origin, asked: readonly Asked[]): void {
  const known = waiting.get(keyOf(origin));
  if (known) known.asked = [...known.asked, ...asked];
  else waiting.set(keyOf(origin), { origin, asked });
}

/** The file in each parent, by its own name or by the one that it had before. */
async function originsOf(work: Work, { oid, path }: Origin, parents: readonly string[]) {
  const found: { readonly before: Origin; readonly text: string }[] = [];
  for (const parent of parents) {
    const same = { oid: parent, path };
    const text = await textAt(work, same);
    const before = text === undefined ? await movedFrom(work.repository, parent, { oid, path }) : same;
    const own = before && (text ?? (await textAt(work, before)));
    if (before && own !== undefined) found.push({ before, text: own });
  }
  return found;
}

async function movedFrom(repository: Repository, parent: string, { oid, path }: Origin): Promise<Origin | undefined> {
  const read = (state: FileState | undefined) => contentOf(repository, state);
  const changes = changesBetween(await ofCommit(repository, parent), await ofCommit(repository, oid));
  const near = changes.filter((change) => !change.after || change.path === path);
  const moved = await withRenames(near, async ({ before, after }) => ({
    before: await read(before),
    after: await read(after),
  }));
  const from = moved.find((change) => change.path === path)?.rename?.from;
  return from === undefined ? undefined : { oid: parent, path: from };
}

async function newest({ repository, waiting }: Work) {
  let found: { readonly origin: Origin; readonly asked: readonly Asked[]; readonly time: number } | undefined;
  for (const one of waiting.values()) {
    const time = (await readCommit(repository, one.origin.oid)).committer.timestamp;
    if (!found || time > found.time) found = { ...one, time };
  }
  return found;
}

function textAt({ repository, texts }: Work, origin: Origin): Promise<string | undefined> {
  const read = async () => {
    const state = (await ofCommit(repository, origin.oid)).get(origin.path);
    return state && new TextDecoder("utf8", { ignoreBOM: true }).decode(await contentOf(repository, state));
  };
  const text = texts.get(keyOf(origin)) ?? read();
  texts.set(keyOf(origin), text);
  return text;
}

const bare = (lines: readonly string[]): readonly string[] => lines.map((line) => line.replaceAll(/\s/gu, ""));

/** Which of the lines were there before, and where; the others came with this commit. */
function passedOn(
  before: readonly string[],
  after: readonly string[],
  asked: readonly Asked[],
  { ignoresBlanks }: Pick<BlameForm, "ignoresBlanks">,
) {
  const from = new Map<number, number>();
  let [old, now] = [0, 0];
  const same = (until: number) => {
    while (now < until) from.set(now++, old++);
  };
  const [one, other] = ignoresBlanks ? [bare(before), bare(after)] : [before, after];
  for (const { newStart, newCount, oldCount } of lineChanges(one, other)) {
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
