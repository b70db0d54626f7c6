export type Gpu =
  | { readonly type: "none"; readonly why: string }
  | {
      readonly type: "gpu";
      readonly name: string;
      /** 16-bit floats in shaders: half the memory, and what most records want. */
      readonly f16: boolean;
      readonly largestBuffer: number;
    };

/** What this browser on this computer has to offer a model. */
export interface Machine {
  readonly gpu: Gpu;
  readonly cores: number;
  /** Gigabytes, as the browser rounds them: 8 means eight or more. */
  readonly memory: number | undefined;
  /** Bytes that the browser lends this page and that are not in use. */
  readonly freeStorage: number | undefined;
  readonly persistent: boolean;
  /** Several threads need an isolated page. */
  readonly isolated: boolean;
  /** 64-bit memory, which the processor's runtime wants. */
  readonly memory64: boolean;
  readonly online: boolean;
}
