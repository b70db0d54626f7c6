import { expect, test } from "vitest";
import { createPorts, type PortChange } from "./ports";

const origin = "http://box.test";

test("shows the first port at the root and the others below their prefix", () => {
  const ports = createPorts(origin);
  const seen: PortChange[] = [];
  ports.onChange((change) => seen.push(change));
  ports.opened(3000);
  ports.opened(5173);
  ports.opened(3000);
  expect(seen.map(({ url }) => url)).toEqual(["http://box.test/", "http://box.test/~5173/"]);
});

test("a server that restarts keeps its address", () => {
  const ports = createPorts(origin);
  ports.opened(3000);
  ports.closed(3000);
  expect(ports.isOpen(3000)).toBe(false);
  ports.opened(3000);
  expect(ports.urlOf(3000)).toBe("http://box.test/");
});

test("a port whose pages can't be shown says why", () => {
  const ports = createPorts(origin);
  const seen: PortChange[] = [];
  ports.onChange((change) => seen.push(change));
  ports.opened(3000, "no service worker");
  expect(seen).toEqual([{ type: "open", port: 3000, url: "http://box.test/", unshown: "no service worker" }]);
});

test("another port takes the root once its server is gone", () => {
  const ports = createPorts(origin);
  ports.opened(3000);
  ports.closed(3000);
  ports.opened(5173);
  ports.opened(3000);
  expect([ports.urlOf(5173), ports.urlOf(3000)]).toEqual(["http://box.test/", "http://box.test/~3000/"]);
});
