import type { Disposable } from "@/lib/base";

interface Shared {
  users: number;
  readonly following: Disposable;
  ending: ReturnType<typeof setTimeout> | undefined;
}

const running = new Map<object, Shared>();

/** How long what no editor uses is kept, since the next one often comes at once. */
const grace = 5000;

function end(key: object): void {
  const shared = running.get(key);
  clearTimeout(shared?.ending);
  running.delete(key);
  shared?.following.dispose();
}

/** Starts what follows a project once, however many editors show it. Another project ends what is left of this one. */
export function shareFollowing(key: object, start: () => Disposable): Disposable {
  for (const [other, { users }] of running) if (other !== key && users === 0) end(other);
  let shared = running.get(key);
  if (!shared) running.set(key, (shared = { users: 0, following: start(), ending: undefined }));
  const mine = shared;
  clearTimeout(mine.ending);
  mine.users += 1;
  let isDone = false;
  return {
    dispose() {
      if (isDone) return;
      isDone = true;
      mine.users -= 1;
      if (mine.users === 0) {
        mine.ending = setTimeout(() => {
          end(key);
        }, grace);
      }
    },
  };
}
