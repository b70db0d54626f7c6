import fs from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { tool, ToolFailure, type Options } from "../lines/run-tool";
import { reasonOf, type Call, type Command } from "../own/command";
import { whole } from "../own/texts";

const suffixes: readonly (readonly [packed: string, plain: string])[] = [
  [".gz", ""],
  ["-gz", ""],
  [".z", ""],
  [".Z", ""],
  ["-z", ""],
  [".tgz", ".tar"],
  [".taz", ".tar"],
];

const packedEnd = (name: string): readonly [string, string] | undefined =>
  suffixes.find(([end]) => name.endsWith(end) && name.length > end.length);

const percent = (packed: number, plain: number): string =>
  `${(plain === 0 ? 0 : ((plain - packed) / plain) * 100).toFixed(1)}%`;

/** Without what stands before and behind the packed data, as gzip reckons it. */
const dataSize = (bytes: Uint8Array, name: string): number => bytes.length - 18 - (name === "" ? 0 : name.length + 1);

class Skipped extends Error {
  constructor(
    message: string,
    readonly code: number,
  ) {
    super(message);
  }
}

function inflate(bytes: Uint8Array, name: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) throw new Skipped(`\n${name}: not in gzip format`, 1);
  try {
    return gunzipSync(bytes);
  } catch (error) {
    const isShort = String(error).includes("unexpected end of file");
    throw new Skipped(
      `\n${name}: ${isShort ? "unexpected end of file" : "invalid compressed data--format violated"}`,
      1,
    );
  }
}

/** A file's name stands in what is packed, as gzip puts it there. */
function deflate(bytes: Uint8Array, level: number, name: string, modified: number): Uint8Array {
  const packed = gzipSync(bytes, { level });
  if (name === "") return packed;
  const head = Buffer.from(packed.subarray(0, 10));
  head[3] = 8;
  head.writeUInt32LE(Math.floor(modified) >>> 0, 4);
  return Buffer.concat([head, Buffer.from(`${name}\0`, "latin1"), packed.subarray(10)]);
}

const levelOf = ({ given }: Options): number => Number(given.findLast(([key]) => /^[1-9]$/u.test(key))?.[0] ?? 6);

function replaceFile(from: string, to: string, bytes: Uint8Array, { has }: Options): void {
  if (fs.existsSync(to) && !has("f")) throw new Skipped(`${to} already exists;\tnot overwritten`, 2);
  const stat = fs.statSync(from);
  fs.writeFileSync(to, bytes, { mode: stat.mode & 0o7777 });
  fs.utimesSync(to, stat.atimeMs / 1000, stat.mtimeMs / 1000);
  if (!has("k")) fs.unlinkSync(from);
}

function pack(call: Call, name: string, options: Options): void {
  const stat = fs.statSync(name);
  const base = name.slice(name.lastIndexOf("/") + 1);
  if (packedEnd(name) !== undefined && !options.has("f"))
    throw new Skipped(`${name} already has ${packedEnd(name)?.[0] ?? ""} suffix -- unchanged`, 2);
  const plain = fs.readFileSync(name);
  const packed = deflate(plain, levelOf(options), options.has("n") ? "" : base, stat.mtimeMs / 1000);
  if (options.has("c")) {
    call.out(packed);
    return;
  }
  const to = name + (options.value("S") ?? ".gz");
  replaceFile(name, to, packed, options);
  if (options.has("v"))
    process.stderr.write(
      `${name}:\t ${percent(dataSize(packed, base), plain.length)} -- ${options.has("k") ? "created" : "replaced with"} ${to}\n`,
    );
}

/** `gunzip words` means `words.gz` where only that is there. */
const packedName = (name: string): string =>
  packedEnd(name) === undefined && !fs.existsSync(name) && fs.existsSync(`${name}.gz`) ? `${name}.gz` : name;

function unpack(call: Call, name: string, options: Options): void {
  const file = packedName(name);
  const end = packedEnd(file);
  const stays = options.has("c") || options.has("t");
  if (end === undefined && !stays) throw new Skipped(`${file}: unknown suffix -- ignored`, 2);
  const bytes = fs.readFileSync(file);
  const passes = options.has("c") && options.has("f") && bytes[0] !== 0x1f;
  const made = passes ? bytes : inflate(bytes, file);
  if (!stays && end !== undefined) putUnpacked(file, end, { packed: bytes, plain: made }, options);
  else if (!options.has("t")) call.out(made);
  else if (options.has("v")) process.stderr.write(`${file}:\t OK\n`);
}

