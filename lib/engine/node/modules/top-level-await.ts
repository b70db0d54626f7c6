import { Evaluator } from "@/lib/engine/modules/evaluate";
import { arrowMessage } from "@/lib/engine/node/modules/syntax-errors";
import { whenSettled } from "@/lib/engine/node/native-then";

/** The one of this process. */
export const evaluator = new Evaluator(whenSettled);

/** What Node says when nothing is left that could end an `await` at a module's top level; undefined where that can't be told. */
export function stalledAwait(): string | undefined {
  for (const { url, source, awaitsAt } of evaluator.waiting) {
    if (awaitsAt === undefined) continue;
    const before = source.slice(0, awaitsAt).split("\n");
    const place = { line: before.length, column: before.at(-1)?.length ?? 0 };
    return `Warning: Detected unsettled top-level await at ${arrowMessage(url, source, place)}\n\n\n`;
  }
  return undefined;
}
