/** How much output is kept for someone who doesn't read it, before the program is held back. */
const keptAtMost = 16 * 1024 * 1024;

export interface PumpedOutput {
  readonly output: ReadableStream<string>;
  /** Resolves when all of it has been handed over. */
  readonly delivered: Promise<void>;
}

/**
 * Output as text, delivered without waiting for a reader: so an exit can be awaited by someone who never reads. A program
 * that something left behind may keep its terminal open; after `exited` silence for `quietFor` ms is the end.
 */
export function pumpOutput(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  exited: Promise<unknown>,
  quietFor = 50,
): PumpedOutput {
  const decoder = new TextDecoder();
  const reader = bytes.getReader();
  let isOver = false;
  const noted = exited.then(
    () => (isOver = true),
    () => (isOver = true),
  );
  let wake: () => void = () => undefined;
  const quiet = () => new Promise<undefined>((resolve) => void setTimeout(resolve, quietFor));
  const pump = async (controller: ReadableStreamDefaultController<string>): Promise<void> => {
    for (let reading = reader.read(); ; reading = reader.read()) {
      if (!isOver) await Promise.race([reading, noted]);
      const read = isOver ? await Promise.race([reading, quiet()]) : await reading;
      if (read?.value === undefined) break;
      const text = decoder.decode(read.value, { stream: true });
      if (text !== "") controller.enqueue(text);
      const isFull = !isOver && (controller.desiredSize ?? 1) <= 0;
      if (isFull) await Promise.race([new Promise<void>((resolve) => (wake = resolve)), noted]);
    }
    const rest = decoder.decode();
    if (rest !== "") controller.enqueue(rest);
    controller.close();
  };
  let delivered: Promise<void> = Promise.resolve();
  const output = new ReadableStream<string>(
    {
      start(controller) {
        delivered = pump(controller).catch(() => {
          controller.close();
        });
      },
      pull() {
        wake();
      },
    },
    { highWaterMark: keptAtMost, size: (text) => text.length },
  );
  return { output, delivered };
}
