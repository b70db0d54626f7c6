import { expect, test } from "vitest";
import { matchesTemplate } from "./matches-template";

const react = { title: "React + Vite", summary: "Components in TypeScript with hot reload" };

test.each(["", "react", "VITE typescript", "  hot  "])("“%s” finds it", (wanted) => {
  expect(matchesTemplate("react", react, wanted)).toBe(true);
});

test.each(["vue", "react python"])("“%s” doesn't", (wanted) => {
  expect(matchesTemplate("react", react, wanted)).toBe(false);
});