function putUnpacked(
  file: string,
  [packedPart, plainPart]: readonly [string, string],
  bytes: { readonly packed: Uint8Array; readonly plain: Uint8Array },
  options: Options,
): void {
  const to = file.slice(0, -packedPart.length) + plainPart;
  replaceFile(file, to, bytes.plain, options);
  if (!options.has("v")) return;
  const ratio = percent(dataSize(bytes.packed, to), bytes.plain.length);
  process.stderr.write(`${file}:\t ${ratio} -- ${options.has("k") ? "created" : "replaced with"} ${to}\n`);
}

function list(call: Call, names: readonly string[]): number {
  const rows = names.map((name) => {
    const bytes = fs.readFileSync(packedEnd(name) === undefined && !fs.existsSync(name) ? `${name}.gz` : name);
    const made = inflate(bytes, name);
    const [end = "", plain = ""] = packedEnd(name) ?? [];
    const shown = end === "" ? name : name.slice(0, -end.length) + plain;
    return {
      packed: bytes.length,
      plain: made.length,
      ratio: percent(dataSize(bytes, shown.slice(shown.lastIndexOf("/") + 1)), made.length),
      name: shown,
    };
  });
  call.out("         compressed        uncompressed  ratio uncompressed_name\n");
  for (const row of rows)
    call.out(
      `${String(row.packed).padStart(19)} ${String(row.plain).padStart(19)} ${row.ratio.padStart(6)} ${row.name}\n`,
    );
  return 0;
}

function* filesBelow(name: string): Iterable<string> {
  if (!fs.statSync(name).isDirectory()) yield name;
  else for (const child of fs.readdirSync(name)) yield* filesBelow(`${name.replace(/\/$/u, "")}/${child}`);
}

async function standard(call: Call, options: Options, unpacks: boolean): Promise<number> {
  const bytes = await whole(call, "-");
  if (!unpacks) call.out(deflate(bytes, levelOf(options), "", 0));
  else if (options.has("t")) inflate(bytes, "stdin");
  else call.out(inflate(bytes, "stdin"));
  return 0;
}

async function each(call: Call, name: string, options: Options, unpacks: boolean): Promise<void> {
  if (name === "-") {
    await standard(call, options, unpacks);
    return;
  }
  if (fs.existsSync(name) && fs.statSync(name).isDirectory() && !options.has("r"))
    throw new Skipped(`${name} is a directory -- ignored`, 2);
  const files = options.has("r") && fs.existsSync(name) ? Array.from(filesBelow(name)) : [name];
  for (const file of files)
    if (unpacks) unpack(call, file, options);
    else pack(call, file, options);
}

const gzipping = (unpacks: boolean, toOutput: boolean): Command =>
  tool(
    {
      short: "123456789cdfhklLnNqrS:tvV",
      long: {
        stdout: "c",
        "to-stdout": "c",
        decompress: "d",
        uncompress: "d",
        force: "f",
        keep: "k",
        list: "l",
        "no-name": "n",
        name: "N",
        quiet: "q",
        recursive: "r",
        suffix: "S=",
        test: "t",
        verbose: "v",
        fast: "1",
        best: "9",
        version: "V",
      },
    },
    async (given, options) => {
      const call: Call = {
        ...given,
        name: "gzip",
        complain: (text) =>
          void process.stderr.write(text.startsWith("\n") ? `\ngzip: ${text.slice(1)}\n` : `gzip: ${text}\n`),
      };
      if (options.has("V")) {
        call.out("gzip 1.12\n");
        return 0;
      }
      const opens = unpacks || options.has("d") || options.has("t");
      const own: Options = toOutput ? { ...options, has: (key) => key === "c" || options.has(key) } : options;
      let code = 0;
      try {
        if (options.has("l")) return list(call, options.rest);
        if (options.rest.length === 0) return await standard(call, own, opens);
      } catch (error) {
        return complained(call, "", error);
      }
      for (const name of options.rest) {
        try {
          await each(call, name, own, opens);
        } catch (error) {
          code = Math.max(code, complained(call, name, error));
        }
      }
      return code;
    },
  );

function complained(call: Call, name: string, error: unknown): number {
  if (error instanceof ToolFailure) throw error;
  if (error instanceof Skipped) {
    call.complain(error.message);
    return error.code;
  }
  const { path } = error as NodeJS.ErrnoException;
  call.complain(`${path ?? name}: ${reasonOf(error)}`);
  return 1;
}

export const gzip = gzipping(false, false);
export const gunzip = gzipping(true, false);
export const zcat = gzipping(true, true);
