/** What a source yields, until the end rejects: a runtime that is gone may never yield again, and isn't waited for. */
export async function* whileThere<T>(
  begin: () => PromiseLike<AsyncIterable<T>>,
  end: Promise<never>,
): AsyncGenerator<T, void, undefined> {
  const iterator = (await Promise.race([begin(), end]))[Symbol.asyncIterator]();
  let isThere = true;
  end.catch(() => {
    isThere = false;
  });
  try {
    for (;;) {
      const step = await Promise.race([iterator.next(), end]);
      if (step.done === true) return;
      yield step.value;
    }
  } finally {
    if (isThere) await iterator.return?.();
  }
}
