import { log } from "./log";

type Given = Parameters<typeof log>;

interface Noted {
  readonly until: number;
  unsaid: number;
}

const pause = 60_000;
/** More kinds of lines than any server has; past that the oldest may be said again. */
const mostNoted = 200;
const noted = new Map<string, Noted>();

/**
 * A line that a caller can bring about as often as it likes: the same one is written once a minute at most, and the next one says
 * how many were left out.
 */
export function logSeldom(level: Given[0], event: Given[1], fields: Given[2] = {}, now = Date.now()): void {
  const line = JSON.stringify([event, fields]);
  const earlier = noted.get(line);
  if (earlier && now < earlier.until) {
    earlier.unsaid += 1;
    return;
  }
  noted.delete(line);
  const [oldest] = noted.keys();
  if (noted.size >= mostNoted && oldest !== undefined) noted.delete(oldest);
  noted.set(line, { until: now + pause, unsaid: 0 });
  log(level, event, earlier && earlier.unsaid > 0 ? { ...fields, unsaid: earlier.unsaid } : fields);
}
