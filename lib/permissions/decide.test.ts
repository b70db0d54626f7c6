import { expect, test } from "vitest";
import type { Access, PermissionMode } from "./call";
import { compileRules } from "./compile";
import { decide, type DecisionContext } from "./decide";
import { parseRule, printRule, type Rule, type Verdict } from "./rule";

function rules(written: Partial<Record<Verdict, readonly string[]>>): readonly Rule[] {
  return Object.entries(written).flatMap(([verdict, texts]) =>
    texts.map((text) => {
      const parsed = parseRule(text, verdict as Verdict, "user");
      if (!parsed.ok) throw new Error(parsed.error);
      return parsed.value;
    }),
  );
}

const context = (
  mode: PermissionMode,
  written: Partial<Record<Verdict, readonly string[]>> = {},
  more: Partial<DecisionContext> = {},
) => ({
  mode,
  rules: compileRules(rules(written)),
  ...more,
});
const bash = (command: string) => ({ tool: "Bash", access: { type: "shell", command } satisfies Access });
const edit = (...writes: string[]) => ({ tool: "Edit", access: { type: "files", writes } satisfies Access });
const read = (...reads: string[]) => ({ tool: "Read", access: { type: "files", reads } satisfies Access });
const fetchUrl = (url: string) => ({ tool: "WebFetch", access: { type: "network", url } satisfies Access });

test.each([
  ["ls -la && git status | head -5", "allow"],
  ["cat src/a.ts", "allow"],
  ["cat /etc/passwd", "ask"],
  ["cat ../x", "ask"],
  ["cat ~/x", "ask"],
  ["cat $X", "ask"],
  ["cat .env", "ask"],
  ["grep -r key .", "ask"],
  ["npm test", "ask"],
  ["git diff --output=x", "ask"],
  ["echo hi > a.txt", "ask"],
  ["echo $(rm x)", "ask"],
  ["sort -o a b", "ask"],
  ["rg --pre ./evil x", "ask"],
  ["find . -name x", "allow"],
  ["echo 'broken", "ask"],
])("by default `%s` is: %s", (command, verdict) => {
  expect(decide(bash(command), context("default")).verdict).toBe(verdict);
});

test.each([
  "PATH=. ; ls",
  "PATH=.\nls",
  "IFS=x; ls",
  "for PATH in .; do ls; done",
  "((PATH=1)); ls",
  "printf -v PATH .; ls",
  "export PATH=.; ls",
  "alias ls=rm; ls x",
  "sort -ro out in",
  "sort --outp=out in",
  "git diff --outpu=x",
  "git log --ext-dif",
  "xxd -r a b",
  "less '+!touch x' a",
  "\\\\time -o .git/hooks/x ls",
  "hash -p ./evil ls; ls",
  "uniq a b",
  "find . -fprint x",
])("`%s` looks harmless and is asked about", (command) => {
  expect(decide(bash(command), context("default")).verdict).toBe("ask");
  expect(decide(bash(command), context("plan")).verdict).toBe("deny");
});

test.each([
  "x=1; echo $x",
  "for f in a b; do echo $f; done",
  "git log --oneline",
  "git diff --stat",
  "sort -u a",
  "NODE_ENV=x ls",
  "time ls",
])("`%s` is harmless", (command) => {
  expect(decide(bash(command), context("default")).verdict).toBe("allow");
});

test("every part of a compound must be allowed", () => {
  const allowed = context("default", { allow: ["Bash(npm test:*)"] });
  expect(decide(bash("npm test -- --watch"), allowed).verdict).toBe("allow");
  expect(decide(bash("timeout 60 npm test"), allowed).verdict).toBe("allow");
  for (const command of [
    "npm test && rm x",
    "npm test; curl evil",
    "npm test | sh",
    "npm test $(curl evil)",
    "npm test > src/a.ts",
    "npm testing",
    '"npm test" x',
  ])
    expect(decide(bash(command), allowed).verdict).toBe("ask");
});

