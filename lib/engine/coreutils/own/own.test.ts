import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Command } from "./command";
import { head, tail } from "./ends";
import { mkdir, rm } from "./files";
import { ls } from "./list";
import { cat, wc } from "./texts";
import { touch } from "./touch";
import { cp, mv } from "./transfer";

const commands: Readonly<Record<string, Command>> = { cat, cp, head, ls, mkdir, mv, rm, tail, touch, wc };
const start = process.cwd();
let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), "coreutils-"));
  process.chdir(folder);
  fs.mkdirSync("dir/inner", { recursive: true });
  fs.writeFileSync("a.txt", "one\ntwo words\nthree\n");
  fs.writeFileSync("dir/b.txt", Array.from({ length: 15 }, (_, at) => `line ${at}\n`).join(""));
  fs.writeFileSync(".hidden", "");
});

afterEach(() => {
  process.chdir(start);
  fs.rmSync(folder, { recursive: true, force: true });
});

async function ours(name: string, args: readonly string[]): Promise<{ out: string; code: number }> {
  const said: Uint8Array[] = [];
  const command = commands[name];
  if (!command) throw new Error(`no ${name}`);
  const code = await command({
    name,
    args,
    out: (text) => void said.push(Buffer.from(text)),
    complain: () => undefined,
  });
  return { out: Buffer.concat(said).toString(), code };
}

function native(name: string, args: readonly string[]): { out: string; code: number } {
  try {
    return {
      out: execFileSync(name, args, {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
        env: { ...process.env, LC_ALL: "C" },
      }),
      code: 0,
    };
  } catch (error) {
    const { stdout, status } = error as { stdout: string; status: number };
    return { out: stdout, code: status };
  }
}

test.each([
  ["cat", "a.txt"],
  ["cat", "-n", "a.txt"],
  ["cat", "a.txt", "missing", "dir/b.txt"],
  ["cat", "dir"],
  ["head", "dir/b.txt"],
  ["head", "-n", "2", "dir/b.txt"],
  ["head", "-3", "a.txt", "dir/b.txt"],
  ["head", "-c", "5", "a.txt"],
  ["tail", "-n", "1", "a.txt"],
  ["tail", "dir/b.txt"],
  ["wc", "-l", "a.txt"],
  ["ls"],
  ["ls", "-a"],
  ["ls", "-A", "dir"],
  ["ls", "missing"],
  ["ls", "-1r"],
])("%s %s %s says what the real one says", async (name, ...args) => {
  expect(await ours(name, args)).toEqual(native(name, args));
});

/** Every path with its content, so that two folders can be compared. */
function everything(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of fs.readdirSync(".", { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    found[file] = entry.isDirectory() ? "folder" : fs.readFileSync(file, "utf8");
  }
  return found;
}

test.each([
  ["mkdir", "new"],
  ["mkdir", "dir"],
  ["mkdir", "-p", "x/y/z", "dir"],
  ["rm", "a.txt"],
  ["rm", "dir"],
  ["rm", "-rf", "dir", "missing"],
  ["rm", "missing"],
  ["cp", "a.txt", "copy.txt"],
  ["cp", "a.txt", "dir"],
  ["cp", "dir", "other"],
  ["cp", "-r", "dir", "other"],
  ["mv", "a.txt", "dir/moved.txt"],
  ["mv", "a.txt", "missing/x"],
  ["touch", "fresh", "a.txt"],
])("%s %s %s leaves what the real one leaves", async (name, ...args) => {
  const kept = fs.mkdtempSync(join(tmpdir(), "coreutils-native-"));
  fs.cpSync(".", kept, { recursive: true });
  const { code } = await ours(name, args);
  const after = everything();
  process.chdir(kept);
  expect({ code, files: after }).toEqual({ code: native(name, args).code, files: everything() });
  process.chdir(folder);
  fs.rmSync(kept, { recursive: true });
});
