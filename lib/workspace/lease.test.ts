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
  const request = async (_name: string, _options: unknown, hold: () => Promise<void>) => {
    if (held) await new Promise<void>((resolve) => waiting.push(resolve));
    held = true;
    await hold();
    next();
  };
  return { request } as unknown as LockManager;
}

const tick = () => new Promise((resolve) => setTimeout(resolve, 5));
const openChannel = (name: string) => new BroadcastChannel(name);
const request = (project: string, farewell: () => Promise<void>, locks: LockManager) =>
  requestLease(project, farewell, locks, openChannel, 3);
const nothing = async () => undefined;

test("two tabs never hold a project at once, and the second can take over once the first has saved", async () => {
  const locks = createLocks();
  let saved = false;
  const first = request(
    "p",
    async () => {
      await tick();
      saved = true;
    },
    locks,
  );
  const second = request("p", nothing, locks);
  await tick();
  expect([first.state.get(), second.state.get()]).toEqual(["held", "waiting"]);
  await second.takeOver();
  expect(saved).toBe(true);
  expect([first.state.get(), second.state.get()]).toEqual(["lost", "free"]);
  await first.takeOver();
  expect([first.state.get(), second.state.get()]).toEqual(["free", "lost"]);
  first.release();
  second.release();
});

test("says of no other tab that it has the project before that is known", async () => {
  const locks = createLocks();
  const only = request("r", nothing, locks);
  const states = [only.state.get()];
  only.state.subscribe(() => states.push(only.state.get()));
  await tick();
  expect(states.filter((state) => state !== "asked")).toEqual(["held"]);
  const next = request("r", nothing, locks);
  only.release();
  await next.decided;
  expect(next.state.get()).toBe("held");
  next.release();
});

test("finds the project free when the other tab closes, and doesn't take what it has read for what is there", async () => {
  const locks = createLocks();
  const first = request("q", nothing, locks);
  const second = request("q", nothing, locks);
  await tick();
  first.release();
  await tick();
  expect(second.state.get()).toBe("free");
  second.release();
});