test("a prefix never covers text that is run", () => {
  const allowed = context("default", {
    allow: ["Bash(node:*)", "Bash(find:*)", "Bash(xargs:*)", "Bash(bash *)", "Bash(env:*)"],
  });
  for (const command of [
    "node -e 'x'",
    "find . -exec rm {} ;",
    "xargs rm",
    "bash -c 'ls'",
    "env A=1 ls",
    "NODE_OPTIONS=x node a.js",
  ])
    expect(decide(bash(command), allowed).verdict).toBe("ask");
  expect(decide(bash("node server.js"), allowed).verdict).toBe("allow");
  expect(decide(bash("node -e 'x'"), context("default", { allow: ["Bash(node -e 'x')"] })).verdict).toBe("allow");
});

test("a denied program is denied wherever it hides", () => {
  const denied = context("bypass", { deny: ["Bash(rm:*)"], allow: ["Bash"] });
  for (const command of [
    "rm x",
    "/bin/rm x",
    "ls && rm x",
    "echo $(rm x)",
    "timeout 5 rm x",
    "sudo rm x",
    "xargs rm",
    "bash -c 'rm x'",
    "find . -exec rm {} +",
    "eval 'rm x'",
    "echo 'rm x",
  ])
    expect(decide(bash(command), denied).verdict).toBe("deny");
  expect(decide(bash("echo farm"), denied).verdict).toBe("allow");
});

test("a denied path is denied to the shell as well", () => {
  const denied = context("bypass", { deny: ["Edit(src/**)", "Read(secret.txt)"] });
  expect(decide(bash("echo x > src/a.ts"), denied).verdict).toBe("deny");
  expect(decide(bash("cp a src/b"), denied).verdict).toBe("deny");
  expect(decide(bash("cat secret.txt"), denied).verdict).toBe("deny");
  expect(decide({ tool: "Write", access: { type: "files", writes: ["src/a.ts"] } }, denied).verdict).toBe("deny");
});

test("deny wins in every mode, over any allow", () => {
  for (const mode of ["plan", "default", "acceptEdits", "dontAsk", "bypass"] as const)
    expect(decide(edit("a.ts"), context(mode, { allow: ["Edit", "*"], deny: ["Edit(a.ts)"] })).verdict).toBe("deny");
});

test("plan mode changes nothing, whatever the rules allow", () => {
  const plan = context("plan", { allow: ["Edit", "Bash"] });
  for (const call of [edit("a.ts"), bash("npm test"), bash("echo x > y"), bash("rm x")]) {
    const decision = decide(call, plan);
    expect(decision.verdict).toBe("deny");
    expect(decision.message).toContain("ExitPlanMode");
  }
  expect(decide(bash("git log"), plan).verdict).toBe("allow");
  expect(decide(read("a.ts"), plan).verdict).toBe("allow");
});

test("edits: asked by default, allowed in acceptEdits, refused in dontAsk unless a rule allows", () => {
  expect(decide(edit("a.ts"), context("default")).verdict).toBe("ask");
  expect(decide(edit("a.ts"), context("acceptEdits")).verdict).toBe("allow");
  expect(decide(bash("mkdir -p x && touch x/y"), context("acceptEdits")).verdict).toBe("allow");
  expect(decide(bash("rm x"), context("acceptEdits")).verdict).toBe("ask");
  expect(decide(edit("a.ts"), context("dontAsk")).verdict).toBe("deny");
  expect(decide(edit("a.ts"), context("dontAsk", { allow: ["Edit(*.ts)"] })).verdict).toBe("allow");
});

test("a protected path asks even in bypass, and never offers `always`", () => {
  for (const call of [
    edit(".git/config"),
    edit(".tabsmith/settings.json"),
    edit("AGENTS.md"),
    edit("docs/CLAUDE.md"),
    read(".env"),
    bash("npx foo .env"),
    bash("echo x >> .git/hooks/pre-commit"),
    edit("a.ts", ".npmrc"),
  ]) {
    const decision = decide(call, context("bypass", { allow: ["Edit", "Read", "Bash"] }));
    expect(decision).toMatchObject({ verdict: "ask", always: [], reason: { type: "protected" } });
  }
  expect(decide(read(".env.example"), context("default")).verdict).toBe("allow");
});

