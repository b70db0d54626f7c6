import type { ReadCommitResult } from "isomorphic-git";
import { changesBetween, type Change } from "../changes";
import { commitForm, formDefaults, formFlags, formOptionals, formValues, type CommitForm } from "../commit-text";
import type { CommitSurroundings } from "../commit-text";
import { createCommitWriter, writerSpec, type CommitWriter } from "../commit-writer";
import type { Repository } from "../context";
import { fatal } from "../failure";
import type { Graph } from "../graph";
import type { Options } from "../options";
import { isNamed } from "../repository";
import { ofCommit } from "../snapshot";
import { changesSpec, hasTables, showsBoth, showsChanges } from "./diff-options";
import { joinedPaths, writeMerge } from "./merge-diff";
import { chosenChanges, writeChanges } from "./write-changes";

/** What every command takes that shows commits. */
export const outputSpec = {
  flags: [
    ...changesSpec.flags,
    ...formFlags,
    ...writerSpec.flags,
    "m",
    "c",
    "cc",
    "first-parent",
    "quiet",
    "full-diff",
    "show-signature",
    "no-mailmap",
    "no-use-mailmap",
    "t",
  ],
  optionals: [...changesSpec.optionals, ...formOptionals, ...writerSpec.optionals],
  values: [...changesSpec.values, ...formValues, "diff-merges"],
  lists: [...(changesSpec.lists ?? []), ...writerSpec.lists],
  short: { ...changesSpec.short, m: "m", c: "c", q: "quiet", t: "t" },
} as const;

/** How what a merge did is shown. */
export type MergeForm = "off" | "separate" | "first parent" | "joined" | "joined whole";

const mergeWords: Readonly<Record<string, MergeForm>> = {
  off: "off",
  none: "off",
  on: "separate",
  m: "separate",
  separate: "separate",
  "first-parent": "first parent",
  "1": "first parent",
  c: "joined whole",
  combined: "joined whole",
  cc: "joined",
  "dense-combined": "joined",
};

export function mergeForm(options: Options, usual: MergeForm): MergeForm {
  const last = options.last("m", "c", "cc", "diff-merges");
  if (last === undefined) return options.has("first-parent") ? "first parent" : usual;
  const word = last === "diff-merges" ? (options.value("diff-merges") ?? "") : last;
  if (word === "remerge" || word === "r") return fatal("--diff-merges=remerge isn't there in the tab: use --cc.");
  if (last === "m" && options.has("first-parent")) return "first parent";
  return mergeWords[word] ?? fatal(`unknown value for --diff-merges: ${word}`);
}

const isUnwritten = ({ name, format }: CommitForm): boolean => name === "own" && format === "";

interface OutputForm {
  readonly merges: MergeForm;
  readonly paths: readonly string[];
  readonly graph?: Graph | undefined;
  /** A commit's changes are shown though no option asks for them. */
  readonly always?: boolean;
  /** A commit that leaves the paths as they are isn't shown. */
  readonly skipsOthers?: boolean;
}

interface CommitLines {
  /** To which a graph joins it. */
  readonly parents?: readonly string[];
  /** Of which alone is told what it did, in place of those asked for. */
  readonly paths?: readonly string[] | undefined;
}

export interface CommitOutput {
  readonly form: CommitForm;
  readonly writer: CommitWriter;
  readonly write: (result: ReadCommitResult, around?: CommitSurroundings, lines?: CommitLines) => Promise<void>;
  /** Something else is about to be written between commits. */
  readonly begin: () => void;
  /** Something else was written. */
  readonly end: () => void;
}

/** Writes commits one below the other, each with what it did where that is asked for. */
export async function createCommitOutput(
  repository: Repository,
  options: Options,
  output: OutputForm,
): Promise<CommitOutput> {
  const form = commitForm(repository, options, await formDefaults(repository));
  const writer = await createCommitWriter(repository, options, form);
  const state = { wasEnded: undefined as boolean | undefined };
  const end = options.has("null") ? "\0" : "\n";
  const between = () => (state.wasEnded === undefined || form.ends !== "between" ? "" : end);
  const one = async (
    result: ReadCommitResult,
    around: CommitSurroundings,
    diff: string,
    parents: readonly string[],
  ) => {
    const { graph } = output;
    const own = await writer.text(result, graph ? { ...around, mark: undefined } : around);
    const text = textOf(own, form);
    const place = { oid: result.oid, parents, sign: graphSign(around.mark) };
    const asRow = state.wasEnded === true && between() === "\n";
    repository.out(besideGraph(graph, place, text, { between: between(), asRow }));
    if (form.ends === "each" && !isUnwritten(form)) repository.out(endOf(text, end, graph));
    if (diff !== "") repository.out(graph ? graph.beside(diff) : diff);
    state.wasEnded = diff !== "" || text.endsWith("\n");
  };
  const write: CommitOutput["write"] = async (result, around = {}, { parents = result.commit.parent, paths } = {}) => {
    let isShown = false;
    const own = paths === undefined ? output : { ...output, paths };
    for (const { diff, from } of await diffsOf(repository, result, { options, form, output: own })) {
      isShown = true;
      await one(result, { ...around, from }, diff, parents);
    }
    if (!isShown) await one(result, around, "", parents);
  };
  return {
    form,
    writer,
    write,
    begin: () => {
      repository.out(between());
    },
    end: () => {
      state.wasEnded = true;
    },
  };
}

