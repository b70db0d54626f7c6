import git from "isomorphic-git";
import {
  beginBisection,
  bisectLog,
  candidatesOf,
  endBisection,
  halfWay,
  logBisection,
  namedCommit,
  readBisection,
  stepsLeft,
  type Bisection,
} from "../bisect-state";
import { quoted } from "../alias";
import { inRepository, type Repository } from "../context";
import { failed, fatal, GitFailure } from "../failure";
import { currentBranch, headOid } from "../repository";
import { tryResolve } from "../revision";
import { show } from "./show";
import { checkout } from "./switch";

const subcommands = "help|start|bad|good|new|old|terms|skip|next|reset|visualize|view|replay|log|run";
const usage = `usage: git bisect [${subcommands}]`;

type Verdict = "bad" | "good" | "skip";
/** Undefined while it goes on; what was found, or that it can't be found. */
type Result = "going on" | "found" | "unclear";

async function goTo(repository: Repository, name: string, isQuiet: boolean): Promise<void> {
  const quiet = isQuiet ? { ...repository, err: () => undefined } : repository;
  await checkout.run(quiet, isQuiet ? ["--detach", name] : [name]);
}

async function under(repository: Repository): Promise<Bisection> {
  const found = await readBisection(repository);
  if (found !== undefined) return found;
  throw new GitFailure('You need to start by "git bisect start"\n', 1);
}

async function mark(repository: Repository, verdict: Verdict, oid: string): Promise<void> {
  const name = verdict === "bad" ? "bad" : `${verdict}-${oid}`;
  await git.writeRef({ ...repository, ref: `refs/bisect/${name}`, value: oid, force: true });
  await logBisection(repository, `# ${verdict}: ${await namedCommit(repository, oid)}`);
}

const many = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

/** What it waits for; undefined where there are a bad and a good commit. */
function waiting({ bad, good }: Bisection): string | undefined {
  if (bad !== undefined && good.length > 0) return undefined;
  if (bad !== undefined) return "waiting for good commit(s), bad commit known";
  if (good.length > 0) return `waiting for bad commit, ${many(good.length, "good commit")} known`;
  return "waiting for both good and bad commits";
}

/** Goes to the commit that is to be tried next, or tells which is the first bad one. */
async function next(repository: Repository): Promise<Result> {
  const bisection = await under(repository);
  const { bad, good, skipped } = bisection;
  const status = waiting(bisection);
  if (bad === undefined || status !== undefined) {
    repository.out(`status: ${status ?? ""}\n`);
    await logBisection(repository, `# status: ${status ?? ""}`);
    return "going on";
  }
  const candidates = await candidatesOf(repository, bad, good);
  const chosen = halfWay(candidates, skipped);
  if (chosen === undefined || (chosen.oid === bad && candidates.length > 1)) {
    const left = candidates.filter(({ oid }) => skipped.has(oid) || oid === bad).map(({ oid }) => `${oid}\n`);
    repository.out(
      `There are only 'skip'ped commits left to test.\nThe first bad commit could be any of:\n${left.join("")}We cannot bisect more!\n`,
    );
    return "unclear";
  }
  if (chosen.oid === bad) return tell(repository, bad);
  const best = halfWay(candidates, new Set()) ?? chosen;
  const left = candidates.length - best.weight - 1;
  repository.out(
    `Bisecting: ${many(left, "revision")} left to test after this (roughly ${many(stepsLeft(candidates.length), "step")})\n`,
  );
  await goTo(repository, chosen.oid, true);
  repository.out(`${await namedCommit(repository, chosen.oid)}\n`);
  return "going on";
}

async function tell(repository: Repository, bad: string): Promise<Result> {
  repository.out(`${bad} is the first bad commit\n`);
  await logBisection(repository, `# first bad commit: ${await namedCommit(repository, bad)}`);
  await show.run(repository, ["--stat", "--summary", bad]);
  return "found";
}

/** What is no commit names a path, to which git would keep. */
const pathless = (word: string): never => fatal(`bisect start ${word} isn't there in the tab: leave it out.`);

