import { expect, test } from "vitest";
import { missingCapabilities } from "./missing-capabilities";

const whole = {
  crossOriginIsolated: true,
  SharedArrayBuffer,
  indexedDB: {},
  navigator: { serviceWorker: {}, locks: {} },
};

test("a browser with all of it lacks nothing", () => {
  expect(missingCapabilities(whole)).toEqual([]);
});

test("each thing that isn't there is named", () => {
  expect(missingCapabilities({ navigator: {} })).toEqual([
    "isolation",
    "sharedMemory",
    "serviceWorker",
    "storage",
    "locks",
  ]);
  expect(missingCapabilities({ ...whole, navigator: { locks: {} } })).toEqual(["serviceWorker"]);
});