const graphSign = (mark: string | undefined): string =>
  mark === "-" ? "o" : mark === undefined || mark === "" ? "*" : mark;

/** A commit's text with what stands before it: a line of its own, or a row of the graph. */
function besideGraph(
  graph: Graph | undefined,
  place: Parameters<Graph["draw"]>[0],
  text: string,
  { between, asRow }: { readonly between: string; readonly asRow: boolean },
): string {
  if (!graph) return between + text;
  return asRow ? graph.draw(place, text, true) : between + graph.draw(place, text);
}

/** A text that has its end already gets a row of the graph below it. */
const endOf = (text: string, end: string, graph: Graph | undefined): string =>
  graph && text.endsWith("\n") ? graph.beside("\n") : end;

/** Forms of one line get their end later, behind what the graph still draws. */
const textOf = (text: string, { name }: CommitForm): string =>
  name === "oneline" || name === "reference" ? text.replace(/\n$/u, "") : text;

interface Diffing {
  readonly options: Options;
  readonly form: CommitForm;
  readonly output: OutputForm;
}

interface Diff {
  readonly diff: string;
  readonly from: string | undefined;
}

/** Whether anything is to be told of what a commit did. */
function tellsChanges(isMerge: boolean, { options, output }: Diffing): boolean {
  if (options.has("no-patch") || options.has("quiet")) return false;
  if (isMerge && output.merges === "off") return false;
  return (
    output.always === true || showsChanges(options) || ["cc", "c", "diff-merges"].some((name) => options.has(name))
  );
}

/** What a commit did; of a merge that is shown by each of its parents, one for each. */
async function diffsOf(repository: Repository, result: ReadCommitResult, diffing: Diffing): Promise<readonly Diff[]> {
  const isMerge = result.commit.parent.length > 1;
  if (!tellsChanges(isMerge, diffing)) return [];
  if (!isMerge || diffing.output.merges !== "separate")
    return [{ diff: await written(repository, (inner) => writeOne(inner, result, diffing)), from: undefined }];
  const diffs: Diff[] = [];
  for (const parent of result.commit.parent) {
    const diff = await written(repository, (inner) => writeAgainst(inner, result, parent, diffing));
    if (diff !== "") diffs.push({ diff, from: parent });
  }
  return diffs;
}

async function written(repository: Repository, write: (inner: Repository) => Promise<void>): Promise<string> {
  let text = "";
  await write({ ...repository, out: (piece) => void (text += piece) });
  return text;
}

async function writeOne(repository: Repository, result: ReadCommitResult, diffing: Diffing): Promise<void> {
  const { options, form, output } = diffing;
  const joins = output.merges === "joined" || output.merges === "joined whole";
  if (result.commit.parent.length < 2 || !joins)
    return writeAgainst(repository, result, result.commit.parent[0], diffing);
  if (!hasTables(options)) return writeMerge(repository, result, !isUnwritten(form));
  return writeJoinedTables(repository, result, diffing);
}

/** Of a merge that is shown joined: numbers as against its first parent, names of those files alone that are its own. */
async function writeJoinedTables(repository: Repository, result: ReadCommitResult, diffing: Diffing): Promise<void> {
  const { options, form, output } = diffing;
  const [first] = result.commit.parent;
  const isOneLine = form.name === "oneline";
  if (!["name-only", "name-status", "raw"].some((name) => options.has(name))) {
    if (isOneLine) repository.out("\n");
    return writeAgainst(repository, result, first, diffing);
  }
  const paths = await joinedPaths(repository, result);
  if (paths.length > 0) return writeAgainst(repository, result, first, { ...diffing, output: { ...output, paths } });
  return repository.out(isUnwritten(form) || isOneLine ? "" : "\n");
}

async function writeAgainst(
  repository: Repository,
  result: ReadCommitResult,
  parent: string | undefined,
  { options, form, output }: Diffing,
): Promise<void> {
  const sides = [await ofCommit(repository, parent), await ofCommit(repository, result.oid)] as const;
  const all = options.has("R") ? changesBetween(sides[1], sides[0]) : changesBetween(sides[0], sides[1]);
  const shown = await chosenChanges(repository, wanted(all, options, output), options, false);
  const isMerge = result.commit.parent.length > 1;
  const isSpaced = form.name !== "oneline" && !isUnwritten(form);
  if (isSpaced && (shown.length > 0 || (isMerge && output.always === true)))
    repository.out(showsBoth(options) ? "---\n" : "\n");
  return writeChanges(repository, wanted(all, options, output), widened(options, output.graph), false);
}

const wanted = (all: readonly Change[], options: Options, { paths }: OutputForm): readonly Change[] =>
  paths.length === 0 || options.has("full-diff") ? all : all.filter(({ path }) => isNamed(path, paths));

/** Beside a graph the table of `--stat` has less room. */
function widened(options: Options, graph: Graph | undefined): Options {
  if (!graph || options.has("stat-width")) return options;
  return { ...options, value: (name) => (name === "stat-width" ? String(80 - graph.width()) : options.value(name)) };
}
