import fc from "fast-check";
import { expect, test } from "vitest";
import {
  fitting,
  initialLayout,
  keepSizes,
  nextArrangement,
  parseLayout,
  showRegion,
  togglePart,
  toggleSide,
  visibleIn,
  workIn,
  type Layout,
} from "./layout";

test("one key goes round the three arrangements", () => {
  const seen = [1, 2, 3].reduce<Layout[]>((all) => [...all, nextArrangement(all.at(-1) ?? initialLayout)], []);
  expect(seen.map(({ arrangement }) => arrangement)).toEqual(["code", "review", "build"]);
});

test("what is closed in one arrangement stays open in the others", () => {
  const closed = togglePart(initialLayout, "chat");
  expect([closed.visible.build.chat, closed.visible.review.chat]).toEqual([false, true]);
});

test("the icon of the open view closes it, another one replaces it", () => {
  expect(visibleIn(toggleSide(initialLayout, "files")).side).toBeNull();
  expect(visibleIn(toggleSide(initialLayout, "search")).side).toBe("search");
});

test("the work area is never empty", () => {
  const parts = fc.array(fc.constantFrom("chat" as const, "editor" as const, "preview" as const, "terminal" as const));
  fc.assert(
    fc.property(parts, (toggled) => {
      const visible = visibleIn(toggled.reduce(togglePart, initialLayout));
      expect(visible.chat || visible.editor || visible.preview).toBe(true);
    }),
  );
});

test("all parts fit on a wide screen, and on a narrow one the part opened last stays", () => {
  expect(fitting(initialLayout, 1396)).toEqual(visibleIn(initialLayout));
  expect(fitting(showRegion(initialLayout, "files"), 500)).toMatchObject({ side: "files", chat: true, preview: false });
  expect(fitting(showRegion(initialLayout, "preview"), 300)).toMatchObject({
    side: null,
    preview: true,
    editor: false,
  });
});

test("a screen that becomes as narrow as a phone's shows what someone worked in", () => {
  expect(workIn(initialLayout, "chat")).toEqual({ ...initialLayout, phone: "chat" });
  expect(workIn(initialLayout, "git").phone).toBe("files");
  for (const name of [undefined, "editor", "nothing that there is"])
    expect(workIn(initialLayout, name)).toBe(initialLayout);
});

test("a layout that was remembered comes back as it was", () => {
  const layout = keepSizes(togglePart(nextArrangement(initialLayout), "preview"), "main", { editor: 60, preview: 40 });
  expect(parseLayout(JSON.parse(JSON.stringify(layout)))).toEqual(layout);
});

test("whatever is in the memory makes a whole layout", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (raw) => {
      const layout = parseLayout(raw);
      expect(Object.keys(layout).toSorted()).toEqual(Object.keys(initialLayout).toSorted());
      expect(parseLayout({ visible: raw, sizes: raw }).visible.code).toHaveProperty("terminal");
    }),
  );
});
