import fs from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { modeText } from "../small/tree-facts";
import { OptionError } from "../lines/gnu-options";
import { ToolFailure } from "../lines/run-tool";
import { globPattern } from "../own/glob-pattern";
import { reasonOf, type Call, type Command } from "../own/command";
import { whole } from "../own/texts";
import { dated } from "../../text/time-text";
import { entriesFor, excludePatterns, isExcluded } from "./create-tar";
import { finish, unpack, unpackedName, type Unpacking } from "./extract-tar";
import { endBytes, entryBytes, readTar, TarError, type TarEntry } from "./tar-format";
import { tarSettings, type TarSettings } from "./tar-settings";

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

function unpacked(bytes: Uint8Array, name: string): Uint8Array {
  if (isGzip(bytes)) return gunzipSync(bytes);
  const kind =
    bytes[0] === 0x42 && bytes[1] === 0x5a ? "bzip2" : bytes[0] === 0xfd && bytes[1] === 0x37 ? "xz" : undefined;
  if (kind !== undefined)
    throw new ToolFailure(
      `${name}: ${kind} isn't there in the tab: pack it with gzip (tar czf).\nChild returned status 1\nError is not recoverable: exiting now`,
      2,
    );
  return bytes;
}

async function readArchive(call: Call, { file }: TarSettings): Promise<Uint8Array> {
  try {
    return unpacked(await whole(call, file), file);
  } catch (error) {
    if (error instanceof ToolFailure) throw error;
    throw new ToolFailure(`${file}: Cannot open: ${reasonOf(error)}\nError is not recoverable: exiting now`, 2);
  }
}

/** `-rw-r--r-- root/root 38 2024-01-01 00:00 words` */
function longLine(entry: TarEntry, widths: { size: number }): string {
  const kinds = { folder: "d", symlink: "l", link: "h", file: "-" } as const;
  const mode =
    kinds[entry.type] +
    modeText({ mode: entry.mode, isDirectory: () => false, isSymbolicLink: () => false } as fs.Stats).slice(1);
  const owner = `${entry.user || entry.uid}/${entry.group || entry.gid}`;
  const size = String(entry.body.length);
  widths.size = Math.max(widths.size, owner.length + 1 + size.length);
  const pair = owner + size.padStart(widths.size - owner.length);
  const to = entry.type === "symlink" ? ` -> ${entry.target}` : entry.type === "link" ? ` link to ${entry.target}` : "";
  return `${mode} ${pair} ${dated("%Y-%m-%d %H:%M", new Date(entry.modified * 1000))} ${entry.name}${to}`;
}

/** Which members are meant; what is named but not there is told of at the end. */
function createChoice(settings: TarSettings) {
  const usesGlobs = settings.has("wildcards");
  const wanted = settings.operands.map(({ name }) => ({
    name: name.replace(/(?<=.)\/+$/u, ""),
    regex: usesGlobs ? globPattern(name) : undefined,
    isFound: false,
  }));
  const excluded = excludePatterns(settings);
  return {
    has(entry: TarEntry): boolean {
      if (isExcluded(entry.name, excluded, settings)) return false;
      if (wanted.length === 0) return true;
      const plain = entry.name.replace(/\/$/u, "");
      const found = wanted.find(
        ({ name, regex }) => regex?.test(plain) ?? (plain === name || plain.startsWith(`${name}/`)),
      );
      if (found) found.isFound = true;
      return found !== undefined;
    },
    missing: () => wanted.filter(({ isFound }) => !isFound).map(({ name }) => name),
  };
}

const failure = "Exiting with failure status due to previous errors";

function tell(entry: TarEntry, verbosity: number, out: (text: string) => void): void {
  if (verbosity > 0) out(`${verbosity > 1 ? longLine(entry, { size: 18 }) : entry.name}\n`);
}

/** Why an archive can't be made as it is asked for. */
function refusal({ has, operands }: TarSettings): string | undefined {
  const packer = has("j") ? "bzip2" : has("J") ? "xz" : has("zstd") ? "zstd" : undefined;
  if (packer !== undefined) return `${packer} isn't there in the tab: pack it with gzip (tar czf).`;
  if (operands.length > 0 || has("T")) return undefined;
  return "Cowardly refusing to create an empty archive\nTry 'tar --help' or 'tar --usage' for more information.";
}

const isPacked = ({ has, file }: TarSettings): boolean => has("z") || (has("a") && /\.(?:tgz|gz)$/u.test(file));

