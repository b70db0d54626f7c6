import type { Disposable } from "@/lib/base";
import type { Machine } from "../machine";
import { duplexOf } from "../machine";
import { compiledService } from "../../protocol/compiled";
import { serveCompiled } from "../compiled/desk";
import type { CompiledShelf } from "../compiled/shelf";
import { serveOutbound, type Destination, type OutboundOptions } from "./outbound";

export interface DialledOptions extends OutboundOptions {
  readonly compiled: CompiledShelf;
}

/** Answers programs that ask the page: for a connection to another host, or to have something compiled. */
export function answerDialled(machine: Pick<Machine, "onDialled">, options: DialledOptions): Disposable {
  return machine.onDialled(({ service, request, stream }) => {
    const duplex = duplexOf(stream);
    if (service === compiledService) {
      void serveCompiled(duplex, request, options.compiled);
      return;
    }
    const destination = service === "tcp" ? readDestination(request) : undefined;
    if (destination) void serveOutbound(duplex, destination, options);
    else duplex.destroy();
  });
}

function readDestination(request: string): Destination | undefined {
  try {
    const { host, port } = JSON.parse(request) as Partial<Destination>;
    return typeof host === "string" && typeof port === "number" ? { host, port } : undefined;
  } catch {
    return undefined;
  }
}
