import fc from "fast-check";
import { expect, test } from "vitest";
import {
  activeTab,
  closeTab,
  keepTab,
  moveTab,
  noTabs,
  openTab,
  removePath,
  renamePath,
  reopenTab,
  showTab,
  splitGroup,
  stepTab,
  type EditorTabs,
} from "./editor-tabs";

const open = (...paths: string[]) => paths.reduce((state, path) => openTab(state, path), noTabs);

/** Groups by `|`, the shown tab in brackets, a preview tab with `~`. */
const show = ({ groups }: EditorTabs) =>
  groups
    .map(({ tabs, shown }) =>
      tabs.map((tab) => (tab.id === shown ? `[${tab.path}]` : tab.path) + (tab.preview ? "~" : "")).join(" "),
    )
    .join(" | ");

test("a file that is open already is shown, not opened twice", () => {
  expect(show(openTab(open("a", "b"), "a"))).toBe("[a] b");
});

test("a file that is looked at takes the place of the one looked at before", () => {
  const looked = openTab(openTab(open("a"), "b", { preview: true }), "c", { preview: true });
  expect(show(looked)).toBe("a [c]~");
  expect(show(openTab(keepTab(looked, "c"), "d", { preview: true }))).toBe("a c [d]~");
});

test("opening a file for good keeps its preview tab", () => {
  expect(show(openTab(openTab(noTabs, "a", { preview: true }), "a"))).toBe("[a]");
});

test("closing shows the right neighbour, at the end the left one", () => {
  const state = showTab(open("a", "b", "c"), 0, "file:b");
  expect(show(closeTab(state, 0, "file:b"))).toBe("a [c]");
  expect(show(closeTab(showTab(state, 0, "file:c"), 0, "file:c"))).toBe("a [b]");
});

test("what was closed comes back, last first", () => {
  const state = closeTab(closeTab(open("a", "b"), 0, "file:a"), 0, "file:b");
  expect(show(reopenTab(reopenTab(state)))).toBe("b [a]");
});

test("a split shows the same file twice and goes when it is empty", () => {
  const split = splitGroup(open("a", "b"));
  expect(show(split)).toBe("a [b] | [b]");
  expect(show(closeTab(split, 1, "file:b"))).toBe("a [b]");
  expect(show(moveTab(split, { group: 0, id: "file:a" }, { group: 1, index: 0 }))).toBe("[b] | [a] b");
});

test("stepping goes round", () => {
  expect(activeTab(stepTab(open("a", "b", "c"), 1))?.path).toBe("a");
  expect(activeTab(stepTab(open("a", "b", "c"), -1))?.path).toBe("b");
});

test("tabs follow a folder that got another name, and go with it", () => {
  const state = open("src/a", "src2/a", "src/b");
  expect(show(renamePath(state, "src", "lib"))).toBe("lib/a src2/a [lib/b]");
  expect(show(removePath(state, "src"))).toBe("[src2/a]");
});

test("whatever is done, the shown tab is one of its group and no tab is there twice", () => {
  const path = fc.constantFrom("a", "b", "c/d", "c/e");
  const act = fc.oneof(
    fc.tuple(path, fc.boolean()).map(
      ([p, preview]) =>
        (s: EditorTabs) =>
          openTab(s, p, { preview }),
    ),
    fc.tuple(path, fc.nat(1)).map(
      ([p, at]) =>
        (s: EditorTabs) =>
          closeTab(s, at, `file:${p}`),
    ),
    fc.constant(splitGroup),
    fc.constant(reopenTab),
    fc.tuple(path, fc.nat(1), fc.nat(1), fc.nat(3)).map(
      ([p, from, to, index]) =>
        (s: EditorTabs) =>
          moveTab(s, { group: from, id: `file:${p}` }, { group: to, index }),
    ),
    fc.constant((s: EditorTabs) => removePath(s, "c")),
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const { groups, active } = acts.reduce((state, next) => next(state), noTabs);
      expect(groups[active]).toBeDefined();
      for (const { tabs, shown } of groups) {
        const ids = tabs.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(shown === undefined ? ids : ids.filter((id) => id === shown)).toHaveLength(shown === undefined ? 0 : 1);
      }
    }),
  );
});
