import { messageOf } from "@/lib/base";
import type { PreviewAnswer, PreviewWish } from "./conversation";
import type { ResponseBody } from "./http/response";

/** The two ends of a body that goes over a port a piece at a time, each when it is asked for: who doesn't read isn't sent more. */

/** At the engine page. */
export function sendPieces(port: MessagePort, body: ResponseBody, cancel: () => void): void {
  const say = (answer: PreviewAnswer, transfer: Transferable[] = []) => {
    port.postMessage(answer, transfer);
  };
  const serve = async () => {
    const piece = await body.next();
    if (piece === null) {
      say({ type: "end" });
      return;
    }
    const bytes = new Uint8Array(piece);
    say({ type: "piece", bytes }, [bytes.buffer]);
  };
  // A body is read by one at a time: two would share out what belongs to the next answer on the same connection.
  let served: Promise<void> = Promise.resolve();
  port.addEventListener("message", ({ data }: MessageEvent<PreviewWish>) => {
    if (data.type === "cancel") {
      cancel();
      port.close();
      return;
    }
    served = served.then(serve).catch((error: unknown) => {
      cancel();
      say({ type: "failed", message: messageOf(error) });
    });
  });
  port.start();
}

/** At the service worker. */
export function receivePieces(port: MessagePort, finished: () => void): ReadableStream<Uint8Array> {
  let answered: () => void = () => undefined;
  const over = () => {
    answered();
    finished();
    port.close();
  };
  return new ReadableStream<Uint8Array>({
    start(controller) {
      port.addEventListener("message", ({ data }: MessageEvent<PreviewAnswer>) => {
        if (data.type === "piece") {
          controller.enqueue(data.bytes);
          answered();
          return;
        }
        if (data.type === "end") controller.close();
        else if (data.type === "failed") controller.error(new TypeError(data.message));
        over();
      });
    },
    /** Until it has been answered a stream doesn't ask again, however often it is read. */
    pull() {
      const asked = new Promise<void>((resolve) => {
        answered = resolve;
      });
      port.postMessage({ type: "pull" } satisfies PreviewWish);
      return asked;
    },
    cancel() {
      port.postMessage({ type: "cancel" } satisfies PreviewWish);
      answered();
      finished();
    },
  });
}
