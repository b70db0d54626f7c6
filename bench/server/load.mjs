// @ts-check
/**
 * Asks over so many connections at once for so long, each as soon as its last answer is there. Connections that break end: that is
 * what a killed server looks like.
 * @param {{ ask: (asked: any) => Promise<{ status: number, text: string }> }} server
 * @param {{ connections: number, seconds: number, next: () => object, onAnswer?: (status: number, text: string) => unknown }} plan
 */
export async function load(server, { connections, seconds, next, onAnswer }) {
  /** @type {number[]} */
  const times = [];
  let failed = 0;
  const began = performance.now();
  const end = began + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < end) {
        const at = performance.now();
        const answer = await server.ask(next()).catch(() => undefined);
        if (!answer) return;
        times.push(performance.now() - at);
        if (answer.status >= 300) failed += 1;
        onAnswer?.(answer.status, answer.text);
      }
    }),
  );
  const took = (performance.now() - began) / 1000;
  const sorted = times.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
  return { perSecond: Math.round(times.length / took), p50: at(0.5), p99: at(0.99), failed, answers: times.length };
}