function create(call: Call, settings: TarSettings, before: readonly TarEntry[]): number {
  const { file, verbosity } = settings;
  const why = refusal(settings);
  if (why !== undefined) throw new ToolFailure(why, 2);
  if (file !== "-" && before.length === 0) fs.writeFileSync(file, "");
  const stat = file === "-" ? undefined : fs.statSync(file, { throwIfNoEntry: false });
  const parts: Uint8Array[] = before.map(entryBytes);
  let code = 0;
  for (const entry of entriesFor(settings, call.complain, stat, () => (code = 2))) {
    tell(entry, verbosity, file === "-" ? (text) => void process.stderr.write(text) : call.out);
    parts.push(entryBytes(entry));
  }
  const size = parts.reduce((all, part) => all + part.length, 0);
  const bytes = Buffer.concat([...parts, endBytes(size)]);
  const packed = isPacked(settings) ? gzipSync(bytes) : bytes;
  if (file === "-") call.out(packed);
  else fs.writeFileSync(file, packed);
  if (code !== 0) call.complain(failure);
  return code;
}

function list(call: Call, bytes: Uint8Array, settings: TarSettings): number {
  const choice = createChoice(settings);
  const widths = { size: 18 };
  for (const entry of readTar(bytes))
    if (choice.has(entry)) call.out(`${settings.verbosity > 0 ? longLine(entry, widths) : entry.name}\n`);
  return ended(call, choice.missing(), true);
}

function ended(call: Call, missing: readonly string[], isFine: boolean): number {
  for (const name of missing) call.complain(`${name}: Not found in archive`);
  if (isFine && missing.length === 0) return 0;
  call.complain(failure);
  return 2;
}

function extract(call: Call, bytes: Uint8Array, settings: TarSettings): number {
  const choice = createChoice(settings);
  const { folder, complain } = { folder: settings.folder, complain: call.complain };
  const root = fs.realpathSync(folder === "" ? "." : folder);
  const unpacking: Unpacking = { settings, root, complain, folders: [] };
  const widths = { size: 18 };
  let isFine = true;
  const toOutput = settings.has("O");
  for (const entry of readTar(bytes)) {
    if (!choice.has(entry)) continue;
    const name = unpackedName(entry, settings, complain);
    if (name === undefined || name === "") continue;
    if (settings.verbosity > 0) {
      const line = `${settings.verbosity > 1 ? longLine(entry, widths) : entry.name}\n`;
      if (toOutput) process.stderr.write(line);
      else call.out(line);
    }
    if (toOutput) call.out(entry.body);
    else isFine = unpack(entry, name, unpacking) && isFine;
  }
  finish(unpacking);
  return ended(call, choice.missing(), isFine);
}

/** Tells in what the files differ from the archive. */
function compare(call: Call, bytes: Uint8Array, settings: TarSettings): number {
  const choice = createChoice(settings);
  let code = 0;
  for (const entry of readTar(bytes)) {
    if (!choice.has(entry)) continue;
    const stat = fs.lstatSync(entry.name, { throwIfNoEntry: false });
    if (stat === undefined) call.complain(`${entry.name}: Warning: Cannot stat: No such file or directory`);
    else if (entry.type === "file" && stat.size !== entry.body.length) call.out(`${entry.name}: Size differs\n`);
    else if (entry.type === "file" && !Buffer.from(entry.body).equals(fs.readFileSync(entry.name)))
      call.out(`${entry.name}: Contents differ\n`);
    else continue;
    code = 1;
  }
  return code;
}

async function run(call: Call): Promise<number> {
  const settings = tarSettings(call.args);
  if (settings.action === "c") return create(call, settings, []);
  if (settings.action === "r" || settings.action === "u") {
    const there = fs.existsSync(settings.file) ? Array.from(readTar(await readArchive(call, settings))) : [];
    return create(call, settings, there);
  }
  if (settings.folder !== "" && !fs.existsSync(settings.folder))
    throw new ToolFailure(
      `${settings.folder}: Cannot open: No such file or directory\nError is not recoverable: exiting now`,
      2,
    );
  const bytes = await readArchive(call, settings);
  if (settings.action === "t") return list(call, bytes, settings);
  return settings.action === "d" ? compare(call, bytes, settings) : extract(call, bytes, settings);
}

/** Packs files into one, and unpacks them. */
export const tar: Command = async (call) => {
  if (call.args[0] === "--version") {
    call.out("tar (GNU tar) 1.34\n");
    return 0;
  }
  try {
    return await run(call);
  } catch (error) {
    if (error instanceof TarError) {
      call.complain(error.message);
      call.complain(error.message.startsWith("Unexpected") ? "Error is not recoverable: exiting now" : failure);
      return 2;
    }
    if (error instanceof OptionError) {
      call.complain(error.message);
      process.stderr.write("Try 'tar --help' or 'tar --usage' for more information.\n");
      return 64;
    }
    if (!(error instanceof ToolFailure)) throw error;
    const lines = error.message.split("\n");
    for (const line of lines)
      if (line.startsWith("Try ")) process.stderr.write(`${line}\n`);
      else call.complain(line);
    return error.code;
  }
};
