/** Hands a body on until it is longer than `most`, and fails then. */
export function bounded(body: ReadableStream<Uint8Array>, most: number): ReadableStream<Uint8Array> {
  let size = 0;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        size += piece.length;
        if (size > most) controller.error(new RangeError("Larger than this proxy hands on."));
        else controller.enqueue(piece);
      },
    }),
  );
}
