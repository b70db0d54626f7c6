import { execFile, execFileSync } from "node:child_process";
import fs from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import http from "isomorphic-git/http/node";
import { runGit } from "../git";
import { runEditor } from "../run-editor";

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Outcomes {
  readonly real: Outcome;
  readonly ours: Outcome;
}

const env = {
  GIT_TERMINAL_PROMPT: "0",
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.org",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.org",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_MERGE_AUTOEDIT: "no",
  GIT_EDITOR: ":",
};

/** The real git; `input` is all that comes to it. */
function runReal(
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>>,
  { clean, input }: { readonly clean: (text: string) => string; readonly input: string },
): Promise<Outcome> {
  return new Promise((resolve) => {
    const given = ["-c", "init.defaultBranch=main", ...args];
    const child = execFile("git", given, { cwd, env: { ...process.env, ...environment } }, (error, out, err) => {
      resolve({ code: Number(error?.code ?? 0), out: clean(out), err: clean(err) });
    });
    // A command that needs no input may be gone before it gets any.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
}

/** Ours, in this process. */
async function runOurs(
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>>,
  { clean, input }: { readonly clean: (text: string) => string; readonly input: string },
): Promise<Outcome> {
  const said = { out: [] as Buffer[], err: "" };
  const code = await runGit(
    {
      fs: { promises: fs.promises },
      http,
      cwd,
      env: environment,
      color: false,
      input: () => Promise.resolve(Buffer.from(input)),
      edit: (editor, file) => runEditor(editor, file, cwd, { ...process.env, ...environment }),
      out: (text) => {
        said.out.push(Buffer.from(text));
      },
      outBytes: (bytes) => {
        said.out.push(Buffer.from(bytes));
      },
      err: (text) => {
        said.err += text;
      },
    },
    args,
  );
  return { code, out: clean(Buffer.concat(said.out).toString()), err: clean(said.err) };
}

/** One folder for the real git and one for ours, in which the same things happen. */
export async function createBoth() {
  const root = await mkdtemp(join(tmpdir(), "git-both-"));
  const folders = { real: join(root, "real", "project"), ours: join(root, "ours", "project") };
  Object.values(folders).forEach((folder) => fs.mkdirSync(folder, { recursive: true }));
  let clock = 1_700_000_000;
  const dated = () => ({ ...env, HOME: root, GIT_AUTHOR_DATE: `${clock} +0100`, GIT_COMMITTER_DATE: `${clock} +0100` });
  const clean = (text: string): string => text.replaceAll(root, "").replaceAll("/real/", "/").replaceAll("/ours/", "/");
  const real = (args: readonly string[], cwd: string, input: string) => runReal(args, cwd, dated(), { clean, input });
  const ours = (args: readonly string[], cwd: string, input: string) => runOurs(args, cwd, dated(), { clean, input });
  const apart = async (forReal: readonly string[], forOurs: readonly string[], input = ""): Promise<Outcomes> => {
    clock += 60;
    const [native, own] = await Promise.all([real(forReal, folders.real, input), ours(forOurs, folders.ours, input)]);
    return { real: native, ours: own };
  };
  return {
    folders,
    /** Runs the same command line in both. Time goes on by a minute. */
    git: (...args: string[]): Promise<Outcomes> => apart(args, args),
    /** The same, with something at its standard input. */
    gitFed: (input: string, ...args: string[]): Promise<Outcomes> => apart(args, args, input),
    /** The same with words of each one's own, such as an address. */
    gitApart: (forReal: readonly string[], forOurs: readonly string[]): Promise<Outcomes> => apart(forReal, forOurs),
    write(path: string, text: string): void {
      for (const folder of Object.values(folders)) {
        fs.mkdirSync(join(folder, path, ".."), { recursive: true });
        fs.writeFileSync(join(folder, path), text);
      }
    },
    /** Runs a script of native programs in each folder; answers what they said. */
    shell(script: string): { readonly real: string; readonly ours: string } {
      clock += 60;
      const run = (cwd: string) =>
        clean(execFileSync("sh", ["-c", script], { cwd, env: { ...process.env, ...dated() }, encoding: "utf8" }));
      return { real: run(folders.real), ours: run(folders.ours) };
    },
    remove(path: string): void {
      for (const folder of Object.values(folders)) fs.rmSync(join(folder, path), { recursive: true });
    },
    read: (path: string) => ({
      real: fs.readFileSync(join(folders.real, path), "utf8"),
      ours: fs.readFileSync(join(folders.ours, path), "utf8"),
    }),
    dispose: () => rm(root, { recursive: true, force: true }),
  };
}

export type Both = Awaited<ReturnType<typeof createBoth>>;
