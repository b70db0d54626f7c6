import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseCommandLine, splitNodeOptions } from "@/lib/engine/node/options";
import type { Tables } from "@/lib/engine/node/tables/tables";

const file = new URL("tables/tables.data.json", import.meta.url);
const tables = JSON.parse(readFileSync(file, "utf8")) as Tables;
const parse = (line: string, nodeOptions?: string) =>
  parseCommandLine(tables, line.split(" ").filter(Boolean), nodeOptions);

test("Node's options end where the script begins", () => {
  const { execArgv, args, values, errors } = parse("--no-warnings -r ./a.js main.js --port 3");
  expect(execArgv).toEqual(["--no-warnings", "-r", "./a.js"]);
  expect(args).toEqual(["main.js", "--port", "3"]);
  expect(values["--warnings"]).toBe(false);
  expect(values["--require"]).toEqual(["./a.js"]);
  expect(errors).toEqual([]);
});

test("aliases, underscores and values after an equals sign mean the same", () => {
  expect(parse("-pe 1+1").values).toMatchObject({ "--print": true, "--eval": "1+1", "[has_eval_string]": true });
  expect(parse("--input_type=module x").values["--input-type"]).toBe("module");
  expect(parse("-C a --conditions=b x").values["--conditions"]).toEqual(["a", "b"]);
});

test("tells what is wrong with a line", () => {
  expect(parse("--no-such-thing").errors).toEqual(["bad option: --no-such-thing"]);
  expect(parse("--eval").errors).toEqual(["--eval requires an argument"]);
  expect(parse("x", "--eval 1").errors).toEqual(["--eval is not allowed in NODE_OPTIONS"]);
});

test("tells which options don't go together", () => {
  expect(parse("--check --eval 1").errors).toEqual(["either --check or --eval can be used, not both"]);
  expect(parse("--watch").errors).toEqual(["--watch requires specifying a file"]);
  expect(parse("--watch --test").errors).toEqual([]);
  expect(parse("--input-type=text x").errors[0]).toMatch(/^--input-type must be "module"/);
  expect(parse("--no-max-http-header-size x").errors).toEqual([
    "--no-max-http-header-size is an invalid negation because it is not a boolean option",
  ]);
});

test("NODE_OPTIONS are split by spaces, with quotes", () => {
  expect(splitNodeOptions('--require "./a b.js" --no-warnings')).toEqual(["--require", "./a b.js", "--no-warnings"]);
  expect(splitNodeOptions('"open')).toBeUndefined();
});
