import { posix as path } from "node:path";
import { bothNames, tryPatches, writeApplied, type ApplyForm } from "../apply-patch";
import { inRepository, type Repository } from "../context";
import { failed, fatal, GitFailure } from "../failure";
import { globToRegExp } from "../glob";
import { readInput } from "../input";
import { readOptions, type Options } from "../options";
import { nameOf, readPatch, reversed, type FilePatch } from "../patch-file";
import { patchNumbers, patchSummary, patchTable } from "../patch-stat";
import { blankEndFaults, faultsTold, mended, whitespaceFaults, type WhitespaceFaults } from "../patch-whitespace";

const spec = {
  flags: [
    "check",
    "stat",
    "numstat",
    "summary",
    "apply",
    "reverse",
    "cached",
    "index",
    "verbose",
    "quiet",
    "allow-empty",
    "unidiff-zero",
    "ignore-whitespace",
    "ignore-space-change",
    "recount",
    "reject",
    "3way",
    "binary",
  ],
  values: ["p", "whitespace", "directory"],
  lists: ["include", "exclude"],
  short: { R: "reverse", v: "verbose", q: "quiet", p: "p", "3": "3way" },
} as const;

const refusals = {
  "3way": "apply --3way isn't there in the tab: `git cherry-pick` joins both sides of a commit that is here.",
  reject: "apply --reject isn't there in the tab: use patch -p1, which leaves what doesn't fit in a file of its own.",
  recount: "apply --recount isn't there in the tab: use patch -p1.",
} as const;

/** Puts a patch into the working tree, the index, or both. */
export const apply = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  for (const [name, sentence] of Object.entries(refusals)) if (options.has(name)) fatal(sentence);
  const typed = [...options.rest, ...(options.paths ?? [])];
  let code = 0;
  let [faults, mends] = [0, 0];
  for (const name of typed.length === 0 ? ["-"] : typed) {
    const done = await applyOne(repository, name, options);
    if (done.code > code) code = done.code;
    faults += done.faults;
    mends += done.mends;
  }
  const action = whitespaceAction(options);
  if (faults === 0) return code;
  const word = action === "error" ? "error" : "warning";
  repository.err(mends > 0 && applies(options) ? faultsTold(mends, word, true) : faultsTold(faults, word, false));
  return action === "error" ? 128 : code;
});

const tables = ["stat", "numstat", "summary"] as const;

const applies = (options: Options): boolean =>
  options.has("apply") || ![...tables, "check"].some((name) => options.has(name));

const whitespaceWords = {
  nowarn: "nowarn",
  warn: "warn",
  fix: "fix",
  strip: "fix",
  error: "error",
  "error-all": "error",
} as const;

function whitespaceAction(options: Options): "nowarn" | "warn" | "fix" | "error" {
  const given = options.value("whitespace");
  if (given === undefined) return applies(options) ? "warn" : "nowarn";
  const known = Object.entries(whitespaceWords).find(([name]) => name === given);
  if (!known) throw new GitFailure(`error: unrecognized whitespace option '${given}'`, 129);
  return known[1];
}

async function readGiven(repository: Repository, name: string): Promise<string> {
  if (name === "-") return readInput(repository, "latin1");
  return repository.fs.promises
    .readFile(path.resolve(repository.cwd, name))
    .then((bytes) => bytes.toString("latin1"))
    .catch(() => failed(`can't open patch '${name}': No such file or directory`, 128));
}

/** Names of a plain patch begin where the command runs, others at the top; `--directory` stands before them all. */
function placed({ cwd, dir }: Repository, options: Options, patch: FilePatch): FilePatch {
  const here = path.relative(dir, cwd);
  const root = options.value("directory") ?? "";
  const place = (name: string | undefined) =>
    name === undefined ? undefined : path.join(patch.isFromTop ? "" : here, root, name);
  return { ...patch, from: place(patch.from), to: place(patch.to) };
}

