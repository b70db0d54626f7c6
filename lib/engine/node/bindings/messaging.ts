import type { Binding } from "@/lib/engine/node/binding-host";
import type { ProcessHost } from "@/lib/engine/node/process-host";

export function createMessagingBinding({ native }: ProcessHost): Binding {
  return {
    MessageChannel: native.MessageChannel,
    MessagePort: native.MessagePort,
    structuredClone: native.structuredClone,
    setDeserializerCreateObjectFunction() {},
    exposeLazyDOMExceptionProperty() {},
  };
}
