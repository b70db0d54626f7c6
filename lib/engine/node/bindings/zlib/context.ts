/** What Node's library gets to see of a failure. */
export interface CompressionError {
  readonly message: string;
  readonly code: string;
  readonly errno: number;
}

/** One way to compress or decompress. It reads `input` and fills `output` from where it stands, and counts down what is left. */
export interface CompressionContext {
  input: Uint8Array;
  output: Uint8Array<ArrayBuffer>;
  flush: number;
  readonly availableInput: number;
  readonly availableOutput: number;
  /** Starts on new buffers. */
  setBuffers(input: Uint8Array, output: Uint8Array<ArrayBuffer>): void;
  work(): void;
  error(): CompressionError | undefined;
  reset(): CompressionError | undefined;
  close(): void;
}
