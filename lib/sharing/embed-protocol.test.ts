import fc from "fast-check";
import { expect, test } from "vitest";
import { embedProtocol, readRequest } from "./embed-protocol";

const envelope = (request: unknown) => ({ protocol: embedProtocol, id: 1, request });

test.each([
  { type: "hello" },
  { type: "list" },
  { type: "run" },
  { type: "read", path: "a" },
  { type: "open", path: "a", line: 3 },
])("lets %j through as it is", (request) => {
  expect(readRequest(envelope(request))?.request).toEqual(request);
});

test("keeps nothing that isn't asked for", () => {
  expect(readRequest(envelope({ type: "run", command: "rm -rf /" }))?.request).toEqual({ type: "run" });
  expect(readRequest(envelope({ type: "open", path: "a", line: "3" }))?.request).toEqual({ type: "open", path: "a" });
});

test("passes over whatever else a page may send", () => {
  fc.assert(
    fc.property(fc.anything(), (data) => {
      expect(readRequest(data)).toBeUndefined();
      expect(readRequest({ protocol: embedProtocol, id: 1, request: data })?.request.type ?? "none").toMatch(
        /^(none|hello|list|run|read|open)$/,
      );
    }),
  );
});
