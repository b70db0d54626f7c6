import { PortBridge } from "./port-bridge";
import type { StreamEnd } from "./stream-end";
import type { Pty } from "./terminal-ends";

/** The page's side of a connection. The bridge holds the end until both directions are over. */
export function bridgeStream(port: MessagePort, end: StreamEnd, settle: () => void): PortBridge {
  end.retain();
  let held = true;
  const letGo = () => {
    if (held) end.release();
    held = false;
  };
  return new PortBridge(port, {
    settle,
    outgoing: end.incoming,
    take: (bytes, taken) => {
      end.outgoing?.write(bytes, { finish: taken, onCancel: undefined });
    },
    ended: () => {
      end.outgoing?.whenAdmitted(() => end.outgoing?.end());
    },
    // As when a browser's side is closed: what reads sees the end, what writes that nobody reads any more.
    broken: letGo,
  });
}

/** The page's side of a terminal: closing it hangs up. */
export function bridgeTerminal(port: MessagePort, pty: Pty, settle: () => void): PortBridge {
  const { terminal } = pty;
  return new PortBridge(port, {
    settle,
    outgoing: terminal.output,
    take: (bytes, taken) => {
      terminal.feed(bytes);
      terminal.input.whenRoom(taken);
    },
    ended: () => undefined,
    broken: pty.onMasterClosed,
  });
}
