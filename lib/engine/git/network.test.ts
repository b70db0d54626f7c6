import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createBoth, type Both } from "./testing/both";
import { startGitServer, type GitServer } from "./testing/git-server";

/** Each step runs two programs, one of which starts processes. */
vi.setConfig({ testTimeout: 90_000 });

let both: Both;
let root: string;
let server: GitServer;

/** A bare repository with two branches and a tag for each of the two, in the same state. */
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "git-server-"));
  for (const name of ["real", "ours"]) {
    execFileSync("git", ["init", "-q", "--bare", "-b", "main", `${name}.git`], { cwd: root });
    execFileSync("git", ["config", "http.receivepack", "true"], { cwd: join(root, `${name}.git`) });
  }
  both = await createBoth();
  server = await startGitServer(root);
});

afterEach(async () => {
  server.close();
  rmSync(root, { recursive: true, force: true });
  await both.dispose();
});

/** Runs the same in both, each with a server side of its own, and compares all that is said. */
async function same(...args: string[]): Promise<{ readonly out: string; readonly err: string }> {
  const { real, ours } = await both.gitApart(
    args.map((arg) => arg.replace("URL", server.url("real.git"))),
    args.map((arg) => arg.replace("URL", server.url("ours.git"))),
  );
  const plain = (text: string) => text.replaceAll(/\/(?:real|ours)\b/gu, "/x");
  const lines = (text: string) =>
    plain(text)
      .split("\n")
      .filter((line) => !/^(?:remote: |POST git|hint: See the|hint: )/u.test(line))
      .join("\n");
  expect({ args, code: ours.code, out: plain(ours.out), err: lines(ours.err) }).toEqual({
    args,
    code: real.code,
    out: plain(real.out),
    err: lines(real.err),
  });
  return ours;
}

async function pushed(): Promise<void> {
  await same("init");
  both.write("a.txt", "one\n");
  both.write("src/b.js", "1;\n");
  await same("add", ".");
  await same("commit", "-qm", "First");
  await same("tag", "v1");
  await same("remote", "add", "origin", "URL");
  await same("push", "-u", "origin", "main");
}

test("pushes a branch for the first time, follows it, and tells how far it is ahead", async () => {
  await pushed();
  await same("status");
  both.write("a.txt", "two\n");
  await same("commit", "-qam", "Second");
  await same("status");
  await same("status", "-sb");
  await same("push");
  await same("push");
  await same("push", "--tags");
  await same("switch", "-c", "topic");
  await same("push");
  await same("push", "-u", "origin", "topic");
  await same("push", "origin", "--delete", "topic");
  await same("branch", "-a");
  await same("push", "origin", "missing");
});

test("clones with all its branches, or one commit of one, and begins where their HEAD is", async () => {
  await pushed();
  await same("clone", "URL", "whole");
  await same("-C", "whole", "status");
  await same("-C", "whole", "log", "--oneline");
  await same("-C", "whole", "branch", "-a");
  await same("-C", "whole", "tag");
  await same("-C", "whole", "remote", "-v");
  expect(both.read("whole/src/b.js").ours).toBe("1;\n");
  both.write("a.txt", "two\n");
  await same("commit", "-qam", "Second");
  await same("push", "-q");
  await same("clone", "-q", "--depth", "1", "URL", "shallow");
  await same("-C", "shallow", "log", "--oneline");
  await same("clone", "URL", "shallow");
  await same("ls-remote");
  await same("-C", "shallow", "status", "-s");
});

test("fetches what others pushed, goes forward with them, and refuses to push over them", async () => {
  await pushed();
  await same("clone", "-q", "URL", "other");
  both.write("other/a.txt", "theirs\n");
  await same("-C", "other", "commit", "-qam", "Theirs");
  await same("-C", "other", "push", "-q");
  await same("-C", "other", "switch", "-qc", "topic");
  await same("-C", "other", "push", "-qu", "origin", "topic");
  await same("fetch");
  await same("status");
  both.write("src/b.js", "2;\n");
  await same("commit", "-qam", "Ours");
  await same("push");
  await same("pull");
  await same("pull", "--no-rebase", "--no-edit");
  await same("log", "--format=%s");
  await same("push", "-q");
  await same("-C", "other", "switch", "main");
  await same("-C", "other", "pull", "-q");
  await same("-C", "other", "status");
  await same("-C", "other", "pull");
  expect(both.read("other/src/b.js").ours).toBe("2;\n");
  await same("switch", "topic");
});

test("ends as git does when there is no repository, no remote, or no word", async () => {
  const missing = await both.gitApart(["clone", server.url("missing.git")], ["clone", server.url("missing.git")]);
  expect(missing.ours.code).toBe(missing.real.code);
  expect(missing.ours.err).toContain("not found");
  await pushed();
  await same("fetch", "nowhere");
  await same("push", "nowhere", "main");
  await same("remote", "set-url", "origin", server.url("private.git"));
  const secret = await both.gitApart(["fetch"], ["fetch"]);
  expect(secret.ours.code).toBe(128);
  expect(secret.ours.err).toBe(`fatal: Authentication failed for '${server.url("private.git")}/'\n`);
});
