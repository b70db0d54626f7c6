import { AsyncIdStack } from "@/lib/engine/node/async-ids";
import { createContextFrames, type AsyncHooks } from "@/lib/engine/node/async-wrap";
import { AsyncObject } from "@/lib/engine/node/async-object";
import type { Binding } from "@/lib/engine/node/binding-host";
import { createBindings } from "@/lib/engine/node/binding-registry";
import { trackProxies } from "@/lib/engine/node/bindings/proxies";
import { createErrorMakers } from "@/lib/engine/node/error-makers";
import { createEventLoop } from "@/lib/engine/node/event-loop";
import type { EngineTexts } from "@/lib/engine/node/engine-texts";
import { createFatal } from "@/lib/engine/node/fatal";
import { createLifecycle } from "@/lib/engine/node/lifecycle";
import type { NativeGlobals } from "@/lib/engine/node/native-globals";
import type { Pack } from "@/lib/engine/node/pack";
import type { ProcessHost, ProcessState } from "@/lib/engine/node/process-host";
import { createProcessObject } from "@/lib/engine/node/process-object";
import { createStackTraces } from "@/lib/engine/node/stack-trace";
import { setThisProcess } from "@/lib/engine/node/this-process";
import { revive } from "@/lib/engine/node/tables/revive";
import type { Shape } from "@/lib/engine/node/tables/tables";
import type { ProcessToKernel } from "@/lib/engine/protocol/process-messages";
import type { Syscalls } from "@/lib/engine/protocol/syscalls";

interface Needs {
  readonly native: NativeGlobals;
  readonly texts: EngineTexts;
  readonly pack: Pack;
  readonly syscalls: Syscalls;
  readonly post: (message: ProcessToKernel, transfer?: Transferable[]) => void;
  readonly ownScripts: string;
}

function symbolsIn(shape: Readonly<Record<string, Shape>>): Record<string, symbol> {
  const symbols: Record<string, symbol> = {};
  for (const [name, item] of Object.entries(shape)) {
    if (item !== null && typeof item === "object" && item.$ === "symbol") symbols[name] = Symbol(item.name);
  }
  return symbols;
}

const valuesOf = (shape: Shape | undefined): Readonly<Record<string, Shape>> =>
  shape !== null && typeof shape === "object" ? (shape.values as Record<string, Shape>) : {};

/** Each missing function is told of once. */
function createStubLog(post: Needs["post"]): (path: string) => void {
  const told = new Set<string>();
  return (path) => {
    if (told.has(path)) return;
    told.add(path);
    post({ type: "log", text: `stub ${path}` });
  };
}

/** What goes to the kernel by message. */
const messagesOf = (post: Needs["post"]): Pick<ProcessHost, "startThread" | "log"> => ({
  startThread(id, end) {
    post({ type: "threadStart", id, end }, [end.port]);
  },
  log(text) {
    post({ type: "log", text });
  },
});

type RequireBuiltin = (id: string) => unknown;

/** Puts together what the bindings of one process work with. */
export function createHost({ native, texts, pack, syscalls, post, ownScripts }: Needs): ProcessHost {
  const { tables } = pack;
  const frames = createContextFrames();
  const hooks: AsyncHooks = {};
  const errors = createErrorMakers(tables);
  const privateSymbols = symbolsIn(valuesOf(tables.bindings["util"]?.["privateSymbols"]));
  const symbols = symbolsIn(tables.bindings["symbols"] ?? {});
  const process = createProcessObject(
    tables,
    privateSymbols["exit_info_private_symbol"] as symbol,
  ) as ProcessHost["process"];
  const stacks = createStackTraces({ pack, ownScripts });
  let requireBuiltin: RequireBuiltin = () => {
    throw new Error("Node's library isn't up yet.");
  };
  const onStub = createStubLog(post);
  const state = {} as ProcessState;
  const fatal = createFatal(() => host);
  const lifecycle = createLifecycle(() => host);
  const events = { ...lifecycle.events, fatal: (error: unknown) => fatal(error, false) };
  const loop = createEventLoop({ native, frames, events });
  const host: ProcessHost = {
    native,
    tables,
    errors,
    tasks: loop,
    frames,
    hooks,
    AsyncWrap: AsyncObject,
    asyncIds: new AsyncIdStack(tables),
    perContext: {} as ProcessHost["perContext"],
    streams: { state: new Int32Array(5) },
    privateSymbols,
    symbols,
    loop,
    syscalls,
    texts,
    pack,
    stacks,
    process,
    state,
    proxies: trackProxies(globalThis),
    fatal,
    exit: lifecycle.exit,
    onRejection: lifecycle.onRejection,
    onStub,
    requireBuiltin: (id) => requireBuiltin(id),
    setLoaders(_internalBinding, given) {
      requireBuiltin = given as RequireBuiltin;
    },
    binding: (name) => bindings(name),
    shape: (name) => revive({ $: "object", values: tables.bindings[name] ?? {} }, name, onStub) as Binding,
    ...messagesOf(post),
  };
  const bindings = createBindings(host);
  setThisProcess(host);
  return host;
}
