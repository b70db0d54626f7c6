import { messageOf } from "@/lib/base";
import type { Duplex } from "../http/duplex";
import { decodeFrame, encodeFrame, opcodes, type WebSocketFrame } from "./frames";

export interface SocketEvents {
  readonly onMessage: (data: string | Uint8Array) => void;
  readonly onClose: (code: number, reason: string) => void;
}

export interface Socket {
  readonly send: (data: string | Uint8Array) => void;
  readonly close: (code?: number, reason?: string) => void;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function closePayload(code: number | undefined, reason: string): Uint8Array {
  if (code === undefined) return new Uint8Array(0);
  const text = encoder.encode(reason).subarray(0, 123);
  const payload = new Uint8Array(2 + text.length);
  new DataView(payload.buffer).setUint16(0, code);
  payload.set(text, 2);
  return payload;
}

/** The frames of a connection, one after the other, until it ends. */
async function* framesOf(duplex: Duplex): AsyncGenerator<WebSocketFrame> {
  let held: Uint8Array = new Uint8Array(0);
  for (;;) {
    const decoded = decodeFrame(held);
    if (decoded !== undefined) {
      held = held.subarray(decoded.used);
      yield decoded.frame;
      continue;
    }
    const piece = await duplex.read();
    if (piece === null) return;
    held = held.length === 0 ? piece : joined([held, piece]);
  }
}

/** A WebSocket on an upgraded connection: puts fragments together, answers pings, closes as the RFC says. */
export function openSocket(duplex: Duplex, events: SocketEvents): Socket {
  let parts: Uint8Array[] = [];
  let kind: number = opcodes.text;
  let over = false;
  let closing = false;
  const write = (opcode: number, payload: Uint8Array) => {
    duplex.write(encodeFrame(opcode, payload)).catch(() => undefined);
  };
  const finish = (code: number, reason: string) => {
    if (over) return;
    over = true;
    duplex.destroy();
    events.onClose(code, reason);
  };
  const onClose = (payload: Uint8Array) => {
    const code = payload.length < 2 ? 1005 : new DataView(payload.buffer, payload.byteOffset).getUint16(0);
    if (!closing) write(opcodes.close, payload);
    finish(code, decoder.decode(payload.subarray(2)));
  };
  const onData = ({ opcode, final, payload }: WebSocketFrame) => {
    if (opcode !== opcodes.continuation) kind = opcode;
    parts.push(payload);
    if (!final) return;
    const whole = parts.length === 1 ? payload : joined(parts);
    parts = [];
    events.onMessage(kind === opcodes.text ? decoder.decode(whole) : whole);
  };
  const hear = (frame: WebSocketFrame) => {
    if (frame.opcode === opcodes.close) onClose(frame.payload);
    else if (frame.opcode === opcodes.ping) write(opcodes.pong, frame.payload);
    else if (frame.opcode !== opcodes.pong) onData(frame);
  };
  const run = async () => {
    for await (const frame of framesOf(duplex)) {
      hear(frame);
      if (over) return;
    }
    finish(1006, "");
  };
  run().catch((error: unknown) => {
    finish(1006, messageOf(error));
  });
  return {
    send: (data) => {
      if (over || closing) return;
      if (typeof data === "string") write(opcodes.text, encoder.encode(data));
      else write(opcodes.binary, data);
    },
    close: (code, reason = "") => {
      if (over || closing) return;
      closing = true;
      write(opcodes.close, closePayload(code, reason));
      setTimeout(() => {
        finish(1006, "");
      }, 2000);
    },
  };
}
