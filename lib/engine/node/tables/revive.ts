import type { Shape, ShapeObject } from "@/lib/engine/node/tables/tables";

/** Told each time the library calls something that no binding implements. */
export type OnStub = (path: string) => void;

const typedArrays: Readonly<Record<string, new (length: number) => ArrayBufferView>> = {
  Uint8Array,
  Uint16Array,
  Uint32Array,
  Int8Array,
  Int32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
};

function reviveFunction(shape: ShapeObject, path: string, onStub: OnStub): unknown {
  const stub = function (this: unknown): void {
    onStub(path);
  };
  for (const method of shape.methods ?? []) {
    const value = (): void => {
      onStub(`${path}#${method}`);
    };
    Object.defineProperty(stub.prototype, method, { value, writable: true, configurable: true });
  }
  for (const [key, item] of Object.entries(shape.statics ?? {})) {
    Object.defineProperty(stub, key, {
      value: revive(item, `${path}.${key}`, onStub),
      writable: true,
      configurable: true,
    });
  }
  return stub;
}

/** The typed arrays of bindings are counters and flags that start at zero; only their sizes are of use. */
function reviveBytes(shape: ShapeObject): unknown {
  const type = typedArrays[shape.$];
  return type ? new type(shape.length ?? 0) : undefined;
}

function reviveRecord(shape: ShapeObject, path: string, onStub: OnStub): unknown {
  const record: Record<string, unknown> = shape.$ === "bare" ? Object.create(null) : {};
  for (const [key, item] of Object.entries(shape.values as Record<string, Shape>)) {
    record[key] = revive(item, `${path}.${key}`, onStub);
  }
  return record;
}

const readers: Readonly<Record<string, (shape: ShapeObject, path: string, onStub: OnStub) => unknown>> = {
  undefined: () => undefined,
  number: (shape) => Number(shape.value),
  symbol: (shape) => Symbol(shape.name),
  bigint: (shape) => BigInt(shape.value ?? "0"),
  ArrayBuffer: (shape) => new ArrayBuffer(shape.length ?? 0),
  function: reviveFunction,
  object: reviveRecord,
  bare: reviveRecord,
  array: (shape, path, onStub) =>
    (shape.values as Shape[]).map((item, index) => revive(item, `${path}.${index}`, onStub)),
  map: (shape, path, onStub) =>
    new Map(
      (shape.values as [unknown, Shape][]).map(([key, item]) => [key, revive(item, `${path}.${String(key)}`, onStub)]),
    ),
};

/** Makes the value that a shape describes, anew each time. Its functions do nothing but tell `onStub`. */
export function revive(shape: Shape, path: string, onStub: OnStub): unknown {
  if (shape === null || typeof shape !== "object") return shape;
  const read = readers[shape.$];
  return read ? read(shape, path, onStub) : reviveBytes(shape);
}
