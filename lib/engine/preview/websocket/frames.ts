import { Failure } from "@/lib/base";

/** WebSocket frames (RFC 6455), client's side: what we send is masked, what we read must not be. */

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

export interface WebSocketFrame {
  readonly opcode: number;
  readonly final: boolean;
  readonly payload: Uint8Array;
}

function sizeBytes(length: number): number[] {
  if (length < 126) return [0x80 | length];
  if (length < 65_536) return [0x80 | 126, length >> 8, length & 255];
  const high = Math.floor(length / 2 ** 32);
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, high);
  view.setUint32(4, length >>> 0);
  return [0x80 | 127, ...bytes];
}

export function encodeFrame(
  opcode: number,
  payload: Uint8Array,
  mask: Uint8Array = crypto.getRandomValues(new Uint8Array(4)),
): Uint8Array {
  const head = [0x80 | opcode, ...sizeBytes(payload.length), ...mask];
  const frame = new Uint8Array(head.length + payload.length);
  frame.set(head);
  for (let at = 0; at < payload.length; at++) frame[head.length + at] = (payload[at] ?? 0) ^ (mask[at & 3] ?? 0);
  return frame;
}

/** Length of the head and of the payload, or undefined when more bytes are needed to know. */
function measure(bytes: Uint8Array): { readonly head: number; readonly length: number } | undefined {
  const second = bytes[1];
  if (second === undefined) return undefined;
  if ((second & 0x80) !== 0) throw new Failure("WS_ERR_UNEXPECTED_MASK", "The server masked a WebSocket frame.");
  if (second < 126) return { head: 2, length: second };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (second === 126) return bytes.length < 4 ? undefined : { head: 4, length: view.getUint16(2) };
  return bytes.length < 10 ? undefined : { head: 10, length: view.getUint32(2) * 2 ** 32 + view.getUint32(6) };
}

/** The first frame of `bytes` and how many bytes it took, or undefined when it isn't all there. */
export function decodeFrame(
  bytes: Uint8Array,
  largest = 256 * 1024 * 1024,
): { readonly frame: WebSocketFrame; readonly used: number } | undefined {
  const size = measure(bytes);
  if (size === undefined) return undefined;
  if (size.length > largest) throw new Failure("WS_ERR_UNSUPPORTED_MESSAGE_LENGTH", "The server sent a frame too big.");
  const used = size.head + size.length;
  if (bytes.length < used) return undefined;
  const first = bytes[0] ?? 0;
  return {
    used,
    frame: { opcode: first & 15, final: (first & 0x80) !== 0, payload: bytes.slice(size.head, used) },
  };
}
