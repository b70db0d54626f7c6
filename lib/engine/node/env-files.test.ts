import { expect, test } from "vitest";
import { readEnvFiles } from "@/lib/engine/node/env-files";

const files: Readonly<Record<string, string>> = {
  "a.env": "A=1\nB=from a\nNODE_OPTIONS=--no-warnings\n",
  "b.env": 'B="from b"\n',
};
const read = (path: string): string | undefined => files[path];

test("later files win over earlier ones, and the environment over all", () => {
  const { pairs, nodeOptions, errors } = readEnvFiles(
    ["--env-file=a.env", "--env-file", "b.env"],
    new Map([["A", "mine"]]),
    read,
  );
  expect(pairs).toEqual(["B=from b", "NODE_OPTIONS=--no-warnings"]);
  expect(nodeOptions).toBe("--no-warnings");
  expect(errors).toEqual([]);
});

test("a file that isn't there is an error, unless it may be missing", () => {
  const { pairs, errors, notes } = readEnvFiles(
    ["--env-file=no.env", "--env-file-if-exists=maybe.env", "--", "--env-file=script.env"],
    new Map(),
    read,
  );
  expect(pairs).toEqual([]);
  expect(errors).toEqual(["no.env: not found"]);
  expect(notes).toEqual(["maybe.env not found. Continuing without it."]);
});
