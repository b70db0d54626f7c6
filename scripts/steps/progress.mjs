// @ts-check
/**
 * Says what is being done, every few seconds that it still is, and how long it took.
 * @template T
 * @param {string} doing
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(doing, work) {
  const started = performance.now();
  const seconds = () => ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${doing} …`);
  const timer = setInterval(() => console.log(`  still at it, ${seconds()} s`), 5000);
  try {
    const result = await work();
    console.log(`  done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(timer);
  }
}
