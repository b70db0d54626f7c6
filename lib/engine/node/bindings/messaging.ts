import type { Binding } from "@/lib/engine/node/binding-host";
import { openBroadcast } from "@/lib/engine/node/messaging/broadcast";
import { exposeDOMException, portsOf } from "@/lib/engine/node/messaging/message-port";
import type { ProcessHost } from "@/lib/engine/node/process-host";

export function createMessagingBinding(host: ProcessHost): Binding {
  const ports = portsOf(host);
  return {
    MessageChannel: ports.MessageChannel,
    MessagePort: ports.MessagePort,
    DOMException: host.perContext.DOMException,
    structuredClone: (value: unknown, options?: { transfer?: readonly object[] }) =>
      ports.cloner.copy(value, options?.transfer ?? []),
    setDeserializerCreateObjectFunction(create: (info: string) => object) {
      ports.cloner.createObject = create;
    },
    exposeLazyDOMExceptionProperty(target: object) {
      exposeDOMException(host, target);
    },
    stopMessagePort(port: unknown) {
      ports.find(port)?.stop();
    },
    drainMessagePort(port: unknown) {
      ports.find(port)?.drain();
    },
    receiveMessageOnPort(port: unknown) {
      const core = ports.find(port);
      if (!core) {
        const text = 'The "port" argument must be a MessagePort instance';
        throw host.errors.node("ERR_INVALID_ARG_TYPE", text, TypeError);
      }
      return core.take(host.symbols["no_message_symbol"]);
    },
    moveMessagePortToContext(port: object) {
      if (ports.coreOf(port).isClosed)
        throw host.errors.node("ERR_CLOSED_MESSAGE_PORT", "Cannot send data on closed MessagePort");
      return port;
    },
    broadcastChannel: (name: string) => openBroadcast(host, name),
  };
}
