import type { Waiter } from "./answer";
import type { Call } from "./call";
import type { Description } from "./description";
import { noBytes } from "./inode";
import type { StreamEnd } from "./stream-end";

/**
 * Tells a reader of all that arrives without being asked again, as long as fewer than `window` bytes are on their way to it.
 * It grants more as it takes what came: so a stream costs no trip for each of its pieces, and still waits for its reader.
 */
export function flow(call: Call, file: StreamEnd, window: number, adopt: (passed: Description) => number): void {
  let underWay = 0;
  let waiting = false;
  const waiter: Waiter = {
    onCancel: undefined,
    finish: (errno, numbers = [], parts = []) => {
      waiting = false;
      if (errno !== 0) {
        call.finish(errno, numbers, parts);
        return;
      }
      underWay += (parts[0] ?? noBytes).length;
      call.onProgress?.(numbers, parts);
      read();
    },
  };
  const read = (): void => {
    if (waiting || call.settled || underWay >= window) return;
    waiting = true;
    file.receive(call.number(1, 65_536), waiter, adopt);
  };
  call.onCancel = () => waiter.onCancel?.();
  call.onGrant = (bytes) => {
    underWay -= bytes;
    read();
  };
  read();
}
