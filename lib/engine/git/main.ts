import { promises } from "node:fs";
import http from "isomorphic-git/http/web";
import { runGit } from "./git";
import { runEditor } from "./run-editor";

async function readInput(): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces);
}

/** `git` as a program of the engine. */
async function main(): Promise<void> {
  const proxy = process.env["TABSMITH_GIT_PROXY"];
  process.exitCode = await runGit(
    {
      fs: { promises },
      http,
      cwd: process.cwd(),
      env: process.env,
      color: process.stdout.isTTY,
      isShown: process.stdout.isTTY,
      isTerminal: process.stdin.isTTY,
      ...(proxy !== undefined && { corsProxy: proxy }),
      edit: (editor, file) => runEditor(editor, file, process.cwd(), process.env),
      input: readInput,
      out: (text) => void process.stdout.write(text),
      outBytes: (bytes) => void process.stdout.write(bytes),
      err: (text) => void process.stderr.write(text),
    },
    process.argv.slice(2),
  );
}

void main();
