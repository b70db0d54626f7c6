import { Failure } from "@/lib/base";
import type { HttpClient } from "../http/client";
import { headerOf, type Header } from "../http/response";
import { openSocket, type Socket, type SocketEvents } from "./socket";

const magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

async function acceptFor(key: string): Promise<string> {
  return base64(new Uint8Array(await crypto.subtle.digest("SHA-1", new TextEncoder().encode(key + magic))));
}

export interface SocketRequest {
  readonly target: string;
  readonly headers: readonly Header[];
  readonly protocols: readonly string[];
}

export interface OpenedSocket extends Socket {
  readonly protocol: string;
}

/** Opens a WebSocket by an upgrade; rejects when the server refuses or answers a handshake that isn't ours. */
export async function connectSocket(
  client: HttpClient,
  request: SocketRequest,
  events: SocketEvents,
): Promise<OpenedSocket> {
  const key = base64(crypto.getRandomValues(new Uint8Array(16)));
  const offered: readonly Header[] =
    request.protocols.length === 0 ? [] : [["sec-websocket-protocol", request.protocols.join(", ")]];
  const answer = await client.request({
    method: "GET",
    target: request.target,
    headers: [
      ...request.headers,
      ["connection", "Upgrade"],
      ["upgrade", "websocket"],
      ["sec-websocket-version", "13"],
      ["sec-websocket-key", key],
      ...offered,
    ],
  });
  if (answer.upgraded === undefined) {
    answer.cancel();
    throw new Failure("WS_ERR_REFUSED", `The server refused the WebSocket with status ${answer.status}.`);
  }
  if (headerOf(answer.headers, "sec-websocket-accept") !== (await acceptFor(key))) {
    answer.cancel();
    throw new Failure("WS_ERR_HANDSHAKE", "The server answered the handshake of another WebSocket.");
  }
  const protocol = headerOf(answer.headers, "sec-websocket-protocol") ?? "";
  return { ...openSocket(answer.upgraded, events), protocol };
}
