import { expect, test, vi } from "vitest";
import { openByteStream } from "../protocol/byte-stream";
import { bridgeStream } from "./bridges";
import { socketPair } from "./network";
import { createTestSystem } from "./test-system";

function bridged() {
  const kernel = createTestSystem();
  const [near, far] = socketPair(1);
  const fd = kernel.process.files.add(near);
  const { port1, port2 } = new MessageChannel();
  const settle = vi.fn<() => void>();
  const bridge = bridgeStream(port1, far, settle);
  return { ...kernel, fd, bridge, settle, stream: openByteStream(port2) };
}

test("bytes go both ways between a program and the page, and both ends are told", async () => {
  const { call, fd, stream } = bridged();
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  await writer.write("question");
  expect((await call("streamRead", [fd, 100])).text).toBe("question");
  await call("streamWrite", [fd], ["answer"]);
  expect(new TextDecoder().decode((await reader.read()).value)).toBe("answer");
  await writer.close();
  expect((await call("read", [fd, 100, -1])).numbers).toEqual([0]);
  await call("close", [fd]);
  expect((await reader.read()).done).toBe(true);
});

test("a page that doesn't read holds the program back, and lets it go on when it does", async () => {
  const { call, fd, stream } = bridged();
  const size = 2 << 20;
  let written = false;
  const writing = call("streamWrite", [fd], [new Uint8Array(size)]).then(() => {
    written = true;
    return call("close", [fd]);
  });
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(written).toBe(false);
  let read = 0;
  for await (const bytes of stream.readable) read += bytes.length;
  await writing;
  expect(read).toBe(size);
});

test("a page that drops the connection is, to the program, a peer that has closed it", async () => {
  const { call, fd, stream } = bridged();
  const reading = call("read", [fd, 10, -1]);
  stream.reset();
  expect((await reading).numbers).toEqual([0]);
  expect((await call("tryWrite", [fd], ["more"])).code).toBe("EPIPE");
});

test("what a program wrote is handed to the disk before the page hears what it says", async () => {
  const { call, fd, settle, stream } = bridged();
  const reader = stream.readable.getReader();
  await call("streamWrite", [fd], ["saved"]);
  expect(settle).toHaveBeenCalledOnce();
  await reader.read();
  await call("close", [fd]);
  expect(settle).toHaveBeenCalledTimes(2);
});