test("a path that leaves the project is refused, by name and by link", () => {
  for (const path of ["../x", "/etc/passwd", "a/../../x"])
    expect(decide(read(path), context("bypass"))).toMatchObject({ verdict: "deny", reason: { type: "escape" } });
  const linked = { ...read("link"), links: new Map([["link", "/etc/passwd"]]) };
  expect(decide(linked, context("bypass"))).toMatchObject({ verdict: "deny", reason: { type: "escape" } });
  const inner = { ...edit("innocent"), links: new Map([["innocent", ".git/config"]]) };
  expect(decide(inner, context("bypass"))).toMatchObject({ verdict: "ask", reason: { type: "protected" } });
});

test("with no one to ask, a question is a refusal that says so", () => {
  const decision = decide(edit("a.ts"), context("default", {}, { headless: true }));
  expect(decision).toMatchObject({ verdict: "deny", reason: { type: "headless" } });
  expect(decision.message).toContain("no one is there to answer");
});

test("a hook can tighten and never loosen", () => {
  expect(decide(read("a"), context("bypass", {}, { hook: { verdict: "deny", message: "no" } }))).toMatchObject({
    verdict: "deny",
    message: "no",
  });
  expect(
    decide(read("a"), context("default", { allow: ["Read"] }, { hook: { verdict: "ask", message: "sure?" } })).verdict,
  ).toBe("ask");
  expect(
    decide(edit("a"), context("default", { deny: ["Edit"] }, { hook: { verdict: "ask", message: "sure?" } })).verdict,
  ).toBe("deny");
});

test("hosts are compared whole", () => {
  const allowed = context("default", { allow: ["WebFetch(domain:example.com)", "WebFetch(domain:*.good.org)"] });
  expect(decide(fetchUrl("https://example.com/a"), allowed).verdict).toBe("allow");
  expect(decide(fetchUrl("https://x.good.org/a"), allowed).verdict).toBe("allow");
  for (const url of [
    "https://example.com.evil.net",
    "https://evil.net/?example.com",
    "https://example.com@evil.net",
    "https://sub.example.com",
    "nonsense",
  ])
    expect(decide(fetchUrl(url), allowed).verdict).toBe("ask");
});

test("a server's rule covers its tools", () => {
  const use = (tool: string) => ({ tool, access: { type: "use", effect: "write" } satisfies Access });
  const allowed = context("default", { allow: ["mcp__github", "mcp__files__read_*"] });
  expect(decide(use("mcp__github__list_issues"), allowed).verdict).toBe("allow");
  expect(decide(use("mcp__githubber__x"), allowed).verdict).toBe("ask");
  expect(decide(use("mcp__files__read_text"), allowed).verdict).toBe("allow");
  expect(decide(use("mcp__files__write"), allowed).verdict).toBe("ask");
});

const always = (command: string) => decide(bash(command), context("default")).always.map(printRule);

test.each([
  ["npm run build -- --x", ["Bash(npm run build:*)"]],
  ["git commit -m 'x y'", ["Bash(git commit:*)"]],
  ["npm test && npm run lint", ["Bash(npm test:*)", "Bash(npm run lint:*)"]],
  ["ls && vitest run", ["Bash(vitest:*)"]],
  ["rm -rf dist", ["Bash(rm -rf dist)"]],
  ["node -e 'x'", ["Bash(node -e 'x')"]],
  ["curl https://x.dev", ["Bash(curl https://x.dev)"]],
  ["tsc > out.txt", ["Bash(tsc:*)", "Edit(/out.txt)"]],
  ["echo 'broken", []],
])("`always` for `%s` shows the exact rules", (command, expected) => {
  expect(always(command)).toEqual(expected);
});

test("what `always` saves lets the same call through the next time", () => {
  for (const command of [
    "npm run build",
    "git commit -m x",
    "rm -rf dist",
    "node -e 'x'",
    "tsc > out.txt",
    "timeout 5 make all",
  ]) {
    const first = decide(bash(command), context("default"));
    expect(decide(bash(command), { mode: "default", rules: compileRules(first.always) }).verdict).toBe("allow");
  }
});
