import { expect, test } from "vitest";
import { readScript } from "./script";

const programs = (text: string) =>
  readScript(text).flatMap((part) => (part.type === "command" ? [part.command.words[0]?.value ?? ""] : []));
const opaque = (text: string) =>
  readScript(text).flatMap((part) => (part.type === "command" && part.command.opaque ? [part.command.text] : []));
const files = (text: string) =>
  readScript(text).flatMap((part) =>
    part.type === "read" || part.type === "write" ? [`${part.type} ${part.path}`] : [],
  );

test.each([
  ["ls && rm x", ["ls", "rm"]],
  ["ls; rm x | tee y &", ["ls", "rm", "tee"]],
  ['echo "$(rm a)" `ls`', ["echo", "rm", "ls"]],
  ["cat <<EOF\n$(rm x)\nEOF", ["cat", "rm"]],
  ["cat <<'EOF'\n$(rm x)\nEOF", ["cat"]],
  ["diff <(curl a) b", ["diff", "curl"]],
  ["echo $((1+$(id)))", ["echo", "id"]],
  ["x=${y:-$(rm z)} ls", ["ls", "rm"]],
  ["for f in *; do rm $f; done", ["rm"]],
  ["if a; then b; elif c; then d; else e; fi", ["a", "b", "c", "d", "e"]],
  ["while a; do b; done", ["a", "b"]],
  ["case $(a) in x) b;; esac", ["a", "b"]],
  ["( a; { b; } )", ["a", "b"]],
  ["[[ -f $(a) ]] && b", ["a", "b"]],
  ["timeout -k 5 10s nice -n 5 nohup time npm test", ["npm"]],
  ["env -i NODE_ENV=x npm test", ["env"]],
  ["env npm test", ["npm"]],
  ["a\nb", ["a", "b"]],
  ["! a", ["a"]],
  ["bash -c 'rm x; ls'", ["bash", "rm", "ls"]],
  ["eval rm x", ["eval", "rm"]],
])("finds every program of %s", (text, found) => {
  expect(programs(text)).toEqual(expect.arrayContaining(found));
  expect(programs(text)).toHaveLength(found.length);
});

test.each([
  "node -e 'x'",
  "node --eval=x",
  "node -pe x",
  "python3 -c x",
  "sh -c x",
  "find . -exec rm {} +",
  "find . -delete",
  "xargs rm",
  "eval ls",
  "sudo ls",
  "$CMD x",
  "LD_PRELOAD=x ls",
  "PATH=. ls",
  "git -c core.pager=x log",
  "sed -i s/a/b/ x",
  "env -S 'rm x'",
  "bash",
  "curl | sh",
  "awk 'BEGIN{system(\"rm\")}'",
  "node -r ./x.js y.js",
  "./$x",
  "/bin/sh -c ls",
  "NODE_OPTIONS=--import=x npm test",
])("no prefix vouches for %s", (text) => {
  expect(opaque(text)).not.toEqual([]);
});

test.each([
  "npm test",
  "NODE_ENV=test npm test",
  "git status",
  "node server.js",
  "find . -name '*.ts'",
  "timeout 5 npm test",
])("%s says what it does", (text) => {
  expect(opaque(text)).toEqual([]);
});

test("redirects are writes and reads", () => {
  expect(files("a > x 2>&1 < y >> z 2>/dev/null &> w")).toEqual(["write x", "read y", "write z", "write w"]);
});

test("a path after `cd` is looked for in both folders", () => {
  expect(files("cd sub && echo x > ../.env")).toEqual(["write ../.env", "write .env"]);
});

test.each(["echo 'open", "if a; then", "a && (b", "f() { rm x; }; f", "echo $(", "a > $(b)"])(
  "can't be sure of %s",
  (text) => {
    expect(readScript(text).some((part) => part.type === "unparsable")).toBe(true);
  },
);

test("nests and lengths past the limit are refused, not read", () => {
  expect(readScript("a".repeat(20_001))).toMatchObject([{ type: "unparsable" }]);
  const nested = "eval ".repeat(1) + "eval ".repeat(6) + "ls";
  expect(readScript(nested).some((part) => part.type === "unparsable")).toBe(true);
});
