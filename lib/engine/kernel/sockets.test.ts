import { expect, test } from "vitest";
import { endOfStream, socketFamily } from "../protocol/constants";
import { createTestSystem, type TestSystem } from "./test-system";

async function listening({ call }: TestSystem, address: string, port: number, family: number = socketFamily.ipv4) {
  const [fd = -1] = (await call("socket", [family])).numbers;
  await call("bind", [fd, port], [address]);
  return { fd, listened: await call("listen", [fd, 16]) };
}

async function connecting({ call }: TestSystem, address: string, port: number, family: number = socketFamily.ipv4) {
  const [fd = -1] = (await call("socket", [family])).numbers;
  return { fd, code: (await call("connect", [fd, port], [address])).code };
}

test("a connection carries bytes both ways and ends on both sides", async () => {
  const kernel = createTestSystem();
  const { call } = kernel;
  const server = await listening(kernel, "127.0.0.1", 0);
  const [port = 0] = server.listened.numbers;
  expect(port).toBeGreaterThan(1023);
  const client = await connecting(kernel, "127.0.0.1", port);
  const [peer = 0, family, from] = (await call("accept", [server.fd])).numbers;
  expect(family).toBe(socketFamily.ipv4);
  expect((await call("sockname", [client.fd])).numbers[1]).toBe(from);
  await call("streamWrite", [client.fd], ["question"]);
  expect((await call("streamRead", [peer, 100])).text).toBe("question");
  await call("tryWrite", [peer], ["answer"]);
  await call("close", [peer]);
  expect((await call("streamRead", [client.fd, 100])).text).toBe("answer");
  const end = await new Promise((resolve) => {
    void call("streamRead", [client.fd, 100]).then(({ code }) => resolve(code));
  });
  expect(end).toBe("EIO");
  expect(endOfStream).toBe(-4095);
  expect((await call("streamWrite", [client.fd], ["more"])).code).toBe("EPIPE");
});

test("addresses are told apart, and `::` hears both families", async () => {
  const kernel = createTestSystem();
  await listening(kernel, "127.0.0.1", 3000);
  expect((await listening(kernel, "127.0.0.1", 3000)).listened.code).toBe("EADDRINUSE");
  expect((await listening(kernel, "::1", 3000, socketFamily.ipv6)).listened.code).toBe("");
  await listening(kernel, "::", 4000, socketFamily.ipv6);
  const codes = [
    await connecting(kernel, "127.0.0.1", 3000),
    await connecting(kernel, "0.0.0.0", 3000),
    await connecting(kernel, "127.0.0.2", 3000),
    await connecting(kernel, "127.0.0.1", 4000),
    await connecting(kernel, "::1", 4000, socketFamily.ipv6),
    await connecting(kernel, "192.0.2.1", 3000),
  ];
  expect(codes.map(({ code }) => code)).toEqual(["", "", "ECONNREFUSED", "", "", "ENETUNREACH"]);
});

test("a port opens with the first who listens and closes with the last", async () => {
  const kernel = createTestSystem();
  const first = await listening(kernel, "127.0.0.1", 3000);
  const second = await listening(kernel, "::1", 3000, socketFamily.ipv6);
  await kernel.call("close", [first.fd]);
  expect(kernel.ports).toHaveLength(1);
  await kernel.call("close", [second.fd]);
  expect(kernel.ports.map(({ type, port }) => [type, port])).toEqual([
    ["port-opened", 3000],
    ["port-closed", 3000],
  ]);
  expect((await connecting(kernel, "127.0.0.1", 3000)).code).toBe("ECONNREFUSED");
});

test("unix sockets live at paths, and carry open files", async () => {
  const kernel = createTestSystem();
  const { call } = kernel;
  const server = await listening(kernel, "/tmp/socket", 0, socketFamily.unix);
  expect((await call("stat", [], ["/tmp/socket"])).numbers[1]).toBe(0o140755);
  expect((await listening(kernel, "/tmp/socket", 0, socketFamily.unix)).listened.code).toBe("EINVAL");
  const client = await connecting(kernel, "/tmp/socket", 0, socketFamily.unix);
  const [peer = 0] = (await call("accept", [server.fd])).numbers;
  const [file = 0] = (await call("open", [0o102, 0o644], ["/tmp/passed"])).numbers;
  await call("write", [file, -1], ["content"]);
  await call("streamWrite", [client.fd, file], ["take this"]);
  await call("close", [file]);
  const received = await call("streamRead", [peer, 100]);
  expect(received.text).toBe("take this");
  expect((await call("read", [received.numbers[1] ?? -1, 100, 0])).text).toBe("content");
  await call("close", [server.fd]);
  expect((await connecting(kernel, "/tmp/socket", 0, socketFamily.unix)).code).toBe("ECONNREFUSED");
  expect((await connecting(kernel, "/tmp/nothing", 0, socketFamily.unix)).code).toBe("ENOENT");
});

test("a reset is a broken connection for the other side", async () => {
  const kernel = createTestSystem();
  const { call } = kernel;
  const server = await listening(kernel, "127.0.0.1", 3000);
  const client = await connecting(kernel, "127.0.0.1", 3000);
  const [peer = 0] = (await call("accept", [server.fd])).numbers;
  const reading = call("streamRead", [peer, 10]);
  await call("resetSocket", [client.fd]);
  expect((await reading).code).toBe("ECONNRESET");
});

test("`poll` answers when something holds, or when its time is over", async () => {
  const { call } = createTestSystem();
  const [read = 0, write = 0] = (await call("pipe")).numbers;
  expect((await call("poll", [0, read, 1, write, 4])).numbers).toEqual([0, 4]);
  expect((await call("poll", [5, read, 1])).numbers).toEqual([0]);
  const waiting = call("poll", [-1, read, 1, 77, 1]);
  expect((await waiting).numbers).toEqual([0, 32]);
  const later = call("poll", [-1, read, 1]);
  await call("write", [write, -1], ["x"]);
  expect((await later).numbers).toEqual([1]);
});
