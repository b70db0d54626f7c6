import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { readMissing, requirementScript } from "./requirements";

interface Browser {
  readonly pathname?: string;
  readonly isSecureContext?: boolean;
  readonly crossOriginIsolated?: boolean;
  readonly navigator?: object;
  readonly SharedArrayBuffer?: unknown;
}

/** Where a browser is led, if anywhere. */
function ledTo({ pathname = "/p/one", ...browser }: Browser): string | undefined {
  let target: string | undefined;
  const location = { pathname, replace: (to: string) => void (target = to) };
  const able = {
    isSecureContext: true,
    crossOriginIsolated: true,
    indexedDB: {},
    navigator: { serviceWorker: {}, storage: { getDirectory: () => 0 } },
    SharedArrayBuffer,
    ...browser,
  };
  runInNewContext(requirementScript(), { self: able, ...able, location });
  return target;
}

test("a browser that has everything stays where it is", () => {
  expect(ledTo({})).toBeUndefined();
});

test("one that lacks something is led to the page that says what, even when asking is an error", () => {
  expect(ledTo({ SharedArrayBuffer: undefined })).toBe("/unsupported?missing=shared-memory");
  expect(ledTo({ crossOriginIsolated: false })).toBe("/unsupported?missing=shared-memory");
  expect(ledTo({ navigator: { serviceWorker: {} } })).toBe("/unsupported?missing=storage");
  expect(ledTo({ isSecureContext: false, navigator: {} })).toBe(
    "/unsupported?missing=secure-context,service-worker,storage",
  );
});

test.each(["/unsupported", "/embed/x", "/check"])("%s can be read with any browser", (pathname) => {
  expect(ledTo({ pathname, navigator: {} })).toBeUndefined();
});

test("of what an address lists, only what is known is told", () => {
  expect(readMissing("storage,shared-memory,<script>,__proto__")).toEqual(["shared-memory", "storage"]);
  expect(readMissing(undefined)).toEqual([]);
});
