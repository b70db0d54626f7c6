import { reasonOf, type Call, type Command } from "../own/command";
import { OptionError, readOptions, type Given, type OptionTable } from "./gnu-options";

/** What is wrong with a command line or its input, in the program's own words. */
export class ToolFailure extends Error {
  constructor(
    message: string,
    readonly code = 1,
    /** Whether `--help` is pointed to. */
    readonly isUsage = false,
  ) {
    super(message);
  }
}

export interface Options {
  readonly has: (key: string) => boolean;
  readonly value: (key: string) => string | undefined;
  readonly given: readonly Given[];
  readonly rest: readonly string[];
}

/** A command with options that are read as getopt does, and failures that are told as GNU's programs tell them. */
export function tool(
  table: OptionTable,
  run: (call: Call, options: Options) => number | Promise<number>,
  usageCode = 1,
): Command {
  return async (call) => {
    try {
      const { given, rest } = readOptions(call.args, table);
      const value = (key: string): string | undefined => given.findLast(([name]) => name === key)?.[1];
      return await run(call, { has: (key) => value(key) !== undefined, value, given, rest });
    } catch (error) {
      if (error instanceof OptionError || (error instanceof ToolFailure && error.isUsage)) {
        call.complain(error.message);
        process.stderr.write(`Try '${call.name} --help' for more information.\n`);
        return error instanceof ToolFailure ? error.code : usageCode;
      }
      if (error instanceof ToolFailure) {
        call.complain(error.message);
        return error.code;
      }
      throw error;
    }
  };
}

export const usage = (message: string, code = 1): never => {
  throw new ToolFailure(message, code, true);
};

/** Does `work` for each file; a file that fails is named with the reason. */
export async function eachFile(
  call: Call,
  names: readonly string[],
  work: (name: string) => Promise<void>,
): Promise<number> {
  let code = 0;
  for (const name of names.length > 0 ? names : ["-"]) {
    try {
      await work(name);
    } catch (error) {
      if (error instanceof ToolFailure) throw error;
      call.complain(`${name}: ${reasonOf(error)}`);
      code = 1;
    }
  }
  return code;
}

/** A number, or a failure with the words before what was given. */
export function wholeNumber(text: string, words: string): number {
  if (!/^\d+$/u.test(text)) throw new ToolFailure(`${words}: '${text}'`);
  return Number(text);
}
