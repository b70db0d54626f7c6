import { socketFamily } from "../protocol/constants";
import { answer, done, numbers, type Answer } from "./answer";
import type { Call, Handler } from "./call";
import { fail } from "./kernel-error";
import { socketPair } from "./network";
import { find } from "./path-walk";

const nop = (call: Call): Answer => numbers(call.number(0) + 1);

/** The wire serves these before anything reaches the kernel. */
const onTheWire = (): Answer => fail("ENOSYS");

function watch(call: Call): Answer {
  const { process, system } = call;
  const id = call.number(0);
  const node = find(process, call.text(0));
  const thread = process.threads.get(call.thread);
  process.watches.get(id)?.();
  const stop = system.watches.watch({
    node,
    recursive: call.number(1) !== 0,
    send: (events) => {
      thread?.seat?.post({ type: "watch", id, events });
    },
  });
  process.watches.set(id, stop);
  return done;
}

function unwatch(call: Call): Answer {
  const { watches } = call.process;
  watches.get(call.number(0))?.();
  watches.delete(call.number(0));
  return done;
}

function cacheGet(call: Call): Answer {
  const bytes = call.system.cache.get(call.text(0));
  return bytes === undefined ? fail("ENOENT") : answer([], [bytes]);
}

function cachePut(call: Call): Answer {
  call.system.cache.put(call.text(0), call.bytes(1));
  return done;
}

function dial(call: Call): Answer {
  const { process, system } = call;
  process.files.demandRoom();
  const [near, far] = socketPair(socketFamily.unix);
  const fd = process.files.add(near);
  system.host.dial(process, call.text(0), call.text(1), far);
  return numbers(fd);
}

export const otherCalls = {
  rest: onTheWire,
  more: onTheWire,
  cancel: onTheWire,
  grant: onTheWire,
  nop,
  watch,
  unwatch,
  cacheGet,
  cachePut,
  dial,
} satisfies Record<string, Handler>;
