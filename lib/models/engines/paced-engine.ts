import type { ChatEngine } from "../chat-engine";

/** An engine that says its pieces no faster than one can watch. */
export function pacedEngine(engine: ChatEngine, millisecondsPerPiece: number): ChatEngine {
  return {
    ...engine,
    async *stream(request) {
      for await (const chunk of engine.stream(request)) {
        if (chunk.type === "text") await pause(millisecondsPerPiece, request.signal);
        yield chunk;
      }
    },
  };
}

/** Ends at once when it is aborted; the engine says so then. */
function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener("abort", done, { once: true });
  });
}
