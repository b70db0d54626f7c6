import { z } from "zod/mini";
import { Failure } from "@/lib/base";
import { damaged } from "./envelope";
import { limits } from "./limits";

const sized = z.tuple([z.string(), z.number(), z.number()]);
const many = z.maxLength(limits.files);

const header = z.object({
  n: z.string().check(z.maxLength(limits.name)),
  /** What the author calls themself. */
  a: z.optional(z.string().check(z.maxLength(limits.author))),
  /** Files that the template lacks or has otherwise: path, mode, size. */
  f: z.array(sized).check(many),
  /** Files of the template that the project doesn't have. */
  r: z.optional(z.array(z.string()).check(many)),
  e: z.optional(z.array(z.string()).check(many)),
  l: z.optional(z.array(z.tuple([z.string(), z.string()])).check(many)),
  /** Earlier moments: the checkpoint, and what differs from the moment after it. A size of -1: it wasn't there. */
  h: z.optional(z.array(z.tuple([z.string().check(z.maxLength(100)), z.array(sized).check(many)])).check(many)),
  /** Bytes of the session. */
  s: z.optional(z.number()),
});
export type Header = z.infer<typeof header>;

const lengthBytes = 4;

export function readHeader(body: Uint8Array): Header {
  if (body.length < lengthBytes) throw damaged();
  const size = new DataView(body.buffer, body.byteOffset).getUint32(0);
  if (lengthBytes + size > body.length) throw damaged();
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body.subarray(lengthBytes, lengthBytes + size)));
  } catch {
    throw damaged();
  }
  refuseTooMany(json);
  const parsed = header.safeParse(json);
  if (!parsed.success) throw damaged();
  return parsed.data;
}

/** A well-formed list that is too long is no damage, and its reader should know. */
function refuseTooMany(json: unknown): void {
  if (typeof json !== "object" || json === null) return;
  if (Object.values(json).some((list) => Array.isArray(list) && list.length > limits.files))
    throw new Failure("ESHARESIZE", `This shared project has more files than tabsmith opens: ${limits.files} at most.`);
}
