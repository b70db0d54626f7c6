import type { Duplex } from "../../preview/http/duplex";
import { compiledAnswer, largestModule, type CompiledRequest } from "../../protocol/compiled";
import type { CompiledShelf } from "./shelf";

/** A program shouldn't wait longer for what it can do by itself. */
const patience = 4000;

function readRequest(text: string): CompiledRequest | undefined {
  try {
    const { key, size } = JSON.parse(text) as Partial<CompiledRequest>;
    if (typeof key !== "string" || !/^[\w-]{1,64}$/.test(key)) return undefined;
    return typeof size === "number" && size > 0 && size <= largestModule ? { key, size } : undefined;
  } catch {
    return undefined;
  }
}

async function receive(duplex: Duplex, size: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size;) {
    const piece = await duplex.read();
    if (piece === null || piece.length > size - at) return undefined;
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

const atMost = (work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, new Promise((resolve) => setTimeout(resolve, patience))]);

const say = (duplex: Duplex, answer: number): Promise<void> => duplex.write(Uint8Array.of(answer));

async function serve(duplex: Duplex, { key, size }: CompiledRequest, shelf: CompiledShelf): Promise<void> {
  if (!(await shelf.find(key))) {
    await say(duplex, compiledAnswer.wanted);
    const bytes = await receive(duplex, size);
    if (bytes === undefined) return;
    await atMost(shelf.add(key, bytes));
  }
  await say(duplex, compiledAnswer.ready);
}

/** Answers a program that is about to compile a module. It goes on by itself when the conversation ends, however that is. */
export async function serveCompiled(duplex: Duplex, text: string, shelf: CompiledShelf): Promise<void> {
  const request = readRequest(text);
  try {
    if (request !== undefined) await serve(duplex, request, shelf);
    duplex.end();
  } catch {
    duplex.destroy();
  }
}
