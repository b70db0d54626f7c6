import type { ChatEngine } from "../chat-engine";

/**
 * An engine that says its pieces no faster than one can watch. Each piece has its time, so that a pause that took too
 * long, as in a hidden tab whose timers run once a second, is caught up with.
 */
export function pacedEngine(engine: ChatEngine, millisecondsPerPiece: number): ChatEngine {
  return {
    ...engine,
    async *stream(request) {
      let due = performance.now();
      for await (const chunk of engine.stream(request)) {
        if (chunk.type === "text") {
          due += millisecondsPerPiece;
          const early = due - performance.now();
          if (early > 0) await pause(early, request.signal);
        }
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
