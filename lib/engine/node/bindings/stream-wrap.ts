import { AsyncObject } from "@/lib/engine/node/async-object";
import type { Binding } from "@/lib/engine/node/binding-host";
import { StreamHandle } from "@/lib/engine/node/handles/stream-base";
import type { ProcessHost } from "@/lib/engine/node/process-host";

class WriteWrap extends AsyncObject {
  constructor() {
    super("WRITEWRAP");
  }
}

class ShutdownWrap extends AsyncObject {
  constructor() {
    super("SHUTDOWNWRAP");
  }
}

export const createStreamWrapBinding = ({ streams }: ProcessHost): Binding => ({
  streamBaseState: streams.state,
  LibuvStreamWrap: StreamHandle,
  WriteWrap,
  ShutdownWrap,
});
