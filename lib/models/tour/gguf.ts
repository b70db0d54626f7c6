/** Kinds of a value in the header of a GGUF file, with the numbers that the format gives them. */
const kinds = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9 } as const;

export type GgufValue =
  | { readonly kind: "u32" | "i32" | "f32"; readonly value: number }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "array"; readonly of: "string"; readonly value: readonly string[] }
  | { readonly kind: "array"; readonly of: "i32"; readonly value: readonly number[] };

export interface GgufTensor {
  readonly name: string;
  /** The innermost dimension first. */
  readonly dimensions: readonly number[];
  readonly data: Float32Array;
}

const alignment = 32;

/** The bytes of a GGUF file, version 3, with tensors of 32-bit floats. */
export function writeGguf(
  header: Readonly<Record<string, GgufValue>>,
  tensors: readonly GgufTensor[],
): Uint8Array<ArrayBuffer> {
  const writer = createWriter();
  writer.raw(new TextEncoder().encode("GGUF"));
  writer.u32(3);
  writer.u64(tensors.length);
  writer.u64(Object.keys(header).length);
  for (const [key, value] of Object.entries(header)) {
    writer.text(key);
    writer.u32(kinds[value.kind]);
    writeValue(writer, value);
  }
  let offset = 0;
  for (const { name, dimensions, data } of tensors) {
    writer.text(name);
    writer.u32(dimensions.length);
    for (const size of dimensions) writer.u64(size);
    writer.u32(0);
    writer.u64(offset);
    offset += Math.ceil(data.byteLength / alignment) * alignment;
  }
  writer.align();
  for (const { data } of tensors) {
    writer.raw(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    writer.align();
  }
  return writer.done();
}

function writeValue(writer: Writer, value: GgufValue): void {
  switch (value.kind) {
    case "u32":
    case "i32":
      writer.u32(value.value);
      break;
    case "f32":
      writer.f32(value.value);
      break;
    case "bool":
      writer.raw(new Uint8Array([value.value ? 1 : 0]));
      break;
    case "string":
      writer.text(value.value);
      break;
    case "array":
      writer.u32(kinds[value.of]);
      writer.u64(value.value.length);
      for (const item of value.value)
        if (typeof item === "string") writer.text(item);
        else writer.u32(item);
      break;
  }
}

type Writer = ReturnType<typeof createWriter>;

function createWriter() {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const raw = (bytes: Uint8Array): void => {
    chunks.push(bytes);
    length += bytes.length;
  };
  const fixed = (size: number, set: (view: DataView) => void): void => {
    const bytes = new Uint8Array(size);
    set(new DataView(bytes.buffer));
    raw(bytes);
  };
  const u64 = (value: number): void => {
    fixed(8, (view) => {
      view.setBigUint64(0, BigInt(value), true);
    });
  };
  return {
    raw,
    u64,
    u32: (value: number) => {
      fixed(4, (view) => {
        view.setUint32(0, value, true);
      });
    },
    f32: (value: number) => {
      fixed(4, (view) => {
        view.setFloat32(0, value, true);
      });
    },
    text: (value: string) => {
      const bytes = new TextEncoder().encode(value);
      u64(bytes.length);
      raw(bytes);
    },
    align: () => {
      raw(new Uint8Array((alignment - (length % alignment)) % alignment));
    },
    done: () => {
      const whole = new Uint8Array(length);
      let at = 0;
      for (const chunk of chunks) {
        whole.set(chunk, at);
        at += chunk.length;
      }
      return whole;
    },
  };
}

/** GPT-2's way of writing bytes as printable letters, in which byte-level vocabularies are stored. */
export const byteLetters: readonly string[] = (() => {
  const printable = (byte: number) =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
  let spare = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(printable(byte) ? byte : spare++));
})();

export function asByteLetters(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => byteLetters[byte]).join("");
}
