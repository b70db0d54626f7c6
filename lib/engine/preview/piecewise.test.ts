import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { receivePieces, sendPieces } from "./piecewise";

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

function channel(): MessageChannel {
  const made = new MessageChannel();
  open.push(made.port1, made.port2);
  return made;
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

/** A body as a connection gives it: `asked` at the same time shows whether two want what is one's. */
function bodyOf(pieces: readonly Uint8Array[], wait: () => Promise<unknown> = turn) {
  const left = [...pieces];
  const seen = { now: 0, most: 0, calls: 0 };
  const next = async () => {
    seen.calls += 1;
    seen.now += 1;
    seen.most = Math.max(seen.most, seen.now);
    await wait();
    seen.now -= 1;
    return left.shift() ?? null;
  };
  return { seen, body: { reusable: true, next } };
}

function joined(pieces: readonly Uint8Array[]): number[] {
  return pieces.flatMap((piece) => [...piece]);
}

async function readAll(stream: ReadableStream<Uint8Array>, ahead: number): Promise<Uint8Array[]> {
  const reader = stream.getReader();
  const got: Uint8Array[] = [];
  for (;;) {
    const read = await Promise.all(Array.from({ length: ahead }, () => reader.read()));
    for (const { value } of read) if (value !== undefined) got.push(value);
    if (read.some(({ done }) => done)) return got;
  }
}

test("a body arrives as it was, whoever reads it how fast, and is read by one at a time", async () => {
  const piece = fc.uint8Array({ minLength: 1, maxLength: 9 });
  const body = fc.array(piece, { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(body, fc.integer({ min: 1, max: 5 }), async (pieces, ahead) => {
      const { port1, port2 } = channel();
      const { seen, body: sent } = bodyOf(pieces);
      let isFinished = false;
      port1.start();
      sendPieces(port2, sent, () => undefined);
      const got = await readAll(
        receivePieces(port1, () => {
          isFinished = true;
        }),
        ahead,
      );
      expect(joined(got)).toEqual(joined(pieces));
      expect([seen.most, seen.calls, isFinished]).toEqual([1, pieces.length + 1, true]);
    }),
    { numRuns: 40 },
  );
});

test("a sender that is asked twice at once answers one after the other", async () => {
  const { port1, port2 } = channel();
  const { seen, body } = bodyOf([Uint8Array.of(1), Uint8Array.of(2)]);
  sendPieces(port2, body, () => undefined);
  const got: string[] = [];
  port1.addEventListener("message", ({ data }: MessageEvent<{ type: string }>) => got.push(data.type));
  port1.start();
  for (let times = 0; times < 3; times++) port1.postMessage({ type: "pull" });
  await expect.poll(() => got).toEqual(["piece", "piece", "end"]);
  expect(seen.most).toBe(1);
});

test("who doesn't read isn't sent more, and who gives up says so", async () => {
  const { port1, port2 } = channel();
  const { seen, body } = bodyOf(Array.from({ length: 50 }, () => Uint8Array.of(7)));
  let canceled = 0;
  port1.start();
  sendPieces(port2, body, () => {
    canceled += 1;
  });
  const reader = receivePieces(port1, () => undefined).getReader();
  expect((await reader.read()).value).toEqual(Uint8Array.of(7));
  for (let turns = 0; turns < 20; turns++) await turn();
  expect(seen.calls).toBeLessThanOrEqual(3);
  await reader.cancel();
  await expect.poll(() => canceled).toBe(1);
});

test("a body that breaks off ends the stream with its reason", async () => {
  const { port1, port2 } = channel();
  port1.start();
  const next = () => Promise.reject(new Error("The server closed the connection 3 bytes too early."));
  sendPieces(port2, { reusable: false, next }, () => undefined);
  const reader = receivePieces(port1, () => undefined).getReader();
  await expect(reader.read()).rejects.toThrow("3 bytes too early");
});
