import fs from "node:fs";
import { codeOf } from "@/lib/base";
import { readFlags, reasonOf, type Command } from "./command";
import { realOf } from "./machine";

/** Where a link leads; with `-f` and its kin, the file's own path. */
export const readlink: Command = (call) => {
  const long = {
    canonicalize: "f",
    "canonicalize-existing": "e",
    "canonicalize-missing": "m",
    "no-newline": "n",
    zero: "z",
  };
  const flags = readFlags(call.args, "", long);
  if (flags.rest.length === 0) {
    call.complain("missing operand\nTry 'readlink --help' for more information.");
    return 1;
  }
  const resolves = ["f", "e", "m"].some((flag) => flags.has(flag));
  const end = flags.has("z") ? "\0" : "\n";
  let code = 0;
  for (const name of flags.rest) {
    try {
      const path = resolves ? realOf(name, flags.has("e"), flags.has("m")) : fs.readlinkSync(name);
      call.out(path + (flags.has("n") && flags.rest.length === 1 ? "" : end));
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
      if (flags.has("v"))
        call.complain(`${name}: ${codeOf(error) === "EINVAL" ? "Invalid argument" : reasonOf(error)}`);
      code = 1;
    }
  }
  return code;
};
