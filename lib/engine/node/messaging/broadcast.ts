import type { PortCore } from "@/lib/engine/node/messaging/port-core";
import { portsOf } from "@/lib/engine/node/messaging/message-port";
import { createRoute, Route } from "@/lib/engine/node/messaging/route";
import type { Wire } from "@/lib/engine/node/messaging/wire";
import type { ProcessHost } from "@/lib/engine/node/process-host";

/**
 * `new BroadcastChannel(name)` of one process: its threads share the name with each other and with nobody else, so the
 * pid is part of what the browser knows it by.
 */
export function openBroadcast(host: ProcessHost, name: string): object {
  const ports = portsOf(host);
  const core: PortCore = ports.create();
  const [near, far] = createRoute(false);
  const back = new Route(far);
  const channel = new host.native.BroadcastChannel(`node/${host.state.run.pid}/${name}`);
  core.bindRemote(near);
  back.port.onmessage = ({ data }: MessageEvent<Wire>): void => {
    if (data.type === "close") {
      channel.close();
      back.port.close();
    } else channel.postMessage(data);
  };
  channel.onmessage = ({ data }: MessageEvent<Wire>): void => {
    if (data.type === "letter") back.send(data.letter);
  };
  return core.owner;
}
