/** The script of a process Worker: boots Node's library, waits in the idle pool, then runs one program. */
import { callingFile } from "@/lib/engine/node/bindings/util/call-sites";
import { deliverWatch } from "@/lib/engine/node/bindings/fs-event-wrap";
import { deliverSignal } from "@/lib/engine/node/bindings/signal-wrap";
import { endThread } from "@/lib/engine/node/bindings/worker";
import { captureGlobals } from "@/lib/engine/node/capture-globals";
import { confine } from "@/lib/engine/node/confine";
import { createHost } from "@/lib/engine/node/create-host";
import { declareFar } from "@/lib/engine/node/far-names";
import { setLateModules } from "@/lib/engine/node/late-module";
import { compilerOf } from "@/lib/engine/node/modules/compiler";
import { wrapFunctionConstructors } from "@/lib/engine/node/modules/function-constructors";
import { openTexts, type GivenTexts } from "@/lib/engine/node/engine-texts";
import { openPack } from "@/lib/engine/node/pack";
import { createSharer } from "@/lib/engine/node/share-compiled";
import { wrapWebAssembly } from "@/lib/engine/node/wrap-web-assembly";
import { runProgram } from "@/lib/engine/node/program";
import { createRealm } from "@/lib/engine/node/realm";
import { runBuiltin, runShell } from "@/lib/engine/shell/start";
import type { StartMessage } from "@/lib/engine/protocol/process-messages";
import { joinKernel, type ProcessEvent, type ProcessWire } from "@/lib/engine/protocol/process-wire";

/** What the page gives every process. */
interface Given extends GivenTexts {
  /** The names of the core pack and of this script. */
  readonly core: string;
  readonly program: string;
  /** The hosts that only the page can reach, though their names look local. */
  readonly far: readonly string[];
  /** Whether the browser shares what the page has compiled with its Workers. */
  readonly sharesCompiled: boolean;
}

/** The Worker's first script got the kernel's message and left it. */
function takeStart(): StartMessage {
  const scope = globalThis as { engineStart?: StartMessage };
  const given = scope.engineStart;
  if (given === undefined) throw new Error("This script is started by another one; build the engine again.");
  Reflect.deleteProperty(scope, "engineStart");
  return given;
}

const native = captureGlobals();
const started = takeStart();
const given = started.data as Given;
const texts = openTexts(given, native.evaluate);
setLateModules(texts);
const pack = openPack(given.core, texts, native.evaluate);

function boot(wire: ProcessWire): (event: ProcessEvent) => void {
  const host = createHost({
    native,
    texts,
    pack,
    syscalls: wire.syscalls,
    post: wire.post,
    ownScripts: given.assets,
  });
  enter = (run) => {
    host.loop.postUnreferenced(run);
  };
  confine(globalThis);
  wrapWebAssembly(globalThis, {
    loop: host.loop,
    ...(given.sharesCompiled && { before: createSharer(wire.syscalls) }),
  });
  const realm = createRealm(host);
  host.stacks.install();
  wrapFunctionConstructors(globalThis, (source) => compilerOf(host).expression(source, callingFile() ?? ""));
  return (event) => {
    if (event.type === "run") {
      const { program } = event;
      if (program.type === "builtin" && program.name === "sh") runShell(wire.syscalls, event);
      else if (program.type === "builtin") runBuiltin(wire.syscalls, event, program.name);
      runProgram(host, realm, event);
    } else if (event.type === "signal") host.loop.postUnreferenced(() => deliverSignal(event.signal));
    else if (event.type === "threadExit") endThread(event.id, event.code);
    else if (event.type === "watch") host.loop.postUnreferenced(() => deliverWatch(event.id, event.events));
  };
}

/** Answers of the kernel enter the program through its event loop, as everything does. */
let enter = (run: () => void): void => {
  run();
};

async function start(): Promise<void> {
  const through = (run: () => void): void => {
    enter(run);
  };
  const wire = await joinKernel(started, { defer: through, enter: through });
  try {
    declareFar(given.far);
    wire.listen(boot(wire));
    wire.post({ type: "ready" });
  } catch (error) {
    wire.post({ type: "failed", text: String((error as Error).stack) });
  }
}

void start();
