import { expect, test } from "vitest";
import { withoutSourcePhases } from "./source-phase";
import { transformModule } from "./transform-module";
import { transformScript } from "./transform-script";

test("the word is blanked out where it is a phase, and nowhere else", () => {
  const text = 'import source x from "a";\nimport source from "b";\nimport { source } from "c";\nimport.source("d");';
  const { source, phases } = withoutSourcePhases(text);
  expect(source).toHaveLength(text.length);
  expect(source).toContain('import        x from "a"');
  expect(source).toContain('import source from "b"');
  expect(source).toContain('import       ("d")');
  expect(phases.size).toBe(2);
});

test("a module asks for the source of what it imports so", () => {
  const made = transformModule('import source x from "a"; import y from "a"; x; await import.source("b")', {
    keepsContext: false,
  });
  expect(made.requests).toEqual([
    { specifier: "a", attributes: {}, phase: "source" },
    { specifier: "a", attributes: {} },
  ]);
  expect(made.code).toMatch(/__\$0n\.sourceObject/);
  expect(made.code).toMatch(/__\$m\.import\.source *\("b"\)/);
});

test("a script's `import.source()` goes to the loader too", () => {
  const { edits, prefix } = transformScript('import.source("x")', { keepsContext: false });
  expect(edits).toEqual([{ start: 0, end: 13, text: `${prefix}m.import.source`, order: 0 }]);
});
