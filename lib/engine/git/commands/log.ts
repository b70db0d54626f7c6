import type { ReadCommitResult } from "isomorphic-git";
import { changesBetween, type Change } from "../changes";
import { changesOf, filterSpec } from "../commit-filter";
import {
  commitForm,
  commitText,
  formDefaults,
  formFlags,
  formOptionals,
  formValues,
  type CommitForm,
} from "../commit-text";
import { inRepository, type Repository } from "../context";
import { readDecorations } from "../decorations";
import { fatal } from "../failure";
import { createGraph, type Graph } from "../graph";
import { shownCommits, type Shown } from "../log-walk";
import { readRevisionOptions, type Options } from "../options";
import { isNamed } from "../repository";
import { select, selectionSpec, type Selection } from "../selection";
import { ofCommit } from "../snapshot";
import { writeMerge } from "./merge-diff";
import { changesSpec, colored, showsBoth, showsChanges, writeChanges } from "./write-changes";

const spec = {
  flags: [
    ...changesSpec.flags,
    ...filterSpec.flags,
    ...selectionSpec.flags,
    ...formFlags,
    "graph",
    "follow",
    "walk-reflogs",
    "m",
    "cc",
  ],
  optionals: [...changesSpec.optionals, ...formOptionals],
  values: [...changesSpec.values, ...filterSpec.values, ...formValues, "max-count", "skip", "L"],
  lists: filterSpec.lists,
  short: {
    ...changesSpec.short,
    n: "max-count",
    i: "regexp-ignore-case",
    E: "extended-regexp",
    F: "fixed-strings",
    P: "perl-regexp",
    S: "S",
    G: "G",
    L: "L",
    g: "walk-reflogs",
    m: "m",
  },
  number: "max-count",
} as const;

export const log = inRepository(async (given, args) => {
  const options = readRevisionOptions(args, spec);
  const repository = colored(given, options);
  if (options.has("walk-reflogs")) return fatal("log -g isn't there in the tab: use git reflog.");
  if (options.has("L")) return fatal("log -L isn't there in the tab: use git blame, or log -p with the file's name.");
  if (options.has("graph") && options.has("reverse"))
    return fatal("options '--reverse' and '--graph' cannot be used together");
  const form = commitForm(repository, options, await formDefaults(repository));
  const chosen = await select(repository, options);
  const shown = await shownCommits(repository, options, chosen);
  const graph = options.has("graph") ? createGraph(repository.color) : undefined;
  await writeAll(repository, shown, { options, form, chosen, graph });
  return 0;
});

interface Writing {
  readonly options: Options;
  readonly form: CommitForm;
  readonly chosen: Selection;
  readonly graph: Graph | undefined;
}

const isUnwritten = ({ name, format }: CommitForm): boolean => name === "own" && format === "";

async function writeAll(repository: Repository, { commits, parentsOf }: Shown, writing: Writing): Promise<void> {
  const { options, form, graph } = writing;
  const names = await readDecorations(repository);
  const end = options.has("null") ? "\0" : "\n";
  let wasEnded: boolean | undefined;
  for (const result of commits) {
    const mark = markOf(result.oid, writing);
    const own = commitText(repository, result, form, names.get(result.oid) ?? [], graph ? undefined : mark);
    const text = textOf(own, form);
    const between = wasEnded === undefined || form.ends !== "between" ? "" : end;
    const place = { oid: result.oid, parents: parentsOf(result), sign: mark ?? "*" };
    repository.out(besideGraph(graph, place, text, { between, asRow: wasEnded === true && between === "\n" }));
    if (form.ends === "each" && !isUnwritten(form)) repository.out(endOf(text, end, graph));
    wasEnded = (await writeDiffs(repository, result, writing)) || text.endsWith("\n");
  }
}

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
const textOf = (written: string, { name }: CommitForm): string =>
  name === "oneline" || name === "reference" ? written.replace(/\n$/u, "") : written;

function markOf(oid: string, { options, chosen }: Writing): string | undefined {
  if (!options.has("left-right")) return undefined;
  return chosen.left.has(oid) ? "<" : ">";
}

/** What a commit did, beside the graph if there is one; answers whether there was anything. */
async function writeDiffs(repository: Repository, result: ReadCommitResult, writing: Writing): Promise<boolean> {
  if (!showsChanges(writing.options) && !writing.options.has("cc")) return false;
  let text = "";
  const out = (piece: string) => void (text += piece);
  const { graph } = writing;
  await writeCommitChanges({ ...repository, out }, result, writing);
  if (text !== "") repository.out(graph ? graph.beside(text) : text);
  return text !== "";
}

async function writeCommitChanges(repository: Repository, result: ReadCommitResult, writing: Writing): Promise<void> {
  const { options, form } = writing;
  const isMerge = result.commit.parent.length > 1;
  const spaced = form.name !== "oneline" && !isUnwritten(form);
  if (isMerge && options.has("cc") && !options.has("first-parent"))
    return writeMerge(repository, result, !isUnwritten(form));
  if (isMerge && !options.has("first-parent") && !options.has("m")) return undefined;
  const changes = await changesShown(repository, result, writing);
  if (changes.length === 0) return undefined;
  if (spaced) repository.out(showsBoth(options) ? "---\n" : "\n");
  return writeChanges(repository, changes, widened(options, writing.graph), false);
}

/** Beside a graph the table of `--stat` has less room. */
function widened(options: Options, graph: Graph | undefined): Options {
  if (!graph || options.has("stat-width")) return options;
  return { ...options, value: (name) => (name === "stat-width" ? String(80 - graph.width()) : options.value(name)) };
}

async function changesShown(
  repository: Repository,
  result: ReadCommitResult,
  { options, chosen: { paths } }: Writing,
): Promise<readonly Change[]> {
  const [first] = result.commit.parent;
  const isMerge = result.commit.parent.length > 1;
  const all = isMerge
    ? changesBetween(await ofCommit(repository, first), await ofCommit(repository, result.oid))
    : await changesOf(repository, result);
  return paths.length === 0 || options.has("follow") ? all : all.filter(({ path }) => isNamed(path, paths));
}
