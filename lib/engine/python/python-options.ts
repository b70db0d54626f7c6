import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { info } from "pyodide/pyodide-lock.json";

/** What there is of Python when it starts is the same when its memory is taken and when it's restored. */
export const commonOptions = (home: string) => ({
  args: [],
  createPyodideModule,
  indexURL: home,
  lockFileContents: JSON.stringify({ info, packages: {} }),
  packageBaseUrl: home,
});
