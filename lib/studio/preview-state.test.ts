import { expect, test } from "vitest";
import { previewState, type PreviewFacts } from "./preview-state";

const facts = (given: Partial<PreviewFacts>): PreviewFacts => ({
  computer: { type: "off" },
  run: { type: "idle" },
  ports: [],
  chosen: undefined,
  lastPort: undefined,
  isEmpty: false,
  isLate: false,
  ...given,
});

const ports = [
  { port: 3000, url: "http://box/" },
  { port: 5173, url: "http://box/5173" },
];

test("a port that is open is shown, the chosen one before the first", () => {
  expect(previewState(facts({ ports }))).toMatchObject({ type: "serving", port: { port: 3000 } });
  expect(previewState(facts({ ports, chosen: 5173 }))).toMatchObject({ type: "serving", port: { port: 5173 } });
  expect(previewState(facts({ ports, chosen: 4000 }))).toMatchObject({ type: "serving", port: { port: 3000 } });
  expect(previewState(facts({ ports, isEmpty: true })).type).toBe("empty");
  expect(previewState(facts({ ports, isLate: true })).type).toBe("late");
});

test("a port whose pages this browser can't show says so, with the browser's reason", () => {
  const port = { port: 3000, url: "http://box/", unshown: "The document is sandboxed." };
  expect(previewState(facts({ ports: [port] }))).toEqual({ type: "unshown", port, reason: port.unshown });
});

test.each([
  [{ computer: { type: "starting" } }, "booting"],
  [{ computer: { type: "absent" } }, "absent"],
  [{ computer: { type: "failed", reason: "no memory" } }, "failed"],
  [{ run: { type: "installing", command: "npm run dev" } }, "installing"],
  [{ run: { type: "running", command: "npm run dev" } }, "starting"],
  [{ run: { type: "running", command: "npm run dev" }, lastPort: 3000 }, "closed"],
  [{ run: { type: "ended", command: "node .", code: 1, lastLines: ["Error"] } }, "crashed"],
  [{ run: { type: "ended", command: "node .", code: 0, lastLines: [] } }, "done"],
  [{ run: { type: "broken", fault: { line: 1, column: 2, reason: "odd" } } }, "broken"],
  [{}, "idle"],
] satisfies [Partial<PreviewFacts>, string][])("%j is %s", (given, type) => {
  expect(previewState(facts(given)).type).toBe(type);
});

test("a crash says what was run, how it ended and what it said last", () => {
  const run = { type: "ended", command: "node .", code: 7, lastLines: ["Error: port taken"] } as const;
  expect(previewState(facts({ run }))).toEqual({ ...run, type: "crashed" });
});
