import type { Disposable } from "@/lib/base";
import type { Machine } from "../machine";
import { duplexOf } from "../machine";
import { serveOutbound, type Destination, type OutboundOptions } from "./outbound";

/** Answers programs that connect to other hosts. */
export function answerDialled(machine: Pick<Machine, "onDialled">, options: OutboundOptions): Disposable {
  return machine.onDialled(({ service, request, stream }) => {
    const duplex = duplexOf(stream);
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
