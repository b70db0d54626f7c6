declare module "pyodide/pyodide.asm.mjs" {
  const createPyodideModule: (settings: object) => Promise<object>;
  export default createPyodideModule;
}

declare module "pyodide/pyodide-lock.json" {
  export const info: object;
}
