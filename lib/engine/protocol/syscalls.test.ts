import { Worker } from "node:worker_threads";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { op } from "./operations";
import { flattenParts, packedBound, packParts, textOf, unflattenParts, unpackParts } from "./parts";
import { createBell, createSlot, payloadMax } from "./slot";
import { SlotServer, takeRings } from "./slot-server";
import { createSyscalls } from "./syscalls";

test("parts come back as they were sent, text as UTF-8", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.uint8Array())), (parts) => {
      const wanted = parts.map((part) => (typeof part === "string" ? new TextEncoder().encode(part) : part));
      const payload = new Uint8Array(packedBound(parts));
      const view = new DataView(payload.buffer);
      expect(unpackParts(payload, view, packParts(payload, view, parts)).map((part) => [...part])).toEqual(
        wanted.map((part) => [...part]),
      );
      expect(unflattenParts(flattenParts(parts)).map((part) => [...part])).toEqual(wanted.map((part) => [...part]));
    }),
  );
});

test("text of any length and script is decoded", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (text) => {
      expect(textOf(new TextEncoder().encode(text))).toBe(text);
    }),
  );
});

/** A kernel that echoes, run in this thread while the client blocks in a Worker. */
async function echoing<T>(client: string): Promise<T> {
  const slot = createSlot();
  const bell = createBell();
  const server = new SlotServer(slot);
  const words = new Int32Array(bell);
  const worker = new Worker(
    `const { parentPort, workerData } = require("node:worker_threads");
     import(workerData.module).then(({ createSyscalls, op }) => {
       const sys = createSyscalls({ ...workerData, index: 5, defer: (run) => setTimeout(run) });
       (${client})(sys, op, (value) => parentPort.postMessage(value));
     });`,
    { eval: true, workerData: { slot, bell, module: await clientModule() } },
  );
  const answered = new Promise<T>((resolve, reject) => {
    worker.on("message", resolve);
    worker.on("error", reject);
  });
  const serve = setInterval(() => {
    for (let spin = 0; spin < 2000; spin++)
      takeRings(words, () => {
        echo(server);
      });
  }, 0);
  try {
    return await answered;
  } finally {
    clearInterval(serve);
    await worker.terminate();
  }
}

function echo(server: SlotServer): void {
  const question = server.take();
  if (question === undefined) return;
  if (question.op === op.access) server.answer(-2, [], []);
  else server.answer(0, question.numbers, question.parts);
}

async function clientModule(): Promise<string> {
  const { build } = await import("esbuild");
  const built = await build({
    stdin: {
      contents: `export { createSyscalls } from "./syscalls"; export { op } from "./operations";`,
      resolveDir: import.meta.dirname,
      loader: "ts",
    },
    bundle: true,
    format: "esm",
    write: false,
  });
  return `data:text/javascript;base64,${Buffer.from(built.outputFiles[0]?.contents ?? []).toString("base64")}`;
}

test("a call that blocks gets its numbers, parts and errno, also when both are longer than a slot", async () => {
  const found = await echoing<{ numbers: number[]; length: number; same: boolean; errno: number }>(
    `(sys, op, done) => {
      const bytes = new Uint8Array(${payloadMax} * 3 + 77).map((_, index) => index * 7);
      sys.call(op.nop, [1, 2.5, -3], ["path", bytes]);
      const numbers = [...sys.numbers.slice(0, 3)], [path, back] = sys.parts();
      done({ numbers, length: path.length, same: back.every((byte, index) => byte === bytes[index]) && back.length === bytes.length, errno: sys.call(op.access, [0], ["x"]) });
    }`,
  );
  expect(found).toEqual({ numbers: [1, 2.5, -3], length: 4, same: true, errno: -2 });
});

test("an answer that is there at once is delivered on a later turn, in order", async () => {
  const order = await echoing<string[]>(
    `(sys, op, done) => {
      const order = [];
      sys.later(op.nop, [1], [], (errno, [n]) => order.push("first " + n));
      sys.later(op.nop, [2], ["x"], (errno, [n], [part]) => { order.push("second " + n + part.length); done(order); });
      sys.call(op.nop, [3]);
      order.push("call " + sys.numbers[0] + " pending " + sys.pending());
    }`,
  );
  expect(order).toEqual(["call 3 pending 2", "first 1", "second 21"]);
});

test("what is posted is done before the next call, and its answer is read by then", async () => {
  const order = await echoing<string[]>(
    `(sys, op, done) => {
      const order = [];
      sys.post(op.nop, [1], ["x"], (errno, n) => order.push("first " + errno + n));
      sys.post(op.access, [2], ["x"], (errno) => order.push("second " + errno));
      order.push("going on");
      sys.call(op.nop, [3]);
      order.push("call " + sys.numbers[0]);
      done(order);
    }`,
  );
  expect(order).toEqual(["first 01", "going on", "second -2", "call 3"]);
});

test("a closed slot is never answered", () => {
  const slot = createSlot();
  const server = new SlotServer(slot);
  server.close();
  const before = [...new Int32Array(slot)];
  server.answer(0, [1], []);
  server.postpone();
  expect(new Int32Array(slot).every((word, index) => word === before[index])).toBe(true);
  expect(server.take()).toBeUndefined();
  expect(createSyscalls({ slot, bell: createBell(), index: 0 }).pending()).toBe(0);
});
