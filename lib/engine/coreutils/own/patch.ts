import fs from "node:fs";
import { dirname } from "node:path";
import { readFlags, type Call, type Command, type Flags } from "./command";
import { apply, patchesIn, reversed, type Applied, type FilePatch, type Outcome } from "./patch-text";
import { whole } from "./texts";

const nothing = "/dev/null";

function stripped(name: string, count: number | undefined): string {
  if (name === nothing) return name;
  const parts = name.split(/\/+/);
  return count === undefined ? (parts.at(-1) ?? name) : parts.slice(Math.min(count, parts.length - 1)).join("/");
}

function targetOf(
  { oldName, newName }: FilePatch,
  given: string | undefined,
  count: number | undefined,
): string | undefined {
  if (given !== undefined) return given;
  const names = [oldName, newName]
    .map((name) => stripped(name, count))
    .filter((name) => name !== nothing && name !== "");
  return names.find((name) => fs.existsSync(name)) ?? (oldName === nothing ? names[0] : (names.at(-1) ?? names[0]));
}

const escapes = (name: string): boolean => name.startsWith("/") || name.split("/").includes("..");

function rejects(file: string, { oldName, newName }: FilePatch, failed: readonly Outcome[]): string {
  const parts = failed.map(({ hunk }) => {
    const count = (sign: string) => hunk.lines.filter((line) => !line.startsWith(sign)).length;
    const side = (start: number, length: number) => (length === 1 ? String(start) : `${start},${length}`);
    const open = hunk.oldOpen || hunk.newOpen ? "\\ No newline at end of file\n" : "";
    return `@@ -${side(hunk.oldStart, count("+"))} +${side(hunk.newStart, count("-"))} @@\n${hunk.lines.join("\n")}\n${open}`;
  });
  return `--- ${oldName || file}\n+++ ${newName || file}\n${parts.join("")}`;
}

function tell(call: Call, outcomes: readonly Outcome[], isVerbose: boolean): void {
  for (const [at, { line, offset, fuzz, hunk }] of outcomes.entries()) {
    const where = `Hunk #${at + 1}`;
    if (line === undefined) {
      call.out(`${where} FAILED at ${hunk.oldStart}.\n`);
      continue;
    }
    if (offset === 0 && fuzz === 0 && !isVerbose) continue;
    const moved = offset === 0 ? "" : ` (offset ${offset} line${Math.abs(offset) === 1 ? "" : "s"})`;
    call.out(`${where} succeeded at ${line}${fuzz === 0 ? "" : ` with fuzz ${fuzz}`}${moved}.\n`);
  }
}

function linesOf(text: string): { readonly lines: readonly string[]; readonly open: boolean } {
  if (text === "") return { lines: [], open: false };
  const open = !text.endsWith("\n");
  return { lines: (open ? text : text.slice(0, -1)).split("\n"), open };
}

interface Plan {
  readonly flags: Flags;
  readonly file: string;
  readonly isDry: boolean;
  readonly fuzz: number;
}

function store({ flags, file, isDry }: Plan, text: string, removes: boolean): void {
  if (isDry) return;
  const to = flags.value("o") ?? file;
  if (flags.has("b") && fs.existsSync(file)) fs.copyFileSync(file, `${file}.orig`);
  if (removes && text === "") {
    fs.rmSync(file);
    return;
  }
  fs.mkdirSync(dirname(to), { recursive: true });
  fs.writeFileSync(to, text);
}

interface Tried {
  readonly used: FilePatch;
  readonly result: Applied;
  /** It was in there before, and is left so. */
  readonly skipped: boolean;
}

/** A patch that was put in before is noticed by its going in backwards. */
function attempt(call: Call, patch: FilePatch, lines: readonly string[], { flags, fuzz }: Plan): Tried {
  const result = apply(lines, patch.hunks, fuzz, flags.has("l"));
  const straight: Tried = { used: patch, result, skipped: false };
  if (result.outcomes.some(({ line }) => line !== undefined)) return straight;
  const turned = reversed(patch);
  const back = apply(lines, turned.hunks, 0, flags.has("l"));
  if (back.outcomes.length === 0 || back.outcomes.some(({ line }) => line === undefined)) return straight;
  const noticed = "Reversed (or previously applied) patch detected!";
  if (flags.has("N")) {
    call.out(`${noticed}  Skipping patch.\n`);
    return { ...straight, skipped: true };
  }
  if (flags.has("t")) {
    call.out(`${noticed}  Assuming -R.\n`);
    return { used: turned, result: back, skipped: false };
  }
  if (!flags.has("f")) call.out(`${noticed}  Assume -R? [n] \nApply anyway? [n] \nSkipping patch.\n`);
  return { ...straight, skipped: !flags.has("f") };
}

