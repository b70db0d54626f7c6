import { deflateSync } from "fflate";
import fc from "fast-check";
import { expect, test } from "vitest";
import { toBase64url } from "./base64url";
import { decodeShare, encodeShare } from "./share-link";
import type { FindTemplate, SharedProject, TemplateFiles } from "./shared-project";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const template: TemplateFiles = new Map([
  ["package.json", { mode: 0o644, content: bytes('{"name":"demo","scripts":{"start":"node index.js"}}') }],
  ["index.js", { mode: 0o644, content: bytes("console.log('hello')\n".repeat(20)) }],
]);
const find: FindTemplate = async (key) => (key === "empty@1" ? new Map() : key === "node@1" ? template : undefined);

const fromTemplate = (): SharedProject => ({
  name: "Demo",
  files: [...template].map(([path, file]) => ({ path, ...file })).toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  emptyFolders: [],
  links: [],
});

const codeOf = async (share: string): Promise<unknown> =>
  decodeShare(share, find).then(
    () => "opened",
    (error: unknown) => (error as { code?: string }).code,
  );

const name = fc.string({ unit: fc.constantFrom("a", "B", "é", "☃", " ", "-", "1"), minLength: 1, maxLength: 8 });
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join("/"));
const project: fc.Arbitrary<SharedProject> = fc
  .record({
    name: fc.string({ maxLength: 20 }),
    paths: fc.uniqueArray(path, { maxLength: 12 }),
    contents: fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 12, maxLength: 12 }),
    modes: fc.array(fc.constantFrom(0o644, 0o755, 0o600), { minLength: 12, maxLength: 12 }),
    author: fc.option(fc.string({ maxLength: 20 }), { nil: undefined }),
    session: fc.option(fc.string(), { nil: undefined }),
    history: fc.option(
      fc.array(
        fc.record({
          checkpoint: fc.string({ maxLength: 10 }),
          files: fc.uniqueArray(
            fc.record({
              path,
              mode: fc.constantFrom(0o644, 0o755),
              content: fc.option(fc.uint8Array({ maxLength: 40 }), { nil: undefined }),
            }),
            { selector: ({ path: at }) => at, maxLength: 4 },
          ),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      { nil: undefined },
    ),
  })
  .map(({ name: called, paths, contents, modes, author, session, history }) => ({
    name: called,
    ...(author !== undefined && { author }),
    files: paths
      .slice(0, 8)
      .map((at, index) => ({ path: at, mode: modes[index] ?? 0o644, content: contents[index] ?? new Uint8Array() }))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    emptyFolders: paths.slice(8, 10),
    links: paths.slice(10).map((at) => ({ path: at, target: "a/b" })),
    ...(session !== undefined && { session }),
    ...(history && { history }),
  }));

test("comes back exact to the byte, whatever is in it and whatever it builds on", async () => {
  await fc.assert(
    fc.asyncProperty(project, fc.constantFrom("empty@1", "node@1"), async (made, key) => {
      const decoded = await decodeShare(await encodeShare(made, key, find), find);
      expect(decoded).toEqual({ project: made, template: key });
    }),
    { numRuns: 200 },
  );
});

test("an unchanged template takes less than a hundred characters, a small change little more", async () => {
  const unchanged = await encodeShare(fromTemplate(), "node@1", find);
  expect(unchanged.length).toBeLessThan(100);
  const changed = fromTemplate();
  const files = changed.files.map((file) =>
    file.path === "index.js" ? { ...file, content: bytes(`${"console.log('hello')\n".repeat(20)}// more\n`) } : file,
  );
  expect((await encodeShare({ ...changed, files }, "node@1", find)).length).toBeLessThan(160);
});

test("a link that was cut short or changed in one character never opens as something else", async () => {
  const share = await encodeShare(fromTemplate(), "empty@1", find);
  const original = await decodeShare(share, find);
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  await fc.assert(
    fc.asyncProperty(
      fc.nat(share.length - 1),
      fc.constantFrom(...Array.from(alphabet)),
      fc.boolean(),
      async (at, letter, cut) => {
        const broken = cut ? share.slice(0, at) : share.slice(0, at) + letter + share.slice(at + 1);
        const opened = await decodeShare(broken, find).catch((error: unknown) => error);
        expect(opened instanceof Error ? (opened as Error & { code?: string }).code : "ESHARE: the same").toMatch(
          /^ESHARE/,
        );
        expect(opened instanceof Error ? original : opened).toEqual(original);
      },
    ),
    { numRuns: 500 },
  );
});

test("says when a link is from the future, or builds on a template that isn't known", async () => {
  expect(await codeOf("7.node@1.AAAA")).toBe("ESHAREVERSION");
  expect(await codeOf("1.unknown@3.AAAA")).toBe("ESHARETEMPLATE");
  expect(await codeOf("")).toBe("ESHAREDAMAGED");
});

test("stops inflating at the limit instead of filling the memory", async () => {
  const bomb = deflateSync(new Uint8Array(200 * 1024 * 1024), { level: 9 });
  expect(await codeOf(`1.empty@1.${toBase64url(new Uint8Array([0, 0, 0, 0, ...bomb]))}`)).toBe("ESHARESIZE");
});

const bigEndian = (size: number) => [size >>> 24, (size >>> 16) & 255, (size >>> 8) & 255, size & 255];

/** What an attacker makes: a well-formed envelope around a header of their own. */
async function forged(header: unknown, contents = ""): Promise<string> {
  const head = bytes(JSON.stringify(header));
  const body = new Uint8Array([...bigEndian(head.length), ...head, ...bytes(contents)]);
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", body)).subarray(0, 4);
  return `1.empty@1.${toBase64url(new Uint8Array([...sum, ...deflateSync(body)]))}`;
}

test.each([
  "../up",
  "/etc/passwd",
  "a/../../b",
  "a\0b",
  "con",
  "src/NUL.txt",
  "a\\b",
  "__proto__/x",
  "",
  "a//b",
  "x".repeat(300),
])("refuses a file that is called %j", async (hostile) => {
  expect(await codeOf(await forged({ n: "x", f: [[hostile, 0o644, 0]] }))).toBe("ESHAREPATH");
});

test("refuses twins, sizes that aren't there and headers of another shape", async () => {
  expect(
    await codeOf(
      await forged({
        n: "x",
        f: [
          ["a", 420, 0],
          ["a", 420, 0],
        ],
      }),
    ),
  ).toBe("ESHAREPATH");
  expect(await codeOf(await forged({ n: "x", f: [["a", 420, 99]] }))).toBe("ESHAREDAMAGED");
  expect(await codeOf(await forged({ n: "x", f: [["a", 420, -1]] }, "x"))).toBe("ESHAREDAMAGED");
  expect(await codeOf(await forged({ n: "x", f: [] }, "left over"))).toBe("ESHAREDAMAGED");
  expect(await codeOf(await forged([]))).toBe("ESHAREDAMAGED");
});

test("says of a hundred thousand tiny files that they are too many", async () => {
  const f = Array.from({ length: 100_000 }, (_, at) => [`f${at}`, 420, 0]);
  expect(await codeOf(await forged({ n: "x", f }))).toBe("ESHARESIZE");
});

test("what a header says of prototypes changes none", async () => {
  const share = await forged(
    JSON.parse('{"n":"x","f":[],"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
  );
  expect((await decodeShare(share, find)).project.files).toEqual([]);
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});

test("arbitrary text only ever fails with a code of ours", async () => {
  const text = fc.oneof(
    fc.string(),
    fc.uint8Array({ maxLength: 200 }).map((random) => `1.empty@1.${toBase64url(random)}`),
  );
  const numRuns = process.env["FUZZ"] === "nightly" ? 100_000 : 5000;
  await fc.assert(
    fc.asyncProperty(text, async (share) => {
      expect(await codeOf(share)).toMatch(/^ESHARE/);
    }),
    { numRuns },
  );
}, 600_000);

test("a link of version 1 from the first release still opens", async () => {
  const golden =
    "1.empty@1.Dxd1QmNgYIiuVspTslJyz89JSc1T0lFKU7KKjlZKyszTLyrN0yvOUNIxsTTWMbSMjdVRSgXKKaXmFpRUKgF5OWCVOZl52UBtSBpAKouVrAwNapUV9UHixRlcqckZ-QqPZjRzVSsVpxYCJWu5AA";
  expect((await decodeShare(golden, find)).project).toEqual({
    name: "Golden",
    files: [{ path: "bin/run.sh", mode: 0o755, content: bytes("#!/bin/sh\necho ☃\n") }],
    emptyFolders: ["empty"],
    links: [{ path: "link", target: "bin/run.sh" }],
    session: '{"seq":1}\n',
  });
});
