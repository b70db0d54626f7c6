import fc from "fast-check";
import { expect, test } from "vitest";
import { factsOf, networkTroubleOf, pickedOf, replyOf, shortcutOf } from "./page-words";

test("takes over what a page tells of itself, and nothing else", () => {
  const told = { type: "tabsmith:page", path: "/about?x=1", title: "About", isEmpty: false, canGoBack: true, more: 1 };
  expect(factsOf(told)).toEqual({
    path: "/about?x=1",
    title: "About",
    isEmpty: false,
    isLoading: false,
    canGoBack: true,
    canGoForward: false,
  });
});

test.each(["//evil.example/", "https://evil.example/", "about", "", "javascript:alert(1)"])(
  "%s is no path of a page",
  (path) => {
    expect(factsOf({ type: "tabsmith:page", path })).toBeUndefined();
  },
);

test("of the shortcuts that a page names, only those of the list are any", () => {
  expect(shortcutOf({ type: "tabsmith:shortcut", name: "quick-open" })).toBe("quick-open");
  for (const name of ["run", "share", "constructor", "", 3, ["palette"], undefined])
    expect(shortcutOf({ type: "tabsmith:shortcut", name })).toBeUndefined();
  expect(shortcutOf({ type: "tabsmith:page", name: "palette" })).toBeUndefined();
  expect(shortcutOf("palette")).toBeUndefined();
});

test("an element without a selector is none, and what is too long is cut", () => {
  expect(pickedOf(null)).toBeUndefined();
  expect(pickedOf({ selector: 3, html: "<p>" })).toBeUndefined();
  const picked = pickedOf({ selector: "p", html: "x".repeat(1e6), text: 1, component: { file: "a.tsx", line: 1.5 } });
  expect(picked?.html).toHaveLength(4000);
  expect(picked).toMatchObject({ selector: "p", text: "", component: { file: "a.tsx" } });
  expect(picked?.component?.line).toBeUndefined();
});

test("whatever a page sends, reading it never fails", () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true }), (value) => {
      factsOf(value);
      networkTroubleOf(value);
      pickedOf(value);
      expect(["answer", "refused"]).toContain(replyOf(value).type);
    }),
  );
});
