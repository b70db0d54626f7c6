import type { PyodideAPI } from "pyodide";
import { cpythonOf } from "./cpython";

interface FunctionTable {
  readonly addFunction: (called: (...given: number[]) => number, signature: string) => number;
}

/** Where a type says in which of its words the function stands that makes its objects at once. */
const whereCalled = 28;

/** Whoever makes an OSError, C too, has it made by `make_error`, which gives it Linux's number. */
export function hearErrors(python: PyodideAPI): void {
  const { call, word, address, setWord, text } = cpythonOf(python);
  const { _module: inside } = python as unknown as { readonly _module: FunctionTable };
  const ours = call("PyImport_ImportModule", text("_tabsmith_errors"));
  const makeError = call("PyObject_GetAttrString", ours, text("make_error"));
  const vectorcall = inside.addFunction(
    (_type = 0, args = 0, count = 0, names = 0) => call("PyObject_Vectorcall", makeError, args, count, names),
    "iiiii",
  );
  setWord(word(address("PyExc_OSError")) + word(address("PyType_Type") + whereCalled), vectorcall);
}
