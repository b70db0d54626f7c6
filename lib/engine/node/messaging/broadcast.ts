import type { PortCore } from "@/lib/engine/node/messaging/port-core";
import { portsOf } from "@/lib/engine/node/messaging/message-port";
import type { ProcessHost } from "@/lib/engine/node/process-host";

/**
 * `new BroadcastChannel(name)` of one process: its threads share the name with each other and with nobody else, so the
 * pid is part of what the browser knows it by.
 */
export function openBroadcast(host: ProcessHost, name: string): object {
  const ports = portsOf(host);
  const core: PortCore = ports.create();
  const { port1, port2 } = new host.native.MessageChannel();
  const channel = new host.native.BroadcastChannel(`node/${host.state.run.pid}/${name}`);
  core.bindRemote(port1);
  port2.onmessage = ({ data }: MessageEvent<{ type: string }>): void => {
    if (data.type === "close") {
      channel.close();
      port2.close();
    } else channel.postMessage(data);
  };
  channel.onmessage = ({ data }: MessageEvent<unknown>): void => {
    port2.postMessage(data);
  };
  return core.owner;
}
