import fc from "fast-check";
import { expect, test } from "vitest";
import { matchPath, rankPaths } from "./fuzzy";

const best = (query: string, paths: string[], recent: string[] = []) => rankPaths(query, paths, recent)[0]?.path;

test("prefers the file's own name to its folders", () => {
  expect(best("app", ["app/other/page.tsx", "src/app.ts"])).toBe("src/app.ts");
});

test("prefers word starts and runs", () => {
  expect(best("fst", ["lib/fast.ts", "lib/file-search-table.ts"])).toBe("lib/file-search-table.ts");
});

test("puts the exact name first and recent files before equals", () => {
  expect(best("index.ts", ["a/index.tsx", "b/index.ts"])).toBe("b/index.ts");
  expect(best("index", ["a/index.ts", "b/index.ts"], ["b/index.ts"])).toBe("b/index.ts");
  expect(rankPaths("", ["a", "b", "c"], ["c"]).map(({ path }) => path)).toEqual(["c", "a", "b"]);
});

test("matches exactly the paths that hold the letters in order, and names where", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", "b", "/") }),
      fc.string({ unit: fc.constantFrom("a", "b") }),
      (path, query) => {
        const pattern = new RegExp(Array.from(query).join(".*"));
        const match = matchPath(query, path);
        expect(match !== undefined).toBe(pattern.test(path));
        expect((match?.positions ?? []).map((at) => path[at]).join("")).toBe(match ? query : "");
      },
    ),
  );
});

test("keeps the same best whatever order the paths come in, and no more than asked for", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ unit: fc.constantFrom("a", "b", "/", "."), minLength: 1 })),
      fc.integer({ min: 1, max: 6 }),
      (paths, limit) => {
        const all = rankPaths("ab", paths, [], paths.length + 1);
        const sorted = all.toSorted((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1));
        expect(all).toEqual(sorted);
        expect(rankPaths("ab", paths.toReversed(), [], limit)).toEqual(sorted.slice(0, limit));
      },
    ),
  );
});
