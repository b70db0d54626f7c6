import {
  compiledAnswer,
  compiledService,
  keyOfModule,
  largestModule,
  smallestModule,
  type CompiledRequest,
} from "@/lib/engine/protocol/compiled";
import { op } from "@/lib/engine/protocol/operations";
import type { Syscalls } from "@/lib/engine/protocol/syscalls";

function bytesIn(source: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (!ArrayBuffer.isView(source) || !(source.buffer instanceof ArrayBuffer)) return undefined;
  return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
}

const isModule = ([zero, a, s, m]: Uint8Array): boolean => zero === 0 && a === 0x61 && s === 0x73 && m === 0x6d;

/** Sleeps until the page holds this module: from then on, compiling the same bytes gives what it has. */
function shareWithPage(syscalls: Syscalls, key: string, bytes: Uint8Array): void {
  const request: CompiledRequest = { key, size: bytes.length };
  if (syscalls.call(op.dial, [], [compiledService, JSON.stringify(request)]) < 0) return;
  const fd = syscalls.numbers[0] ?? -1;
  const answer = (): number | undefined =>
    syscalls.call(op.read, [fd, 1, -1]) < 0 ? undefined : syscalls.parts()[0]?.[0];
  if (answer() === compiledAnswer.wanted && syscalls.call(op.streamWrite, [fd, -1], [bytes]) >= 0) answer();
  syscalls.call(op.close, [fd]);
}

/** Has the page compile a large module first: what it compiles, the browser keeps for the next tab. */
export function createSharer(syscalls: Syscalls): (source: unknown) => void {
  const shared = new Set<string>();
  return (source) => {
    const bytes = bytesIn(source);
    if (bytes === undefined || bytes.length < smallestModule || bytes.length > largestModule || !isModule(bytes))
      return;
    const key = keyOfModule(bytes);
    if (shared.has(key)) return;
    shared.add(key);
    shareWithPage(syscalls, key, bytes);
  };
}
