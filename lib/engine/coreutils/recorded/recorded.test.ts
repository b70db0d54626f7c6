import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commands } from "../commands.data";
import { recorded as archives } from "./archives.data";
import { recorded as json } from "./json.data";
import { recorded as lineTools } from "./line-tools.data";
import { recorded as ripgrep } from "./ripgrep.data";
import { recorded as smallTools } from "./small-tools.data";
import { buildPrograms } from "./programs";

let folder: string;
let programs: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "recorded-"));
  programs = await buildPrograms(folder, commands);
  mkdirSync(join(folder, "files"));
  execFileSync("bash", [resolve("lib/engine/coreutils/recorded/files.sh")], { cwd: join(folder, "files") });
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Line = (typeof lineTools)[number];

/** The quotes of GNU's words are plain ones here. */
const plain = (text: string): string => Buffer.from(text, "latin1").toString().replace(/[‘’]/gu, "'");

/** What our programs print and answer; the machine's own stand behind them. */
function outcome(script: string): Promise<Line> {
  const cwd = mkdtempSync(join(folder, "run-"));
  cpSync(join(folder, "files"), cwd, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  const env = {
    PATH: `${programs}:/usr/bin:/bin`,
    HOME: folder,
    USER: "root",
    NODE_ENV: "test" as const,
    LC_ALL: "C.UTF-8",
    TZ: "UTC",
  };
  const clean = (text: string): string =>
    text.replaceAll(Buffer.from(cwd).toString("latin1"), "HERE").replaceAll(`${programs}/`, "");
  return new Promise((done) => {
    const child = execFile("bash", ["-c", script], { cwd, env, encoding: "latin1" }, (error, out, err) => {
      done([script, error === null ? 0 : Number(error.code), clean(out), clean(err)]);
    });
    child.stdin?.end();
  });
}

const readable = ([script, code, out, err]: Line): Line => [script, code, plain(out), plain(err)];

test.each([
  ["the tools for lines", lineTools],
  ["small tools", smallTools],
  ["archives", archives],
  ["jq", json],
  ["rg", ripgrep],
] as const)(
  "prints what was recorded of %s",
  async (_, table) => {
    const ours: Line[] = [];
    for (let at = 0; at < table.length; at += 4)
      ours.push(...(await Promise.all(table.slice(at, at + 4).map(([script]) => outcome(script)))));
    expect(ours.map(readable)).toEqual(table.map(readable));
  },
  480_000,
);
