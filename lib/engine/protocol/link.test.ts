import { codeOf, Failure } from "@/lib/base";
import { afterEach, expect, test } from "vitest";
import { createLink, type Call, type Handlers, type Methods } from "./link";

interface Desk {
  [name: string]: (...args: never[]) => unknown;
  add: (a: number, b: number) => number;
  fail: () => never;
  wait: () => string;
  bytes: () => Uint8Array;
  note: (text: string) => void;
}

const open: { close: () => void }[] = [];
afterEach(() => {
  for (const link of open.splice(0)) link.close();
});

function desk(own: Partial<Handlers<Desk>> = {}) {
  const { port1, port2 } = new MessageChannel();
  const posts: number[] = [];
  const post = port1.postMessage.bind(port1) as (message: unknown, transfer: Transferable[]) => void;
  port1.postMessage = (message: unknown, transfer?: unknown) => {
    posts.push((message as unknown[]).length);
    post(message, (transfer ?? []) as Transferable[]);
  };
  const handlers = {
    add: (_call: Call, a: number, b: number) => a + b,
    fail: () => {
      throw new Failure("ENOENT", "no such file");
    },
    ...own,
  } as unknown as Handlers<Desk>;
  const server = createLink<Methods, Desk>(port2, handlers);
  const client = createLink<Desk>(port1, {});
  open.push(server, client);
  return { client, server, posts };
}

test("answers with what the handler returned", async () => {
  const { client } = desk();
  expect(await client.call("add", [2, 3])).toBe(5);
});

test("sends the calls of one turn as one message", async () => {
  const { client, posts } = desk();
  expect(
    await Promise.all([client.call("add", [1, 1]), client.call("add", [2, 2]), client.call("add", [3, 3])]),
  ).toEqual([2, 4, 6]);
  expect(posts).toEqual([3]);
});

test("keeps the code of an error", async () => {
  const { client } = desk();
  const error: unknown = await client.call("fail", []).catch((thrown: unknown) => thrown);
  expect([codeOf(error), (error as Error).message]).toEqual(["ENOENT", "no such file"]);
});

test("refuses a method that only the prototype has", async () => {
  const { client } = desk();
  await expect(client.call("toString", [])).rejects.toMatchObject({ code: "ENOSYS" });
});

test("aborts the handler when the caller gives up", async () => {
  let hear: (word: string) => void = () => undefined;
  const heard = new Promise<string>((resolve) => {
    hear = resolve;
  });
  const { client } = desk({
    wait: ({ signal }) =>
      new Promise<string>(() => {
        signal.addEventListener("abort", () => {
          hear("aborted");
        });
      }),
  });
  const control = new AbortController();
  const call = client.call("wait", [], { signal: control.signal });
  setTimeout(() => {
    control.abort(new Failure("ABORT_ERR", "enough"));
  }, 5);
  await expect(call).rejects.toThrow("enough");
  expect(await heard).toBe("aborted");
});

test("moves a buffer with the answer", async () => {
  const held = new Uint8Array([1, 2, 3]);
  const { client } = desk({
    bytes: ({ transfer }) => {
      transfer(held.buffer);
      return held;
    },
  });
  expect([...(await client.call("bytes", []))]).toEqual([1, 2, 3]);
  expect(held.byteLength).toBe(0);
});

test("fails what is in flight when the link closes, and what comes after", async () => {
  const { client } = desk({ wait: () => new Promise<string>(() => undefined) });
  const call = client.call("wait", []);
  client.close();
  await expect(call).rejects.toMatchObject({ code: "EPIPE" });
  await expect(client.call("add", [1, 1])).rejects.toMatchObject({ code: "EPIPE" });
});

test("tells without an answer, in order with the calls", async () => {
  const notes: string[] = [];
  const { client } = desk({ note: (_call, text) => void notes.push(text) });
  client.tell("note", ["a"]);
  client.tell("note", ["b"]);
  await client.call("add", [0, 0]);
  expect(notes).toEqual(["a", "b"]);
});
