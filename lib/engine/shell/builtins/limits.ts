import { say } from "../scope";
import type { Builtin } from "../shell";

/** The tab sets the limits, and none of these: what is asked for is told as unlimited, what is set changes nothing. */
const ulimit: Builtin = (args, scope) => {
  const isSetting = args.some((arg) => !arg.startsWith("-"));
  if (!isSetting) say(scope, 1, args.includes("-n") ? "4096\n" : "unlimited\n");
  return 0;
};

export const limits = { ulimit } satisfies Record<string, Builtin>;
