import type { Repository } from "./context";
import { GitFailure } from "./failure";
import { firstLine, readCommit, short, tryResolve } from "./revision";

const named = { p: "pick", r: "reword", e: "edit", s: "squash", f: "fixup", d: "drop", x: "exec", b: "break" } as const;
const commands = Object.values(named);

/** One line of what a rebase is to do. */
export interface Step {
  readonly command: (typeof commands)[number];
  /** Of `exec` and `break` there is none. */
  readonly oid: string;
  /** What `exec` runs; else the subject, for the person who reads it. */
  readonly text: string;
}

export const pick = async (repository: Repository, oid: string): Promise<Step> => ({
  command: "pick",
  oid,
  text: firstLine((await readCommit(repository, oid)).message),
});

export const stepsText = (steps: readonly Step[]): string =>
  steps.map(({ command, oid, text }) => `${[command, oid, text].filter(Boolean).join(" ")}\n`).join("");

/** The list as a person gets to see it: with short names. */
export const shownSteps = (steps: readonly Step[]): string =>
  steps
    .map(({ command, oid, text }) => (oid === "" ? `${command} ${text}`.trimEnd() : `${command} ${short(oid)} ${text}`))
    .map((line) => `${line}\n`)
    .join("");

/** Reads the list back; what isn't a command, or no commit, is refused by its line. */
export async function readSteps(repository: Repository, text: string): Promise<Step[]> {
  const steps: Step[] = [];
  for (const [at, line] of text.split("\n").entries()) {
    const trimmed = line.trim();
    if (trimmed === "" || trimmed.startsWith("#") || trimmed === "noop") continue;
    steps.push(await readStep(repository, trimmed, at + 1));
  }
  return steps;
}

const commandOf = (word: string): Step["command"] | undefined =>
  Object.hasOwn(named, word) ? named[word as keyof typeof named] : commands.find((one) => one === word);

async function readStep(repository: Repository, line: string, number: number): Promise<Step> {
  const [, word = "", rest = ""] = /^(\S+)\s*(.*)$/u.exec(line) ?? [];
  const invalid = (): never => {
    throw new GitFailure(`error: invalid line ${number}: ${line}`, 1);
  };
  const command = commandOf(word) ?? invalid();
  if (command === "break") return { command, oid: "", text: "" };
  if (command === "exec") return { command, oid: "", text: rest };
  const [, name = "", subject = ""] = /^(?:-[cC]\s+)?(\S+)\s*(.*)$/u.exec(rest) ?? [];
  const oid = name === "" ? undefined : await tryResolve(repository, name);
  return { command, oid: oid ?? invalid(), text: subject };
}

/** `fixup!` and `squash!` commits go behind those that they name. */
export async function autosquashed(repository: Repository, steps: readonly Step[]): Promise<Step[]> {
  const subjects = new Map<string, string>();
  for (const { oid } of steps) subjects.set(oid, firstLine((await readCommit(repository, oid)).message));
  const placed: Step[] = [];
  for (const step of steps) {
    const [, kind, wanted = ""] = /^(fixup|squash)! (.*)$/u.exec(subjects.get(step.oid) ?? "") ?? [];
    const bare = wanted.replace(/^(?:(?:fixup|squash)! )+/u, "");
    const isMeant = ({ oid }: Step) => subjects.get(oid)?.startsWith(bare) === true || oid.startsWith(bare);
    const at = bare === "" ? -1 : placed.findIndex(isMeant);
    if (at < 0) placed.push(step);
    else placed.splice(behind(placed, at), 0, { ...step, command: kind === "squash" ? "squash" : "fixup" });
  }
  return placed;
}

/** Behind a commit and what is melded into it already. */
function behind(steps: readonly Step[], at: number): number {
  let end = at + 1;
  while (["fixup", "squash"].includes(steps[end]?.command ?? "")) end += 1;
  return end;
}

export const todoHelp = (from: string, to: string, onto: string, count: number): string => `
# Rebase ${from}..${to} onto ${onto} (${count} command${count === 1 ? "" : "s"})
#
# Commands:
# p, pick <commit> = use commit
# r, reword <commit> = use commit, but edit the commit message
# e, edit <commit> = use commit, but stop for amending
# s, squash <commit> = use commit, but meld into previous commit
# f, fixup <commit> = like "squash", but keep only the previous commit's log message
# x, exec <command> = run command (the rest of the line) using shell
# b, break = stop here (continue rebase later with 'git rebase --continue')
# d, drop <commit> = remove commit
#
# These lines can be re-ordered; they are executed from top to bottom.
#
# If you remove a line here THAT COMMIT WILL BE LOST.
#
# However, if you remove everything, the rebase will be aborted.
#
`;