const hunks = (count: number): string => `${count} hunk${count === 1 ? "" : "s"}`;

/** The file with the changes in it: it ends as the patch says, where the patch touches its end. */
function textOf({ used, result }: Tried, wasOpen: boolean): string {
  const last = used.hunks.at(-1);
  const isOpen = last !== undefined && (last.newOpen || last.oldOpen) ? last.newOpen : wasOpen;
  return result.lines.length === 0 ? "" : result.lines.join("\n") + (isOpen ? "" : "\n");
}

/** One file; answers how many of its changes were rejected. */
function patchFile(call: Call, patch: FilePatch, plan: Plan): number {
  const { flags, file, isDry } = plan;
  const { lines, open } = linesOf(fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "");
  if (!flags.has("s")) call.out(`${isDry ? "checking" : "patching"} file ${file}\n`);
  const tried = attempt(call, patch, lines, plan);
  const { outcomes } = tried.result;
  const failed = outcomes.filter(({ line }) => line === undefined);
  if (!tried.skipped && (!flags.has("s") || failed.length > 0)) tell(call, outcomes, flags.has("v"));
  const removes = tried.used.newName === nothing || flags.has("E");
  if (failed.length < outcomes.length) store(plan, textOf(tried, open), removes);
  if (failed.length > 0) reject(call, plan, tried, failed);
  return failed.length;
}

function reject(
  call: Call,
  { flags, file, isDry }: Plan,
  { used, result, skipped }: Tried,
  failed: readonly Outcome[],
) {
  const to = flags.value("r") ?? `${file}.rej`;
  const saved = isDry ? "" : ` -- saving rejects to file ${to}`;
  call.out(`${failed.length} out of ${hunks(result.outcomes.length)} ${skipped ? "ignored" : "FAILED"}${saved}\n`);
  if (!isDry) fs.writeFileSync(to, rejects(file, used, failed));
}

const long = {
  strip: "p",
  input: "i",
  reverse: "R",
  directory: "d",
  forward: "N",
  output: "o",
  fuzz: "F",
  quiet: "s",
  silent: "s",
  backup: "b",
  batch: "t",
  force: "f",
  "ignore-whitespace": "l",
  "remove-empty-files": "E",
  "reject-file": "r",
  verbose: "v",
};

function missing(call: Call, file: string | undefined, given: string | undefined, used: FilePatch): boolean {
  if (file === undefined || (given === undefined && escapes(file))) {
    if (file !== undefined) call.out(`Ignoring potentially dangerous file name ${file}\n`);
    call.out("can't find file to patch\nNo file to patch.  Skipping patch.\n");
    return true;
  }
  if (fs.existsSync(file) || used.oldName === nothing || used.hunks.every(({ oldStart }) => oldStart === 0))
    return false;
  call.out("can't find file to patch at input line 3\nPerhaps you used the wrong -p or --strip option?\n");
  call.out("No file to patch.  Skipping patch.\n");
  return true;
}

function patchAll(call: Call, patches: readonly FilePatch[], flags: Flags, given: string | undefined): number {
  const count = flags.has("p") ? Number(flags.value("p")) : undefined;
  let failed = 0;
  for (const one of patches) {
    const used = flags.has("R") ? reversed(one) : one;
    const file = targetOf(used, given, count);
    if (missing(call, file, given, used) || file === undefined) failed++;
    else
      failed += patchFile(call, used, {
        flags,
        file,
        isDry: flags.has("dry-run"),
        fuzz: Number(flags.value("F") ?? 2),
      });
  }
  return failed;
}

export const patch: Command = async (call) => {
  const flags = readFlags(call.args, "pidoFrBYzDg", long);
  if (flags.has("d")) process.chdir(flags.value("d") ?? ".");
  const [given, input = flags.value("i") ?? "-"] = flags.rest;
  if (input !== "-" && !fs.existsSync(input)) {
    process.stderr.write(`patch: **** Can't open patch file ${input} : No such file or directory\n`);
    return 2;
  }
  const text = Buffer.from(await whole(call, input)).toString("utf8");
  if (text.trim() === "") return 0;
  const patches = patchesIn(text);
  if (patches.every(({ hunks: changes }) => changes.length === 0)) {
    process.stderr.write("patch: **** Only garbage was found in the patch input.\n");
    return 2;
  }
  return Number(patchAll(call, patches, flags, given) > 0);
};
