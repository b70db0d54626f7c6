import git from "isomorphic-git";
import { changesBetween } from "../changes";
import { inRepository, type Repository } from "../context";
import { fatal } from "../failure";
import { readOptions, type Options } from "../options";
import { config, headOid, repositoryPath } from "../repository";
import { ofCommit, ofIndex, ofWorkingTree } from "../snapshot";
import { listStashes } from "../stashes";
import { foldUntracked, statusRows, withRenames, type StatusRow } from "../status";
import { writeLong } from "./status-long";
import { writeSecond, writeShort } from "./status-short";
import { changesSpec } from "./diff-options";
import { writeChanges } from "./write-changes";

const spec = {
  flags: ["short", "branch", "long", "null", "ahead-behind", "no-renames", "renames", "show-stash", "verbose"],
  optionals: ["untracked-files", "porcelain", "ignored", "find-renames"],
  short: { s: "short", b: "branch", u: "untracked-files", z: "null", v: "verbose", M: "find-renames" },
} as const;

const untrackedModes: Readonly<Record<string, "no" | "normal" | "all">> = {
  no: "no",
  false: "no",
  normal: "normal",
  true: "normal",
  all: "all",
};

type Set = (name: string) => Promise<string>;

async function untrackedOf(options: Options, set: Set): Promise<"no" | "normal" | "all"> {
  const given = options.has("untracked-files")
    ? options.value("untracked-files") || "all"
    : (await set("status.showuntrackedfiles")) || "normal";
  return untrackedModes[given] ?? fatal(`Invalid untracked files mode '${given}'`);
}

async function formOf(options: Options, set: Set): Promise<"short" | "first" | "second" | "long"> {
  if (options.has("porcelain")) {
    const version = options.value("porcelain") || "v1";
    if (["v2", "2"].includes(version)) return "second";
    return ["v1", "1"].includes(version) ? "first" : fatal(`unsupported porcelain version '${version}'`);
  }
  if (options.has("long")) return "long";
  if (options.has("null")) return "first";
  return options.has("short") || (await set("status.short")) === "true" ? "short" : "long";
}

/** What is asked for, by options before the configuration. */
async function askedFor(repository: Repository, options: Options) {
  const set = async (name: string) => (await config(repository, name)) ?? "";
  const form = await formOf(options, set);
  const counts = options.has("show-stash") || (await set("status.showstash")) === "true";
  return {
    form,
    untracked: await untrackedOf(options, set),
    ignored: options.has("ignored") && options.value("ignored") !== "no",
    joins: !options.has("no-renames") && (await set("status.renames")) !== "false",
    branch: options.has("branch") || (form === "short" && (await set("status.branch")) === "true"),
    zero: options.has("null"),
    fromTop: form === "first" || (await set("status.relativepaths")) === "false",
    quotesHigh: (await set("core.quotepath")) !== "false",
    stashes: counts ? (await listStashes(repository)).length : 0,
  } as const;
}

export const status = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  const asked = await askedFor(repository, options);
  const typed = [...options.rest, ...(options.paths ?? [])].map((one) => repositoryPath(repository, one));
  const found = await statusRows(repository, typed.length > 0 ? typed : ["."], { marksIgnored: asked.ignored });
  const all = asked.joins ? await withRenames(repository, found) : found;
  const wanted = asked.untracked === "no" ? all.filter(({ index }) => index !== "?") : all;
  const tracked = asked.untracked === "all" ? undefined : new Set(await git.listFiles({ ...repository }));
  const rows = inOrder(tracked ? foldUntracked(wanted, tracked) : wanted);
  if (asked.form === "second") return writeSecond(repository, rows, asked);
  if (asked.form !== "long") return writeShort(repository, rows, asked);
  await writeLong(repository, rows, { ...asked, isUntrackedShown: asked.untracked !== "no" });
  return options.has("verbose") ? writeVerbose(repository, options.list("verbose").length) : undefined;
});

/** What git knows, what it doesn't, and what it is to leave alone. */
function inOrder(rows: readonly StatusRow[]): readonly StatusRow[] {
  const place = ({ index }: StatusRow) => ["?", "!"].indexOf(index);
  return rows.toSorted((a, b) => place(a) - place(b));
}

/** The changes themselves below their names: what is staged, and asked for twice also what isn't. */
async function writeVerbose(repository: Repository, times: number): Promise<void> {
  const index = await ofIndex(repository);
  const staged = changesBetween(await ofCommit(repository, await headOid(repository)), index);
  const patch = (from: string, to: string) =>
    readOptions(["-p", `--src-prefix=${from}`, `--dst-prefix=${to}`], changesSpec);
  if (times < 2) return writeChanges(repository, staged, patch("a/", "b/"), false);
  if (staged.length > 0) repository.out("Changes to be committed:\n");
  await writeChanges(repository, staged, patch("c/", "i/"), false);
  const changed = changesBetween(index, await ofWorkingTree(repository, (file) => index.has(file)));
  if (changed.length === 0) return undefined;
  repository.out(`${"-".repeat(50)}\nChanges not staged for commit:\n`);
  return writeChanges(repository, changed, patch("i/", "w/"), true);
}
