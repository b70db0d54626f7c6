/** The tags of V8's serialization format, version 15, as `node:v8` writes and reads it. */
export const formatVersion = 15;

export const tag = {
  version: 0xff,
  padding: 0x00,
  theHole: 0x2d, // -
  undefined: 0x5f, // _
  null: 0x30, // 0
  true: 0x54, // T
  false: 0x46, // F
  int32: 0x49, // I
  uint32: 0x55, // U
  double: 0x4e, // N
  bigInt: 0x5a, // Z
  utf8String: 0x53, // S
  oneByteString: 0x22, // "
  twoByteString: 0x63, // c
  reference: 0x5e, // ^
  beginObject: 0x6f, // o
  endObject: 0x7b, // {
  beginSparseArray: 0x61, // a
  endSparseArray: 0x40, // @
  beginDenseArray: 0x41, // A
  endDenseArray: 0x24, // $
  date: 0x44, // D
  trueObject: 0x79, // y
  falseObject: 0x78, // x
  numberObject: 0x6e, // n
  bigIntObject: 0x7a, // z
  stringObject: 0x73, // s
  regExp: 0x52, // R
  beginMap: 0x3b, // ;
  endMap: 0x3a, // :
  beginSet: 0x27, // '
  endSet: 0x2c, // ,
  arrayBuffer: 0x42, // B
  resizableArrayBuffer: 0x7e, // ~
  arrayBufferTransfer: 0x74, // t
  arrayBufferView: 0x56, // V
  sharedArrayBuffer: 0x75, // u
  error: 0x72, // r
  hostObject: 0x5c, // \
} as const;

export const viewTags: Readonly<Record<string, number>> = {
  Int8Array: 0x62,
  Uint8Array: 0x42,
  Uint8ClampedArray: 0x43,
  Int16Array: 0x77,
  Uint16Array: 0x57,
  Int32Array: 0x64,
  Uint32Array: 0x44,
  Float16Array: 0x68,
  Float32Array: 0x66,
  Float64Array: 0x46,
  BigInt64Array: 0x71,
  BigUint64Array: 0x51,
  DataView: 0x3f,
};

/** The parts of an error, each by a letter. */
export const errorTag = {
  EvalError: 0x45,
  RangeError: 0x52,
  ReferenceError: 0x46,
  SyntaxError: 0x53,
  TypeError: 0x54,
  URIError: 0x55,
  message: 0x6d,
  cause: 0x63,
  stack: 0x73,
  end: 0x2e,
} as const;

export const regExpFlags = "gimyusdv";
