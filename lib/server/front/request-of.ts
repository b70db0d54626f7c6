import type { IncomingMessage } from "node:http";

/** What came over the wire as the web's own `Request`. Its body is read only as far as the handler reads it. */
export function requestOf(message: IncomingMessage, url: URL): Request {
  const { method = "GET" } = message;
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) if (typeof value === "string") headers.set(name, value);
  if (method === "GET" || method === "HEAD") return new Request(url, { method, headers });
  const streamed = { method, headers, body: bodyOf(message), duplex: "half" };
  return new Request(url, streamed);
}

/** Whatever isn't read is taken and thrown away, so that a caller who still sends hears the answer. */
function bodyOf(message: IncomingMessage): ReadableStream<Uint8Array> {
  let begun = false;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (!begun) {
          begun = true;
          message.on("data", (piece: Buffer) => {
            message.pause();
            controller.enqueue(piece);
          });
          message.once("end", () => {
            controller.close();
          });
          message.once("error", (error) => {
            controller.error(error);
          });
        }
        message.resume();
      },
      cancel() {
        message.removeAllListeners("data").removeAllListeners("end").resume();
      },
    },
    { highWaterMark: 0 },
  );
}
