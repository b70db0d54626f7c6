import type { PyodideAPI } from "pyodide";

type Pointer = number;

/** The parts of pyodide's own surface that aren't in its types: they are what its command line program uses. */
export interface EmscriptenFiles {
  readonly filesystems: { readonly NODEFS: object; readonly MEMFS: object };
  readonly mkdirTree: (path: string) => void;
  readonly mount: (type: object, options: { readonly root?: string }, path: string) => void;
  readonly chdir: (path: string) => void;
}

/** CPython's own functions, as the module exports them. */
export interface PythonModule {
  readonly FS: EmscriptenFiles;
  readonly HEAPU32: Uint32Array;
  readonly HEAP32: Int32Array;
  readonly _PyExc_ValueError: Pointer;
  readonly _PyExc_TypeError: Pointer;
  readonly _tzname: Pointer;
  readonly _malloc: (size: number) => Pointer;
  readonly stringToNewUTF8: (text: string) => Pointer;
  readonly stringToUTF8: (text: string, at: Pointer, most: number) => void;
  readonly UTF8ToString: (at: Pointer) => string;
  readonly _PropagatePythonError: new () => Error;
  readonly _PyErr_SetString: (kind: Pointer, text: Pointer) => void;
  readonly __PyErr_CheckSignals: () => number;
  readonly _PyInitConfig_Create: () => Pointer;
  readonly _PyInitConfig_SetInt: (config: Pointer, name: Pointer, value: bigint) => number;
  readonly _PyInitConfig_SetStr: (config: Pointer, name: Pointer, value: Pointer) => number;
  readonly _PyInitConfig_SetStrList: (config: Pointer, name: Pointer, length: number, items: Pointer) => number;
  readonly _PyInitConfig_GetExitCode: (config: Pointer, to: Pointer) => number;
  readonly _PyInitConfig_GetError: (config: Pointer, to: Pointer) => number;
  readonly _PyConfig_GetInt: (name: Pointer, to: Pointer) => number;
  readonly _Py_InitializeFromInitConfig: (config: Pointer) => number;
  readonly _run_main: () => number;
  readonly _Py_FinalizeEx: () => number;
}

export const moduleOf = (python: PyodideAPI): PythonModule =>
  (python as unknown as { readonly _module: PythonModule })._module;
