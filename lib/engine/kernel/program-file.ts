import type { Program } from "../protocol/spawn-spec";

/** How the file of a program begins that is part of the engine. What follows says which, so a copy of it runs too. */
const mark = "\u007fTAB";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const programContent = (program: Program): Uint8Array => encoder.encode(`${mark}${JSON.stringify(program)}\n`);

export type Executable =
  | { readonly type: "program"; readonly program: Program }
  /** `#!interpreter argument` */
  | { readonly type: "script"; readonly interpreter: string; readonly argument: string | undefined }
  /** Text without an interpreter line: what a shell would run. */
  | { readonly type: "text" }
  | { readonly type: "unknown" };

/** Tells from its first bytes how a file is to be run. */
export function readExecutable(head: Uint8Array): Executable {
  const text = decoder.decode(head);
  if (text.startsWith(mark)) return readProgram(text);
  if (text.startsWith("#!")) return readInterpreter(text.slice(2));
  return head.includes(0) ? { type: "unknown" } : { type: "text" };
}

function readProgram(text: string): Executable {
  const line = text.slice(mark.length, text.indexOf("\n"));
  try {
    const program: unknown = JSON.parse(line);
    return isProgram(program) ? { type: "program", program } : { type: "unknown" };
  } catch {
    return { type: "unknown" };
  }
}

function isProgram(value: unknown): value is Program {
  if (typeof value !== "object" || value === null || !("type" in value)) return false;
  if (value.type === "node") return true;
  if (value.type === "builtin") return "name" in value && typeof value.name === "string";
  return value.type === "script" && "path" in value && typeof value.path === "string";
}

function readInterpreter(text: string): Executable {
  const line = (text.split("\n", 1)[0] ?? "").trim();
  const blank = /[ \t]/.exec(line)?.index ?? line.length;
  const interpreter = line.slice(0, blank);
  if (interpreter === "") return { type: "unknown" };
  const argument = line.slice(blank).trim();
  return { type: "script", interpreter, argument: argument === "" ? undefined : argument };
}