async function start(repository: Repository, args: readonly string[]): Promise<number> {
  const words = args.includes("--") ? args.slice(0, args.indexOf("--")) : args;
  const option = words.find((word) => word.startsWith("-"));
  if (option !== undefined || args.includes("--")) return pathless(option ?? "-- <path>");
  const oids = await Promise.all(words.map(async (word) => (await tryResolve(repository, word)) ?? pathless(word)));
  const before = await readBisection(repository);
  if (before !== undefined) {
    await goTo(repository, before.start, true);
    await endBisection(repository);
  }
  await beginBisection(
    repository,
    (await currentBranch(repository)) ?? (await headOid(repository)) ?? fatal("bad HEAD - I need a HEAD"),
  );
  for (const [at, oid] of oids.entries()) await mark(repository, at === 0 ? "bad" : "good", oid);
  await logBisection(repository, `git bisect start${words.map((word) => ` ${quoted(word)}`).join("")}`);
  return codeOf(await next(repository));
}

const codeOf = (result: Result): number => (result === "unclear" ? 2 : 0);

async function judge(repository: Repository, verdict: Verdict, names: readonly string[]): Promise<Result> {
  await under(repository);
  if (verdict === "bad" && names.length > 1) return failed("'git bisect bad' can take only one argument.");
  for (const name of names.length > 0 ? names : ["HEAD"]) {
    const oid = (await tryResolve(repository, name)) ?? failed(`Bad rev input: ${name}`);
    await mark(repository, verdict, oid);
    await logBisection(repository, `git bisect ${verdict} ${oid}`);
  }
  return next(repository);
}

async function reset(repository: Repository, [to]: readonly string[]): Promise<number> {
  const found = await readBisection(repository);
  if (found === undefined) {
    repository.out("We are not bisecting.\n");
    return 0;
  }
  await goTo(repository, to ?? found.start, false);
  await endBisection(repository);
  return 0;
}

/** What the exit code of a program says of the commit. */
const verdictOf = (code: number): Verdict => (code === 0 ? "good" : code === 125 ? "skip" : "bad");

/** Lets a program judge, until the commit is found. */
async function run(repository: Repository, words: readonly string[]): Promise<number> {
  await under(repository);
  const { edit } = repository;
  if (words.length === 0) return failed("bisect run failed: no command provided.");
  if (!edit) return failed("cannot run programs here");
  const command = words.map(quoted).join(" ");
  for (;;) {
    repository.out(`running  ${command}\n`);
    const code = await edit(`${command} #`, "");
    if (code < 0 || code > 127)
      return failed(`bisect run failed: exit code ${code} from '${command}' is < 0 or >= 128`, code);
    const result = await judge(repository, verdictOf(code), []);
    if (result === "unclear") return failed("bisect run cannot continue any more", 2);
    if (result === "going on") continue;
    repository.out("bisect found first bad commit");
    return 0;
  }
}

/** Searches for the commit that broke something. */
export const bisect = inRepository(async (repository, [what, ...args]) => {
  switch (what) {
    case "start":
      return start(repository, args);
    case "bad":
    case "new":
      return codeOf(await judge(repository, "bad", args));
    case "good":
    case "old":
      return codeOf(await judge(repository, "good", args));
    case "skip":
      return codeOf(await judge(repository, "skip", args));
    case "next":
      return codeOf(await next(repository));
    case "reset":
      return reset(repository, args);
    case "log":
      repository.out((await bisectLog(repository)) ?? failed("We are not bisecting."));
      return 0;
    case "run":
      return run(repository, args);
    default:
      return refuse(repository, what);
  }
});

function refuse(repository: Repository, what: string | undefined): number {
  if (what === undefined) throw new GitFailure(usage, 1);
  if (what === "help") {
    repository.out(`${usage}\n`);
    return 0;
  }
  if (["terms", "visualize", "view", "replay"].includes(what))
    return fatal(`bisect ${what} isn't there in the tab: use git bisect log.`);
  return failed(`unknown subcommand: \`${what}'\n${usage}`, 129);
}
