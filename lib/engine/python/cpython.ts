import type { PyodideAPI } from "pyodide";

/** The parts of pyodide's own surface that aren't in its types: they are what its command line program uses. */
export interface EmscriptenFiles {
  readonly filesystems: { readonly NODEFS: object; readonly MEMFS: object };
  readonly mkdirTree: (path: string) => void;
  readonly mount: (type: object, options: { readonly root?: string }, path: string) => void;
  readonly symlink: (target: string, path: string) => void;
  readonly chdir: (path: string) => void;
}

interface EmscriptenModule extends Readonly<Record<`_${string}`, unknown>> {
  readonly HEAPU32: Uint32Array;
  readonly stringToNewUTF8: (text: string) => number;
  readonly stringToUTF8: (text: string, at: number, most: number) => void;
  readonly UTF8ToString: (at: number) => string;
}

/** CPython as C sees it: its functions by name, and what lies at addresses. */
export interface CPython {
  readonly call: (name: string, ...args: readonly (number | bigint)[]) => number;
  /** Where a variable of C lies. */
  readonly address: (variable: string) => number;
  readonly word: (at: number) => number;
  readonly setWord: (at: number, value: number) => void;
  /** A copy of the text that C can read, for ever. */
  readonly text: (given: string) => number;
  readonly readText: (at: number) => string;
  readonly writeText: (text: string, at: number, most: number) => void;
  /** What to throw where Python's own exception is set already. */
  readonly raised: () => unknown;
}

export function cpythonOf(python: PyodideAPI): CPython {
  const { _module: inside } = python as unknown as { readonly _module: EmscriptenModule };
  return {
    call: (name, ...args) => (inside[`_${name}`] as (...given: readonly (number | bigint)[]) => number)(...args),
    address: (variable) => inside[`_${variable}`] as number,
    word: (at) => inside.HEAPU32[at >>> 2] ?? 0,
    setWord: (at, value) => {
      inside.HEAPU32[at >>> 2] = value;
    },
    text: (given) => inside.stringToNewUTF8(given),
    readText: (at) => inside.UTF8ToString(at),
    writeText: (text, at, most) => {
      inside.stringToUTF8(text, at, most);
    },
    raised: () => Reflect.construct(inside["_PropagatePythonError"] as new () => Error, []),
  };
}
