import { filterSpec } from "../commit-filter";
import { inRepository, type Repository } from "../context";
import { fatal, GitFailure } from "../failure";
import { createGraph } from "../graph";
import { readInput } from "../input";
import { markOf, shownCommits, walkSpec } from "../log-walk";
import { mergeInProgress } from "../merge-state";
import { readRevisionOptions, type Options } from "../options";
import { shownMoves } from "../reflog-walk";
import { tryResolve } from "../revision";
import { excluding, isRange, select, selectionSpec } from "../selection";
import { createCommitOutput, mergeForm, outputSpec } from "./commit-output";
import { written } from "./written";
import { colored } from "./write-changes";

const spec = {
  flags: [
    ...outputSpec.flags,
    ...filterSpec.flags,
    ...selectionSpec.flags,
    ...walkSpec.flags,
    "graph",
    "no-graph",
    "walk-reflogs",
    "exit-code",
    "stdin",
    "merge",
    "show-linear-break",
    "remerge-diff",
    "mailmap",
    "use-mailmap",
    "simplify-merges",
  ],
  optionals: [...outputSpec.optionals, ...selectionSpec.optionals],
  values: [...outputSpec.values, ...filterSpec.values, "max-count", "skip", "L"],
  lists: [...filterSpec.lists, ...outputSpec.lists, ...selectionSpec.lists],
  short: {
    ...outputSpec.short,
    n: "max-count",
    i: "regexp-ignore-case",
    E: "extended-regexp",
    F: "fixed-strings",
    P: "perl-regexp",
    L: "L",
    g: "walk-reflogs",
  },
  number: "max-count",
} as const;

const absent = {
  L: "log -L isn't there in the tab: use git blame, or log -p with the file's name.",
  "show-linear-break": "log --show-linear-break isn't there in the tab: use --graph.",
  "remerge-diff": "log --remerge-diff isn't there in the tab: use --cc.",
  "simplify-merges": "log --simplify-merges isn't there in the tab: leave it out.",
} as const;

function checkOptions(options: Options): void {
  for (const [name, sentence] of Object.entries(absent)) if (options.has(name)) fatal(sentence);
  if (!options.has("graph")) return;
  for (const other of ["reverse", "walk-reflogs"])
    if (options.has(other)) {
      const names = other === "reverse" ? "'--reverse' and '--graph'" : "'--walk-reflogs' and '--graph'";
      fatal(`options ${names} cannot be used together`);
    }
}

async function optionsOf(repository: Repository, args: readonly string[]): Promise<Options> {
  if (args.at(-1) === "-n") throw new GitFailure("error: -n requires an argument");
  const options = readRevisionOptions(excluding(args), spec);
  checkOptions(options);
  await refuseLate(repository, options, args);
  if (!options.has("stdin")) return options;
  const given = (await readInput(repository)).split("\n").filter((line) => line !== "");
  return { ...options, rest: [...options.rest, ...given] };
}

/** Behind the first word that is no revision nothing may come that looks like an option. */
async function refuseLate(repository: Repository, { rest, paths }: Options, args: readonly string[]): Promise<void> {
  if (
    paths !== undefined ||
    !args.some((arg, at) => arg.startsWith("-") && at > 0 && rest.includes(args[at - 1] ?? ""))
  )
    return;
  for (const word of rest) {
    if (isRange(word) || (await tryResolve(repository, word)) !== undefined) continue;
    const late = args.slice(args.indexOf(word) + 1).find((arg) => /^-./u.test(arg));
    if (late !== undefined) fatal(`option '${late}' must come before non-option arguments`);
  }
}

export const log = inRepository(async (given, args) => {
  const options = await optionsOf(given, args);
  return written(colored(given, options), options, (repository) => writeLog(repository, options));
});

async function writeLog(repository: Repository, options: Options): Promise<number> {
  if (options.has("merge") && (await mergeInProgress(repository)) === undefined)
    return fatal("--merge without MERGE_HEAD?");
  const graph = options.has("graph") ? createGraph(repository.color) : undefined;
  if (options.has("walk-reflogs")) return writeMoves(repository, options);
  const chosen = await select(repository, options);
  const output = await createCommitOutput(repository, options, {
    merges: mergeForm(options, "off"),
    paths: options.has("follow") ? [] : chosen.paths,
    graph,
  });
  const shown = await shownCommits(repository, options, chosen, output.writer.names);
  for (const result of shown.commits) {
    const parents = shown.parentsOf(result);
    const around = {
      mark: markOf(result.oid, options, shown),
      relatives: options.has("parents") ? parents : (shown.childrenOf?.(result.oid) ?? []),
      source: sourceOf(options, output.form.format, shown.sources.get(result.oid)),
    };
    await output.write(result, around, { parents, paths: shown.pathsAt.get(result.oid) });
  }
  return options.has("exit-code") && shown.commits.length > 0 ? 1 : 0;
}

const sourceOf = (options: Options, format: string, source: string | undefined): string | undefined =>
  options.has("source") || format.includes("%S") ? source : undefined;

/** Where a reference has been, the newest first. */
async function writeMoves(repository: Repository, options: Options): Promise<number> {
  const output = await createCommitOutput(repository, options, { merges: mergeForm(options, "off"), paths: [] });
  for (const { result, move } of await shownMoves(repository, options, output.form.date))
    await output.write(result, { move });
  return 0;
}
