import { posix as path } from "node:path";
import type { ReadCommitResult } from "isomorphic-git";
import { changesOf } from "../commit-filter";
import { inRepository, type Repository } from "../context";
import { fatal } from "../failure";
import { mailText } from "../mail-text";
import { readRevisionOptions, type Options } from "../options";
import { config } from "../repository";
import { version } from "../version";
import { coverLetter } from "./cover-letter";
import { fileNameOf, prefixOf, readSeries, seriesSpec, slugOf, type Series } from "./patch-series";
import { showsBoth } from "./diff-options";
import { writeChanges } from "./write-changes";

const absent = {
  attach: "--attach isn't there in the tab: leave it out, patches stand in the mail itself.",
  inline: "--inline isn't there in the tab: leave it out, patches stand in the mail itself.",
  thread: "--thread isn't there in the tab: what sends the mails can join them.",
  base: "--base isn't there in the tab: say in the cover letter where the patches begin.",
  interdiff: "--interdiff isn't there in the tab: use git diff between both versions.",
  "range-diff": "--range-diff isn't there in the tab: use git diff between both versions.",
  "ignore-if-in-upstream": "--ignore-if-in-upstream isn't there in the tab: git cherry tells what is there already.",
} as const;

/** Commits as mails, each in a file of its own, or one behind the other. */
export const formatPatch = inRepository(async (repository, args) => {
  const options = readRevisionOptions(args, seriesSpec);
  for (const [name, sentence] of Object.entries(absent)) if (options.has(name)) fatal(sentence);
  for (const name of ["name-only", "name-status", "check"])
    if (options.has(name)) fatal(`--${name} does not make sense`);
  const plain = { ...repository, color: false };
  const series = await readSeries(plain, options, version);
  const write = await writerOf(plain, options);
  const { form, commits } = series;
  if (form.hasCover && commits.length > 0)
    await write(fileNameOf(form, 0, "cover-letter"), await coverLetter(plain, series));
  for (const [at, result] of commits.entries()) {
    const number = form.start + at;
    const text = await patchText(plain, series, result, { number, options });
    await write(fileNameOf(form, number, slugOf(result), Number(options.value("filename-max-length") ?? 64)), text);
  }
  return 0;
});

/** Puts a mail where it is to go, and says so. */
async function writerOf(
  repository: Repository,
  options: Options,
): Promise<(name: string, text: string) => Promise<void>> {
  const { promises: fs } = repository.fs;
  if (options.has("stdout")) {
    if (options.has("output-directory"))
      return fatal("options '--stdout' and '--output-directory' cannot be used together");
    return inARow(repository);
  }
  const folder = options.value("output-directory") ?? (await config(repository, "format.outputdirectory")) ?? "";
  if (folder !== "") await fs.mkdir(path.resolve(repository.cwd, folder), { recursive: true });
  const place = folder === "" || folder.endsWith("/") ? folder : `${folder}/`;
  return async (name, text) => {
    await fs.writeFile(path.resolve(repository.cwd, place + name), text);
    if (!options.has("quiet")) repository.out(`${place}${name}\n`);
  };
}

/** Between two mails stands a line. */
function inARow({ out }: Repository): (name: string, text: string) => Promise<void> {
  let isFirst = true;
  return (name, text) => {
    if (text !== "" && !isFirst && !name.includes("0000-cover")) out("\n");
    if (text !== "" && !name.includes("0000-cover")) isFirst = false;
    return Promise.resolve(out(text));
  };
}

async function patchText(
  repository: Repository,
  { form }: Series,
  result: ReadCommitResult,
  { number, options }: { readonly number: number; readonly options: Options },
): Promise<string> {
  const all = await changesOf(repository, result);
  if (all.length === 0 && !options.has("always")) return "";
  const { sender, headers, replies, keepsSubject, signature } = form;
  let text = mailText(result, {
    prefix: prefixOf(form, number),
    sender,
    headers,
    replies,
    keepsLines: keepsSubject,
    ...(options.has("zero-commit") && { oid: "0".repeat(40) }),
  });
  const out = (piece: string) => void (text += piece);
  const withTable = !options.has("no-stat");
  const shown = mailed(options, withTable);
  if (all.length > 0) text += showsBoth(shown) ? "---\n" : "\n";
  await writeChanges({ ...repository, out }, all, shown, false);
  return text + signature;
}

const tables = ["stat", "numstat", "shortstat", "summary", "dirstat", "raw"] as const;

/** A patch in a mail: with the table that shows what it touches, in the width of mails. */
function mailed(options: Options, withTable: boolean): Options {
  const asked = tables.some((name) => options.has(name));
  const always = new Set(["patch", ...(options.has("no-binary") ? [] : ["binary"])]);
  if (withTable && !asked) for (const name of ["stat", "summary"]) always.add(name);
  const has = (name: string) =>
    always.has(name) || (!["no-patch", "null"].includes(name) && name !== "no-stat" && options.has(name));
  const value = (name: string) =>
    options.value(name) ?? (name === "stat-width" && !options.value("stat") ? "72" : undefined);
  return { ...options, has, value };
}
