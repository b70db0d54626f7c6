/**
 * A two-way byte stream over a MessagePort, with back-pressure: a side sends no more than the other has room for.
 * The port may travel (page, frame, service worker) before it's used; the two ends needn't know where the other is.
 */
export type ByteMessage =
  | { readonly type: "data"; readonly bytes: Uint8Array }
  /** No more data from this side. */
  | { readonly type: "end" }
  /** This side has taken so many bytes: as many more may be sent. */
  | { readonly type: "taken"; readonly bytes: number }
  /** Both directions are over, at once. */
  | { readonly type: "reset" };

/** How many bytes may be under way in one direction. */
export const streamWindow = 1 << 18;

export interface ByteStream {
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly writable: WritableStream<Uint8Array | string>;
  /** Ends both directions at once; the other side sees a broken connection. */
  readonly reset: () => void;
}

const encoder = new TextEncoder();

/** One end of the stream, as web streams. */
export function openByteStream(port: MessagePort): ByteStream {
  const outgoing = createOutgoing(port);
  const incoming = createIncoming(port);
  const over = () => {
    incoming.fail();
    outgoing.fail();
    port.close();
  };
  port.addEventListener("message", ({ data }: MessageEvent<ByteMessage>) => {
    if (data.type === "data") incoming.push(data.bytes as Uint8Array<ArrayBuffer>);
    else if (data.type === "end") incoming.end();
    else if (data.type === "taken") outgoing.taken(data.bytes);
    else over();
  });
  port.start();
  return {
    readable: incoming.readable,
    writable: outgoing.writable,
    reset() {
      port.postMessage({ type: "reset" } satisfies ByteMessage);
      over();
    },
  };
}

function createIncoming(port: MessagePort) {
  const waiting: Uint8Array<ArrayBuffer>[] = [];
  let controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined;
  let wanted = false;
  let done = false;
  let closed = false;
  const give = () => {
    if (closed || controller === undefined) return;
    const bytes = wanted ? waiting.shift() : undefined;
    if (bytes !== undefined) {
      wanted = false;
      port.postMessage({ type: "taken", bytes: bytes.length } satisfies ByteMessage);
      controller.enqueue(bytes);
    }
    if (!done || waiting.length > 0) return;
    closed = true;
    controller.close();
  };
  const readable = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(own) {
        controller = own;
      },
      pull() {
        wanted = true;
        give();
      },
      cancel() {
        closed = true;
        port.postMessage({ type: "reset" } satisfies ByteMessage);
      },
    },
    { highWaterMark: 0 },
  );
  return {
    readable,
    push(bytes: Uint8Array<ArrayBuffer>) {
      waiting.push(bytes);
      give();
    },
    end() {
      done = true;
      give();
    },
    fail() {
      if (closed) return;
      closed = true;
      controller?.error(new Error("The other end broke the connection."));
    },
  };
}

function createOutgoing(port: MessagePort) {
  let room = streamWindow;
  let failed = false;
  let wake: (() => void) | undefined;
  const hasRoom = async (): Promise<void> => {
    if (failed) throw new Error("The other end broke the connection.");
    if (room > 0) return;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
    await hasRoom();
  };
  const writable = new WritableStream<Uint8Array | string>({
    async write(chunk) {
      const bytes = typeof chunk === "string" ? encoder.encode(chunk) : chunk;
      for (let at = 0; at < bytes.length;) {
        await hasRoom();
        const portion = bytes.slice(at, at + Math.min(room, streamWindow));
        room -= portion.length;
        at += portion.length;
        port.postMessage({ type: "data", bytes: portion } satisfies ByteMessage, [portion.buffer]);
      }
    },
    close() {
      port.postMessage({ type: "end" } satisfies ByteMessage);
    },
    abort() {
      port.postMessage({ type: "reset" } satisfies ByteMessage);
    },
  });
  return {
    writable,
    taken(bytes: number) {
      room += bytes;
      wake?.();
    },
    fail() {
      failed = true;
      wake?.();
    },
  };
}
