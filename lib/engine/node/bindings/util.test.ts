import { parseEnv, types as nativeTypes } from "node:util";
import { expect, test } from "vitest";
import { createTypePredicates, createTypesBinding } from "./types";
import { createUtilBinding } from "./util";
import { trackProxies } from "./proxies";

const scope = { Proxy };
const proxies = trackProxies(scope);
const predicates = createTypePredicates({ proxies });
const required: string[] = [];
const util = createUtilBinding({
  types: predicates,
  proxies,
  guessHandleType: () => 0,
  requireBuiltin: (id) => {
    required.push(id);
    return { thing: 42 };
  },
});

const samples: readonly unknown[] = [
  ...[
    null,
    undefined,
    1,
    "a",
    Symbol("s"),
    1n,
    true,
    {},
    [],
    () => 1,
    class {
      field = 1;
    },
  ],
  ...[new Map(), new Set(), new WeakMap(), new WeakSet(), new Map().keys(), new Set().entries(), [].keys()],
  ...[
    new Date(),
    /x/,
    new Error("e"),
    new TypeError("t"),
    Promise.resolve(),
    new ArrayBuffer(1),
    new SharedArrayBuffer(1),
  ],
  ...[new Uint8Array(), new Float64Array(), new DataView(new ArrayBuffer(1)), Buffer.from("a")],
  ...[Object(1), Object("a"), Object(true), Object(1n), Object(Symbol("s"))],
  ...[async () => {}, function* () {}, async function* () {}, (function* () {})(), (async function* () {})()],
  ...[Map.prototype, Date.prototype, RegExp.prototype, Object.create(null), { [Symbol.toStringTag]: "Map" }],
  (function () {
    return arguments;
  })(),
];

test("judges every kind of value as Node's `util.types` does", () => {
  const binding = createTypesBinding(predicates) as Record<string, (value: unknown) => boolean>;
  for (const [name, is] of Object.entries(binding)) {
    const native = (nativeTypes as unknown as Record<string, (value: unknown) => boolean>)[name];
    const judged = samples.map((sample, index) => [name, index, is(sample)]);
    expect(judged).toEqual(samples.map((sample, index) => [name, index, native?.(sample)]));
  }
});

test("knows the proxies that the program makes, and what is behind them", () => {
  const target = { a: 1 };
  const handler = {};
  const proxy = new scope.Proxy(target, handler);
  expect(predicates.isProxy(proxy)).toBe(true);
  expect(predicates.isProxy(target)).toBe(false);
  expect(util.getProxyDetails(proxy, true)).toEqual([target, handler]);
  expect(util.getProxyDetails(proxy, false)).toBe(target);
  const { proxy: gone, revoke } = scope.Proxy.revocable(target, handler);
  revoke();
  expect(util.getProxyDetails(gone)).toEqual([null, null]);
  expect(util.getProxyDetails({})).toBe(undefined);
});

test("shows the entries of collections and leaves their iterators usable", () => {
  expect(util.previewEntries(new Map([[1, 2]]))).toEqual([1, 2]);
  expect(util.previewEntries(new Set([1, 2]).entries(), true)).toEqual([[1, 1, 2, 2], true]);
  const keys = new Map([["a", 1]]).keys();
  expect(util.previewEntries(keys, true)).toEqual([["a"], false]);
  expect([...keys]).toEqual(["a"]);
  expect(util.previewEntries([1], true)).toBe(undefined);
});

test("lists own properties that aren't indices", () => {
  const array = Object.assign([1, 2, 3], { name: "x" });
  expect(util.getOwnNonIndexProperties(array, 0)).toEqual(["length", "name"]);
  expect(util.getOwnNonIndexProperties(array, 2)).toEqual(["name"]);
  expect(util.getOwnNonIndexProperties(new Uint8Array(1000), 2)).toEqual([]);
});

test("tells where the caller of the caller stands", () => {
  const library = () => util.getCallSites(2);
  const [site] = library();
  expect(site?.scriptName).toMatch(/util\.test\.ts$/);
  expect(site?.lineNumber).toBeGreaterThan(1);
  expect(util.isInsideNodeModules(1)).toBe(false);
  expect(util.isInsideNodeModules(50)).toBe(true);
});

test("defines properties that load a module when they are first read", () => {
  const target: { thing?: number } = {};
  util.defineLazyProperties(target, "some/module", ["thing"]);
  expect(required).toEqual([]);
  expect([target.thing, target.thing]).toEqual([42, 42]);
  expect(required).toEqual(["some/module"]);
});

test("reads environment files as Node does", () => {
  const files = [
    "A=1\nB = two words # note\n# c\nexport C='x # y'\n\nD=\"a\\nb\"\nE=`q\"'`\nF=\nG",
    "A='over\nlines'\nB=2",
    'A="unclosed\nB=1\r\nC = 2\n D=3',
    "",
    "  \n X=1 \n\n  Y = 'a' rest\nexport Z = 5",
    'A==b=c\n"Q"=1',
  ];
  for (const file of files) expect(util.parseEnv(file)).toEqual({ ...parseEnv(file) });
});
