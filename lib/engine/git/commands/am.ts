import { posix as path } from "node:path";
import { endAm, beginAm, mailName, readAm, readAmFile, writeAmFile, type AmForm } from "../am-state";
import { inRepository, type Repository } from "../context";
import { fatal, GitFailure } from "../failure";
import { readInput } from "../input";
import { looksLikeMail, splitMails } from "../mail-split";
import { readOptions, type Options } from "../options";
import { config, headOid } from "../repository";
import { resetMerge } from "../reset-merge";
import { tryResolve } from "../revision";
import { resolveMail, runMails, skipMail, type AmRun } from "./am-steps";
import { pointHead } from "./point";

const spec = {
  flags: [
    "3way",
    "no-3way",
    "quiet",
    "signoff",
    "utf8",
    "no-utf8",
    "keep",
    "keep-non-patch",
    "message-id",
    "no-message-id",
    "keep-cr",
    "no-keep-cr",
    "scissors",
    "no-scissors",
    "ignore-space-change",
    "ignore-whitespace",
    "continue",
    "resolved",
    "skip",
    "abort",
    "quit",
    "committer-date-is-author-date",
    "ignore-date",
    "allow-empty",
    "binary",
    "no-verify",
    "no-gpg-sign",
    "interactive",
    "reject",
  ],
  optionals: ["show-current-patch"],
  values: ["whitespace", "directory", "p", "C", "patch-format", "empty"],
  lists: ["include", "exclude"],
  short: {
    "3": "3way",
    q: "quiet",
    s: "signoff",
    u: "utf8",
    k: "keep",
    b: "binary",
    m: "message-id",
    c: "scissors",
    r: "resolved",
    p: "p",
    C: "C",
    n: "no-verify",
    i: "interactive",
  },
} as const;

const absent = {
  interactive: "am -i isn't there in the tab: leave it out, and use git am --skip for what isn't wanted.",
  reject: "am --reject isn't there in the tab: use am -3, which leaves what doesn't fit as a conflict.",
  include: "am --include isn't there in the tab: use git apply --include.",
  exclude: "am --exclude isn't there in the tab: use git apply --exclude.",
  C: "am -C isn't there in the tab: leave it out.",
} as const;

/** Makes commits of mails. */
export const am = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  checkOptions(repository, options);
  const state = await readAm(repository);
  const typed = [...options.rest, ...(options.paths ?? [])];
  const resumes = modes.find((name) => options.has(name));
  if (!state && resumes !== undefined) return fatal("Resolve operation not in progress, we are not resuming.");
  if (!state) return begin(repository, options, typed);
  if (typed.length > 0 || (resumes === undefined && repository.isTerminal !== true))
    return fatal("previous rebase directory .git/rebase-apply still exists but mbox given.");
  return resume(repository, resumes, options, { state, ...runForm(options) });
});

const modes = ["continue", "resolved", "skip", "abort", "quit", "show-current-patch", "allow-empty"] as const;

function checkOptions(repository: Repository, options: Options): void {
  for (const [name, sentence] of Object.entries(absent)) if (options.has(name)) fatal(sentence);
  if (options.has("binary"))
    repository.err(
      "The -b/--binary option has been a no-op for long time, and\nit will be removed. Please do not use it anymore.\n",
    );
}

function resume(
  repository: Repository,
  mode: (typeof modes)[number] | undefined,
  options: Options,
  run: AmRun,
): Promise<number | void> {
  if (mode === undefined) return runMails(repository, run, true);
  if (mode === "abort") return abort(repository);
  if (mode === "quit") return endAm(repository);
  if (mode === "show-current-patch") return showPatch(repository, run.state.next, options.value(mode));
  return mode === "skip" ? skipMail(repository, run) : resolveMail(repository, run);
}

function runForm(options: Options): Omit<AmRun, "state"> {
  const empty = options.value("empty") ?? "stop";
  if (empty !== "stop" && empty !== "drop" && empty !== "keep") return fatal(`invalid value for '--empty': '${empty}'`);
  return {
    empty,
    allowsEmpty: options.has("allow-empty"),
    dates: {
      committerAsAuthor: options.has("committer-date-is-author-date"),
      ignoresAuthor: options.has("ignore-date"),
    },
  };
}

