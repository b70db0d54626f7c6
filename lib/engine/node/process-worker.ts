/** The script of a process Worker: boots Node's library, waits in the idle pool, then runs one program. */
import { callingFile } from "@/lib/engine/node/bindings/util/call-sites";
import { deliverWatch } from "@/lib/engine/node/bindings/fs-event-wrap";
import { deliverSignal } from "@/lib/engine/node/bindings/signal-wrap";
import { endThread } from "@/lib/engine/node/bindings/worker";
import { captureGlobals } from "@/lib/engine/node/capture-globals";
import { confine } from "@/lib/engine/node/confine";
import { createHost } from "@/lib/engine/node/create-host";
import { declareFar } from "@/lib/engine/node/far-names";
import { compilerOf } from "@/lib/engine/node/modules/compiler";
import { wrapFunctionConstructors } from "@/lib/engine/node/modules/function-constructors";
import { openPack, type PackScript } from "@/lib/engine/node/pack";
import { runProgram } from "@/lib/engine/node/program";
import { createRealm } from "@/lib/engine/node/realm";
import { runBuiltin } from "@/lib/engine/shell/run-builtin";
import { runShell } from "@/lib/engine/shell/main";
import { joinKernel, type ProcessEvent, type ProcessWire } from "@/lib/engine/protocol/process-wire";

/** What the Worker's first script hands over: where it got the core pack and this script from, and the pack itself. */
interface Start {
  readonly core: string;
  readonly main: string;
  readonly pack: PackScript | undefined;
}

function takeStart(): Start {
  const scope = globalThis as { engineStart?: Start };
  const given = scope.engineStart;
  if (given === undefined) throw new Error("This script is started by another one; build the engine again.");
  for (const name of ["engineStart", "__nodePack"]) Reflect.deleteProperty(scope, name);
  return given;
}

const native = captureGlobals();
const { core, main: ownScript, pack: corePack } = takeStart();
const pack = openPack(core, corePack, native.importScripts);

function boot(wire: ProcessWire): (event: ProcessEvent) => void {
  const host = createHost({ native, pack, syscalls: wire.syscalls, post: wire.post, ownScript });
  enter = (run) => {
    host.loop.postUnreferenced(run);
  };
  confine(globalThis);
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

/** What the page gives every process: the hosts that only it can reach, though their names look local. */
function farHosts(data: unknown): readonly string[] {
  const { far } = (data ?? {}) as { readonly far?: readonly string[] };
  return far ?? [];
}

async function start(): Promise<void> {
  const through = (run: () => void): void => {
    enter(run);
  };
  const wire = await joinKernel(globalThis, { defer: through, enter: through });
  try {
    declareFar(farHosts(wire.data));
    wire.listen(boot(wire));
    wire.post({ type: "ready" });
  } catch (error) {
    wire.post({ type: "failed", text: String((error as Error).stack) });
  }
}

void start();
