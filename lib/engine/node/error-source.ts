import { arrowMessage } from "@/lib/engine/node/modules/syntax-errors";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import type { StackPosition } from "@/lib/engine/node/call-site";
import { op } from "@/lib/engine/protocol/operations";
import { textOf } from "@/lib/engine/protocol/parts";

export interface SourcePositions {
  readonly sourceLine?: string;
  readonly scriptResourceName?: string;
  readonly lineNumber?: number;
  /** From 0. */
  readonly startColumn?: number;
}

export interface ErrorSource {
  /**
   * File, source line and caret of the place where an error was made; undefined when that can't be known. One that was
   * thrown, and isn't the reason of a rejection, has its caret at the `throw`.
   */
  arrowOf(error: Error, isThrown: boolean): string | undefined;
  /** The same for the library, which finds the expression that failed. */
  positionsOf(error: Error): SourcePositions;
}

/** Where an error is thrown as it is made, the caret points at the `throw`. */
function columnOf(source: string, line: number, column: number): number {
  const before = (source.split("\n")[line - 1] ?? "").slice(0, column);
  return /\bthrow\s+$/.exec(before)?.index ?? column;
}

/** Its errors show the program's own line; a comment that the packs don't have says so natively. */
const quiet = "node:internal/modules/typescript";

/** Finds the source lines of errors: in files, in the library, in code from the command line. */
export function createErrorSource(host: ProcessHost): ErrorSource {
  function fileText(path: string): string | undefined {
    if (host.syscalls.call(op.readFile, [-1], [path]) < 0) return undefined;
    return textOf(host.syscalls.parts()[0]);
  }

  function sourceOf(file: string): string | undefined {
    if (file.startsWith("node:")) return host.pack.source(file.slice("node:".length));
    const remembered = host.stacks.sourceOf(file);
    if (remembered !== undefined) return remembered;
    if (file.startsWith("file://")) return fileText(decodeURIComponent(new URL(file).pathname));
    return file.startsWith("/") ? fileText(file) : undefined;
  }

  function find(error: Error): { place: StackPosition | undefined; source: string | undefined } {
    // Reading the stack makes the engine note where its top is.
    void error.stack;
    const place = host.stacks.positionOf(error);
    return { place, source: place && sourceOf(place.file) };
  }

  return {
    positionsOf(error) {
      const { place, source } = find(error);
      // The library cuts the line before it looks whether there is one.
      if (!place || source === undefined) return { sourceLine: "", startColumn: 0 };
      const sourceLine = source.split("\n")[place.line - 1] ?? "";
      return { sourceLine, scriptResourceName: place.file, lineNumber: place.line, startColumn: place.column - 1 };
    },
    arrowOf(error, isThrown) {
      const { place, source } = find(error);
      if (!place || source === undefined || place.file === quiet) return undefined;
      const { line } = place;
      const column = isThrown ? columnOf(source, line, place.column - 1) : place.column - 1;
      const { sourceMaps, getSourceMapErrorSource } = host.stacks;
      const mapped = sourceMaps ? getSourceMapErrorSource?.(place.file, line, column) : undefined;
      return typeof mapped === "string" ? mapped : arrowMessage(place.file, source, { line, column });
    },
  };
}
