import { expect, test } from "vitest";
import { requestLease } from "./lease";

/** Web Locks as the platform defines them, for one name at a time: Node has none. */
function createLocks(): LockManager {
  const waiting: (() => void)[] = [];
  let held = false;
  const next = () => {
    const go = waiting.shift();
    if (go) go();
    else held = false;
  };
  const request = async (_name: string, options: LockOptions, hold: (lock: unknown) => Promise<void>) => {
    if (held && options.ifAvailable) return hold(null);
    if (held) await new Promise<void>((resolve) => waiting.push(resolve));
    held = true;
    await hold({});
    next();
    return undefined;
  };
  return { request } as unknown as LockManager;
}

const tick = () => new Promise((resolve) => setTimeout(resolve, 5));

test("two tabs never hold a project at once, and the second can take over once the first has saved", async () => {
  const locks = createLocks();
  let saved = false;
  const first = requestLease(
    "p",
    async () => {
      await tick();
      saved = true;
    },
    locks,
  );
  const second = requestLease("p", async () => undefined, locks);
  await tick();
  expect([first.state.get(), second.state.get()]).toEqual(["held", "waiting"]);
  await second.takeOver();
  expect(saved).toBe(true);
  expect([first.state.get(), second.state.get()]).toEqual(["lost", "held"]);
  await first.takeOver();
  expect([first.state.get(), second.state.get()]).toEqual(["held", "lost"]);
  first.release();
  second.release();
});

test("says of no other tab that it has the project before that is known", async () => {
  const locks = createLocks();
  const only = requestLease("r", async () => undefined, locks);
  const states = [only.state.get()];
  only.state.subscribe(() => states.push(only.state.get()));
  await tick();
  expect(states.filter((state) => state !== "asked")).toEqual(["held"]);
  only.release();
  await tick();
  const gone = requestLease("r", async () => undefined, locks);
  gone.release();
  const next = requestLease("r", async () => undefined, locks);
  await tick();
  expect(next.state.get()).toBe("held");
  next.release();
});

test("gets the project by itself when the other tab closes", async () => {
  const locks = createLocks();
  const first = requestLease("q", async () => undefined, locks);
  const second = requestLease("q", async () => undefined, locks);
  await tick();
  first.release();
  await tick();
  expect(second.state.get()).toBe("held");
  second.release();
});
