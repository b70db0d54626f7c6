import { ByteReader } from "@/lib/engine/node/bindings/serdes/byte-reader";
import { ByteWriter } from "@/lib/engine/node/bindings/serdes/byte-writer";
import { ValueReader } from "@/lib/engine/node/bindings/serdes/value-reader";
import { ValueWriter } from "@/lib/engine/node/bindings/serdes/value-writer";
import type { Letter } from "@/lib/engine/node/messaging/wire";

class NotPlain extends Error {}

const refuse = (): never => {
  throw new NotPlain("Only a browser's port can carry this.");
};

/** A letter as bytes; undefined for one that holds what bytes can't say, such as shared memory. */
export function bytesOfLetter(letter: Letter): Uint8Array | undefined {
  const out = new ByteWriter();
  const values = new ValueWriter(out, {
    viewsAreHostObjects: () => false,
    isHostObject: () => false,
    writeHostObject: refuse,
    transferId: () => undefined,
    sharedId: refuse,
    cloneError: (message) => new NotPlain(message),
  });
  try {
    values.write([letter.payload, letter.hasStandIns]);
    return out.release();
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

export function letterOfBytes(bytes: Uint8Array): Letter {
  const values = new ValueReader(new ByteReader(bytes), {
    readHostObject: refuse,
    transferred: refuse,
    shared: refuse,
  });
  const [payload, hasStandIns] = values.read() as [unknown, boolean];
  return { payload, hasStandIns };
}