/** What lies outside the folder that the command runs in is left alone. */
function isWanted({ cwd, dir }: Repository, options: Options, patch: FilePatch): boolean {
  const name = nameOf(patch);
  const here = path.relative(dir, cwd);
  if (here !== "" && !name.startsWith(`${here}/`)) return false;
  const matches = (list: "include" | "exclude") =>
    options.list(list).some((glob) => globToRegExp(glob, true).test(name));
  if (matches("exclude")) return false;
  return !options.has("include") || matches("include");
}

interface Done {
  readonly code: number;
  /** Lines whose blanks are wrong. */
  readonly faults: number;
  /** Those of them that were mended. */
  readonly mends: number;
}

/** A patch that is taken back adds nothing. */
function faultsOf(name: string, patches: readonly FilePatch[], options: Options): WhitespaceFaults {
  if (whitespaceAction(options) === "nowarn" || options.has("reverse")) return { count: 0, text: "" };
  return whitespaceFaults(saidName(name), patches);
}

function nothingIn(options: Options): Done {
  if (options.has("allow-empty")) return { code: 0, faults: 0, mends: 0 };
  return failed('No valid patches in input (allow with "--allow-empty")', 128);
}

const saidName = (name: string): string => (name === "-" ? "<stdin>" : name);

async function applyOne(repository: Repository, name: string, options: Options): Promise<Done> {
  const text = await readGiven(repository, name);
  const all = readPatch(text, Number(options.value("p") ?? 1)).map((patch) => placed(repository, options, patch));
  if (all.length === 0) return nothingIn(options);
  const wanted = all.filter((patch) => isWanted(repository, options, patch));
  const action = whitespaceAction(options);
  const faults = faultsOf(name, wanted, options);
  repository.err(faults.text);
  const turned = options.has("reverse") ? wanted.map(reversed).toReversed() : wanted;
  const patches = action === "fix" ? mended(turned) : turned;
  const writes = applies(options) && !(action === "error" && faults.count > 0);
  const done =
    writes || options.has("check") ? await put(repository, name, patches, { options, writes, faults }) : faults;
  if (done === undefined) return { code: 1, faults: 0, mends: 0 };
  writeTables(repository, patches, options);
  return { code: 0, faults: done.count, mends: action === "fix" ? faults.count : 0 };
}

interface Putting {
  readonly options: Options;
  readonly writes: boolean;
  readonly faults: WhitespaceFaults;
}

/** Answers what is wrong with blanks in all; undefined where some of the patch doesn't fit. */
async function put(
  repository: Repository,
  name: string,
  patches: readonly FilePatch[],
  { options, writes, faults }: Putting,
): Promise<Pick<WhitespaceFaults, "count"> | undefined> {
  const action = whitespaceAction(options);
  const form = applyForm(repository, options);
  const { files, isFaulty, blankEnds } = await tryPatches(repository, patches, form);
  const ends = blankEndFaults(saidName(name), action === "nowarn" ? [] : blankEnds, faults.count);
  repository.err(ends.text);
  if (isFaulty) return undefined;
  if (writes && !(action === "error" && ends.count > 0)) {
    await writeApplied(repository, files, form.target);
    for (const patch of patches) form.tells?.(`Applied patch ${bothNames(patch)} cleanly.\n`);
  }
  return { count: faults.count + ends.count };
}

function applyForm(repository: Repository, options: Options): ApplyForm {
  return {
    target: options.has("cached") ? "index" : options.has("index") ? "both" : "tree",
    bare: options.has("unidiff-zero"),
    blankless: options.has("ignore-whitespace") || options.has("ignore-space-change"),
    trimsEnd: whitespaceAction(options) === "fix",
    tells: options.has("verbose") ? repository.err : undefined,
    complains: options.has("quiet") ? () => undefined : repository.err,
  };
}

function writeTables({ out }: Repository, patches: readonly FilePatch[], options: Options): void {
  if (options.has("stat")) out(patchTable(patches));
  if (options.has("numstat")) out(patchNumbers(patches));
  if (options.has("summary")) out(patchSummary(patches));
}
