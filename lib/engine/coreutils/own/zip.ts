import fs from "node:fs";
import { join, normalize } from "node:path";
import { reasonOf, readFlags, type Call, type Command, type Flags } from "./command";
import { globPattern } from "./glob-pattern";
import { pack, partsOf, zipOf, type Packed, type ZipEntry } from "./zip-format";

interface Wanted {
  readonly path: string;
  readonly name: string;
}

function* walked(path: string, recursive: boolean): Generator<Wanted> {
  const name = normalize(path).replace(/^(?:\.\.?\/)+|^\/+/, "");
  if (!fs.statSync(path).isDirectory()) {
    yield { path, name };
    return;
  }
  if (name !== "." && name !== "") yield { path, name: `${name.replace(/\/$/, "")}/` };
  if (recursive) for (const child of fs.readdirSync(path).toSorted()) yield* walked(join(path, child), true);
}

const entryOf = ({ path, name }: Wanted): ZipEntry => {
  const stat = fs.statSync(path);
  const bytes = stat.isDirectory() ? new Uint8Array(0) : fs.readFileSync(path);
  return { name, bytes, mode: stat.mode, modified: stat.mtime };
};

function told({ entry, bytes, method }: Packed, verb: string): string {
  const saved = entry.bytes.length === 0 ? 0 : Math.round((1 - bytes.length / entry.bytes.length) * 100);
  return `${verb}: ${entry.name} (${method === 8 ? "deflated" : "stored"} ${saved}%)\n`;
}

/** Words behind `-x` or `-i` up to the next option. */
function patternsBehind(args: string[], flag: string): readonly RegExp[] {
  const at = args.indexOf(flag);
  if (at < 0) return [];
  const end = args.findIndex((arg, place) => place > at && arg.startsWith("-"));
  const taken = args.splice(at, (end < 0 ? args.length : end) - at).slice(1);
  return taken.map((pattern) => globPattern(pattern));
}

function existing(archive: string): Map<string, Packed> {
  if (!fs.existsSync(archive)) return new Map();
  const parts = partsOf(fs.readFileSync(archive));
  return new Map(
    parts.map(({ name, mode, modified, read }) => [name, pack({ name, mode, modified, bytes: read() }, 6)]),
  );
}

function failed(call: Call, archive: string, code: number, reason: string): number {
  call.out(`\nzip error: ${reason} (${archive})\n`);
  return code;
}

interface Work {
  readonly archive: string;
  readonly parts: Map<string, Packed>;
  readonly flags: Flags;
  readonly level: number;
  readonly say: (text: string) => void;
  readonly takes: (name: string) => boolean;
}

function remove({ archive, parts, say }: Work, paths: readonly string[]): number {
  const patterns = paths.map((path) => globPattern(path));
  for (const name of [...parts.keys()].filter((one) => patterns.some((pattern) => pattern.test(one)))) {
    parts.delete(name);
    say(`deleting: ${name}\n`);
  }
  fs.writeFileSync(archive, zipOf([...parts.values()]));
  return 0;
}

/** Answers how many files went in. */
function add({ parts, flags, level, say, takes }: Work, path: string): number {
  let added = 0;
  for (const wanted of walked(path, flags.has("r"))) {
    const name = flags.has("j") ? wanted.name.slice(wanted.name.lastIndexOf("/") + 1) : wanted.name;
    if (!takes(name) || (flags.has("D") && name.endsWith("/"))) continue;
    const packed = pack(entryOf({ path: wanted.path, name }), level);
    say(told(packed, parts.has(name) ? "updating" : "  adding"));
    parts.set(name, packed);
    added++;
  }
  return added;
}

function addAll(work: Work, paths: readonly string[]): number {
  let added = 0;
  for (const path of paths) {
    try {
      added += add(work, path);
    } catch (error) {
      const reason = reasonOf(error);
      const fault = reason === "No such file or directory" ? `name not matched: ${path}` : `${path}: ${reason}`;
      work.say(`\tzip warning: ${fault}\n`);
    }
  }
  return added;
}

function workFor(call: Call, given: string, flags: Flags, left: readonly RegExp[], only: readonly RegExp[]): Work {
  const archive = given === "-" || /\.[^/]+$/.test(given) ? given : `${given}.zip`;
  const level = "0123456789".split("").findLast((digit) => call.args.includes(`-${digit}`) || flags.has(digit));
  return {
    archive,
    flags,
    parts: given === "-" ? new Map<string, Packed>() : existing(archive),
    level: Number(level ?? 6),
    say: flags.has("q") || given === "-" ? () => undefined : call.out,
    takes: (name) =>
      name !== "" && !left.some((one) => one.test(name)) && (only.length === 0 || only.some((one) => one.test(name))),
  };
}

export const zip: Command = (call) => {
  const args = [...call.args];
  const [left, only] = [patternsBehind(args, "-x"), patternsBehind(args, "-i")];
  const flags = readFlags(args, "", { "recurse-paths": "r", quiet: "q", "junk-paths": "j", delete: "d", move: "m" });
  const [given, ...paths] = flags.rest;
  if (given === undefined) {
    call.complain("missing archive name");
    return 16;
  }
  const work = workFor(call, given, flags, left, only);
  if (flags.has("d")) return remove(work, paths);
  if (addAll(work, paths) === 0) {
    const tried = `zip ${call.args.join(" ")} . -i ${paths.join(" ")}`;
    return failed(call, work.archive, 12, `Nothing to do! try: ${tried}`);
  }
  const bytes = zipOf([...work.parts.values()]);
  if (given === "-") call.out(bytes);
  else fs.writeFileSync(work.archive, bytes);
  if (flags.has("m")) for (const path of paths) fs.rmSync(path, { recursive: true });
  return 0;
};
