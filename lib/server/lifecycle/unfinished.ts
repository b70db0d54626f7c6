const place = Symbol.for("tabsmith.unfinished");
/** Next may load this module several times in one process, which ends once. */
const shared = globalThis as { [place]?: Set<Promise<unknown>> };
const works = (shared[place] ??= new Set());

/** Work that nobody may be waiting for any more, but that the store has to stay open for. */
export function untilFinished<Result>(work: Promise<Result>): Promise<Result> {
  works.add(work);
  void Promise.allSettled([work]).then(() => works.delete(work));
  return work;
}

/** All of it is over, also what began meanwhile. */
export async function allFinished(): Promise<void> {
  while (works.size > 0) await Promise.allSettled(works);
}
