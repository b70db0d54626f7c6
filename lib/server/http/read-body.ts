/** A body that is larger than it may be. */
export class BodyTooLarge extends Error {
  readonly code = "ETOOLARGE";
}

/** The whole body, refused as soon as it is known to be larger than `most`, whatever its header says. */
export async function readBody(request: Request, most: number): Promise<Buffer> {
  if (Number(request.headers.get("content-length") ?? 0) > most) throw new BodyTooLarge("Larger than this call takes.");
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.length;
    if (size > most) throw new BodyTooLarge("Larger than this call takes.");
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Undefined for what is no JSON. */
export async function readJson(request: Request, most: number): Promise<unknown> {
  const body = await readBody(request, most);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
