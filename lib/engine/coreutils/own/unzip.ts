import fs from "node:fs";
import { basename, dirname, join } from "node:path";
import { reasonOf, type Call, type Command } from "./command";
import { globPattern } from "./glob-pattern";
import { partsOf, ZipFailure, type ZipPart } from "./zip-format";

interface Asked {
  readonly archive: string;
  readonly wanted: readonly RegExp[];
  readonly left: readonly RegExp[];
  readonly flags: ReadonlySet<string>;
  readonly folder: string;
}

function askedOf(args: readonly string[]): Asked | undefined {
  const flags = new Set<string>();
  const names: string[] = [];
  const left: string[] = [];
  let folder = "";
  let words = names;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (arg === "-d") folder = args[++at] ?? "";
    else if (/^-d./.test(arg)) folder = arg.slice(2);
    else if (arg === "-x") words = left;
    else if (/^-./.test(arg)) for (const letter of arg.slice(1)) flags.add(letter);
    else words.push(arg);
  }
  const [archive, ...wanted] = names;
  if (archive === undefined) return undefined;
  const patterns = (texts: readonly string[]) => texts.map((text) => globPattern(text, flags.has("C")));
  return { archive, wanted: patterns(wanted), left: patterns(left), flags, folder };
}

const two = (value: number): string => String(value).padStart(2, "0");
const stamped = (at: Date): string =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;

function list(call: Call, { archive, flags }: Asked, parts: readonly ZipPart[]): number {
  if (flags.has("1") || (flags.has("Z") && flags.has("1"))) {
    for (const { name } of parts) call.out(`${name}\n`);
    return 0;
  }
  if (!flags.has("q")) call.out(`Archive:  ${archive}\n`);
  call.out("  Length      Date    Time    Name\n---------  ---------- -----   ----\n");
  for (const { size, modified, name } of parts)
    call.out(`${String(size).padStart(9)}  ${stamped(modified)}   ${name}\n`);
  const total = parts.reduce((sum, { size }) => sum + size, 0);
  const files = `${parts.length} file${parts.length === 1 ? "" : "s"}`;
  call.out(`---------                     -------\n${String(total).padStart(9)}                     ${files}\n`);
  return 0;
}

function test(call: Call, { archive, flags }: Asked, parts: readonly ZipPart[]): number {
  let bad = 0;
  if (!flags.has("q")) call.out(`Archive:  ${archive}\n`);
  for (const part of parts) {
    let verdict = "OK";
    try {
      part.read();
    } catch (error) {
      verdict = error instanceof ZipFailure ? error.message : "invalid compressed data to inflate";
      bad++;
    }
    if (!flags.has("q") || verdict !== "OK") call.out(`    testing: ${part.name.padEnd(22)}   ${verdict}\n`);
  }
  call.out(
    bad === 0
      ? `No errors detected in compressed data of ${archive}.\n`
      : `At least one error was detected in ${archive}.\n`,
  );
  return bad === 0 ? 0 : 2;
}

/** A name that leads out of the folder is cut down to one that doesn't. */
function safe(name: string, warn: (text: string) => void): string {
  const kept = name
    .replaceAll("\\", "/")
    .split("/")
    .filter((part, at, all) => part !== ".." && part !== "." && (part !== "" || at === all.length - 1));
  const made = kept.join("/");
  if (made !== name && name.includes("..")) warn(`warning:  skipped "../" path component(s) in ${name}\n`);
  return made;
}

/** Whether a link on the way would lead elsewhere. */
function leavesByLink(folder: string, name: string): boolean {
  const steps = name.split("/").slice(0, -1);
  return steps.some(
    (_, at) =>
      fs.lstatSync(join(folder, ...steps.slice(0, at + 1)), { throwIfNoEntry: false })?.isSymbolicLink() === true,
  );
}

/** Writes a file in the place of what may be there; answers whether it could. */
function writeFile({ out }: Call, { flags }: Asked, part: ZipPart, path: string): void {
  const there = fs.lstatSync(path, { throwIfNoEntry: false });
  if (there && flags.has("n")) return;
  if (there && !flags.has("o")) {
    process.stderr.write(
      `replace ${path}? [y]es, [n]o, [A]ll, [N]one, [r]ename:  NULL\n(EOF or read error, treating as "[N]one" ...)\n`,
    );
    return;
  }
  const bytes = part.read();
  fs.mkdirSync(dirname(path), { recursive: true });
  if (there) fs.rmSync(path, { recursive: true });
  if (!flags.has("q")) out(`${part.method === 8 ? "  inflating" : " extracting"}: ${path}  \n`);
  fs.writeFileSync(path, bytes);
  if (part.mode !== 0) fs.chmodSync(path, part.mode & 0o777);
  fs.utimesSync(path, part.modified, part.modified);
}

function write(call: Call, asked: Asked, part: ZipPart): boolean {
  const { flags, folder } = asked;
  const flat = flags.has("j");
  const name = flat ? basename(part.name) : safe(part.name, (text) => void process.stderr.write(text));
  if (name === "" || (flat && part.name.endsWith("/"))) return true;
  const path = join(folder, name);
  if (leavesByLink(folder || ".", name)) {
    call.complain(`${name}: a link on the way leads elsewhere; skipped`);
    return false;
  }
  if (!name.endsWith("/")) {
    writeFile(call, asked, part, path);
    return true;
  }
  if (!fs.existsSync(path) && !flags.has("q")) call.out(`   creating: ${path}\n`);
  fs.mkdirSync(path, { recursive: true });
  return true;
}

function carryOut(call: Call, asked: Asked, parts: readonly ZipPart[]): number {
  const { flags, archive } = asked;
  if (parts.length === 0 && asked.wanted.length > 0) {
    process.stderr.write(`caution: filename not matched:  ${call.args.at(-1) ?? ""}\n`);
    return 11;
  }
  if (flags.has("l") || flags.has("Z")) return list(call, asked, parts);
  if (flags.has("t")) return test(call, asked, parts);
  if (flags.has("p") || flags.has("c")) {
    for (const part of parts) call.out(part.read());
    return 0;
  }
  if (!flags.has("q")) call.out(`Archive:  ${archive}\n`);
  return parts.map((part) => write(call, asked, part)).every(Boolean) ? 0 : 1;
}

const notThere = (archive: string) => `unzip:  cannot find or open ${archive}, ${archive}.zip or ${archive}.ZIP.\n`;
const broken = (file: string, reason: string) =>
  `Archive:  ${file}\n  ${reason}\nunzip:  cannot find zipfile directory in one of ${file} or\n        ${file}.zip, and cannot find ${file}.ZIP, period.\n`;

export const unzip: Command = (call) => {
  const asked = askedOf(call.args);
  if (asked === undefined) {
    call.out("Usage: unzip [-lopqtnj] file[.zip] [list] [-x xlist] [-d exdir]\n");
    return 10;
  }
  const { archive, wanted, left } = asked;
  const file = [archive, `${archive}.zip`].find((name) => fs.existsSync(name));
  if (file === undefined) {
    process.stderr.write(notThere(archive));
    return 9;
  }
  const wants = ({ name }: ZipPart) =>
    (wanted.length === 0 || wanted.some((one) => one.test(name))) && !left.some((one) => one.test(name));
  try {
    return carryOut(call, { ...asked, archive: file }, partsOf(fs.readFileSync(file)).filter(wants));
  } catch (error) {
    const isBroken = error instanceof ZipFailure;
    process.stderr.write(isBroken ? broken(file, error.message) : `unzip:  ${file}: ${reasonOf(error)}\n`);
    return isBroken ? 9 : 3;
  }
};
