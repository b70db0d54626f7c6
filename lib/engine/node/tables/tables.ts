/** A value of one of Node's bindings as the tables hold it: plain, or an object with a `$` where JSON has no word. */
export type Shape = string | number | boolean | null | ShapeObject;

export interface ShapeObject {
  readonly $: string;
  readonly name?: string;
  readonly value?: string;
  readonly length?: number;
  readonly methods?: readonly string[];
  readonly statics?: Readonly<Record<string, Shape>>;
  readonly values?: unknown;
}

export interface OptionInfo {
  readonly helpText: string;
  readonly envVarSettings: number;
  readonly type: number;
  readonly defaultIsTrue: boolean;
}

/** What Node 24's C++ side tells its library, made by scripts/engine/make-table.mjs and kept as data. */
export interface Tables {
  readonly version: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly release: { readonly name: string; readonly lts: string };
  readonly features: Readonly<Record<string, unknown>>;
  readonly config: unknown;
  readonly categories: { readonly canBeRequired: readonly string[]; readonly cannotBeRequired: readonly string[] };
  /** libuv's errors: [errno, [name, message]]. */
  readonly errors: readonly (readonly [number, readonly [string, string]])[];
  readonly options: {
    readonly values: Readonly<Record<string, Shape>>;
    readonly info: Readonly<Record<string, OptionInfo>>;
    readonly aliases: Readonly<Record<string, readonly string[]>>;
    readonly envSettings: Readonly<Record<string, number>>;
    readonly types: Readonly<Record<string, number>>;
  };
  readonly crypto: {
    readonly hashes: readonly string[];
    readonly ciphers: readonly string[];
    readonly curves: readonly string[];
    readonly tlsCiphers: readonly string[];
  };
  readonly allowedEnvironmentFlags: readonly string[];
  readonly bindings: Readonly<Record<string, Readonly<Record<string, Shape>>>>;
}
