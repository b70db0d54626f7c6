import { expect, test } from "vitest";
import { engineAddress } from "./web-socket";

const page = { href: "http://box.test:3000/~5173/app/", host: "box.test:3000" };

test.each([
  ["ws://box.test:3000/socket?a=1", { port: undefined, target: "/socket?a=1" }],
  ["ws://box.test:3000/~8080/x", { port: 8080, target: "/x" }],
  ["ws://localhost:4000/x", { port: 4000, target: "/x" }],
  ["ws://127.0.0.1/x", { port: 80, target: "/x" }],
  ["/relative", { port: undefined, target: "/relative" }],
  ["wss://example.com/x", undefined],
])("%s", (address, expected) => {
  expect(engineAddress(address, page)).toEqual(expected);
});
