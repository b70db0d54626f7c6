import { createEmitter, messageOf, type Disposable } from "@/lib/base";
import type { CookieJar } from "./cookies";
import { towardsServer } from "./headers";
import type { HttpClient } from "./http/client";
import type { ConsoleLevel, LineMessage, PreviewPlace, SocketNews, SocketWish } from "./line";
import { connectSocket, type OpenedSocket } from "./websocket/connect";

/** Something that happened in a page that the project shows. Texts are the page's: whoever shows them must not trust them. */
export interface PreviewEvent extends PreviewPlace {
  readonly type: "console" | "uncaught-error" | "unhandled-rejection";
  readonly level?: ConsoleLevel;
  readonly message: string;
  readonly args: readonly string[];
  readonly stack?: string;
  readonly port: number;
}

export interface PreviewLines {
  readonly accept: (line: MessagePort, port: number | undefined) => void;
  readonly onEvent: (listener: (event: PreviewEvent) => void) => Disposable;
}

export interface PreviewLinesOptions {
  readonly root: () => number | undefined;
  readonly client: (port: number) => HttpClient;
  readonly cookies: CookieJar;
}

const textAtMost = 10_000;
const cut = (text: unknown): string => String(text).slice(0, textAtMost);

const placeOf = (place: PreviewPlace): PreviewPlace => ({
  pathname: cut(place.pathname),
  search: cut(place.search),
  hash: cut(place.hash),
});

function eventOf(message: Exclude<LineMessage, { type: "socket" }>, port: number): PreviewEvent {
  const base = { ...placeOf(message.place), port, stack: cut(message.stack) };
  if (message.type !== "console") return { ...base, type: message.type, message: cut(message.message), args: [] };
  const args = message.args.slice(0, 100).map(cut);
  return { ...base, type: "console", level: message.level, message: args.join(" "), args };
}

export function createPreviewLines({ root, client, cookies }: PreviewLinesOptions): PreviewLines {
  const events = createEmitter<PreviewEvent>();

  const join = async (asked: LineMessage & { type: "socket" }, port: number, wire: MessagePort): Promise<void> => {
    const say = (news: SocketNews) => {
      wire.postMessage(news);
    };
    let socket: OpenedSocket | undefined;
    let over = false;
    wire.addEventListener("message", ({ data }: MessageEvent<SocketWish>) => {
      if (data.type === "close") {
        over = true;
        socket?.close(data.code, data.reason);
      } else socket?.send(typeof data.data === "string" ? data.data : new Uint8Array(data.data));
    });
    wire.start();
    const path = asked.target.split("?", 1)[0] ?? "/";
    const headers = towardsServer({ port, method: "POST", headers: [], referrer: "", cookie: cookies.header(path) });
    socket = await connectSocket(
      client(port),
      { target: asked.target, headers, protocols: asked.protocols },
      {
        onMessage: (data) => {
          say({ type: "message", data });
        },
        onClose: (code, reason) => {
          say({ type: "close", code, reason });
        },
      },
    );
    say({ type: "open", protocol: socket.protocol });
    if (over) socket.close();
  };

  return {
    onEvent: events.on,
    accept(line, pagePort) {
      line.addEventListener("message", ({ data, ports: [wire] }: MessageEvent<LineMessage>) => {
        const port = pagePort ?? root() ?? 0;
        if (data.type !== "socket") {
          events.emit(eventOf(data, port));
          return;
        }
        if (wire === undefined) return;
        join(data, data.port ?? port, wire).catch((error: unknown) => {
          wire.postMessage({ type: "refused", reason: messageOf(error) } satisfies SocketNews);
        });
      });
      line.start();
    },
  };
}