const isTrue = (text: string | undefined): boolean =>
  text === "true" || text === "yes" || text === "on" || text === "1";

async function formOf(repository: Repository, options: Options): Promise<AmForm> {
  const threeway = options.has("3way") || isTrue(await config(repository, "am.threeway"));
  const passed = ["whitespace", "directory"].flatMap((name) => {
    const value = options.value(name);
    return value === undefined ? [] : [`--${name}=${value}`];
  });
  const folders = options.value("p");
  const blanks = (["ignore-space-change", "ignore-whitespace"] as const).filter((name) => options.has(name));
  return {
    threeway: threeway && !options.has("no-3way"),
    quiet: options.has("quiet"),
    signOff: options.has("signoff"),
    keeps: options.has("keep") ? "all" : options.has("keep-non-patch") ? "other brackets" : undefined,
    messageId: options.has("message-id"),
    scissors: options.has("scissors") ? true : options.has("no-scissors") ? false : undefined,
    applyOptions: [...passed, ...blanks.map((name) => `--${name}`), ...(folders === undefined ? [] : [`-p${folders}`])],
  };
}

async function begin(repository: Repository, options: Options, typed: readonly string[]): Promise<number> {
  const mails = await readMails(repository, options, typed);
  const form = await formOf(repository, options);
  await beginAm(repository, mails, form);
  const head = await headOid(repository);
  await writeAmFile(repository, "abort-safety", `${head ?? ""}\n`);
  if (head !== undefined) await repository.fs.promises.writeFile(`${repository.gitdir}/ORIG_HEAD`, `${head}\n`);
  return runMails(repository, { state: { next: 1, last: mails.length, form }, ...runForm(options) }, false);
}

async function readMails(
  repository: Repository,
  options: Options,
  typed: readonly string[],
): Promise<readonly string[]> {
  const mails: string[] = [];
  for (const name of typed.length === 0 ? ["-"] : typed) {
    const text = name === "-" ? await readInput(repository, "latin1") : await readGiven(repository, name);
    if (mails.length === 0 && name !== "-") checkFormat(options, text);
    mails.push(...splitMails(text, options.has("keep-cr")));
  }
  return mails;
}

function checkFormat(options: Options, text: string): void {
  const format = options.value("patch-format");
  if (format === "mbox" || format === "mboxrd") return;
  if (format !== undefined) fatal(`patches of ${format} aren't read in the tab: make mails of them, or use git apply.`);
  if (!looksLikeMail(text)) throw new GitFailure("Patch format detection failed.");
}

const readGiven = (repository: Repository, name: string): Promise<string> =>
  repository.fs.promises.readFile(path.resolve(repository.cwd, name)).then(
    (bytes) => bytes.toString("latin1"),
    () => fatal(`could not open '${name}' for reading: No such file or directory`),
  );

async function showPatch(repository: Repository, number: number, what: string | undefined): Promise<void> {
  if (what !== undefined && !["", "raw", "diff"].includes(what))
    throw new GitFailure(`error: invalid value for '--show-current-patch': '${what}'`, 129);
  const name = what === "diff" ? "patch" : mailName(number);
  const bytes = await readAmFile(repository, name);
  repository.out(Buffer.from(bytes ?? "", "latin1").toString("utf8"));
}

/** Goes back to where the branch stood before, unless somebody has moved it since. */
async function abort(repository: Repository): Promise<void> {
  const head = await headOid(repository);
  const known = (await readAmFile(repository, "abort-safety"))?.trim();
  const isDirty = (await readAmFile(repository, "dirtyindex")) !== undefined;
  const before = await tryResolve(repository, "ORIG_HEAD");
  if (isDirty || known !== (head ?? "")) {
    if (!isDirty)
      repository.err("warning: You seem to have moved HEAD since the last 'am' failure.\nNot rewinding to ORIG_HEAD\n");
  } else if (before !== undefined) {
    await resetMerge(repository, before, head);
    await pointHead(repository, before, "am --abort");
  }
  await endAm(repository);
}
