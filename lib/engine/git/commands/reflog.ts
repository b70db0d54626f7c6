import { inRepository } from "../context";
import { fatal } from "../failure";
import { log } from "./log";

/** Where HEAD, or a branch, has been. */
export const reflog = inRepository((repository, args) => {
  const [first, ...rest] = args;
  if (first !== undefined && ["expire", "delete", "exists"].includes(first))
    return fatal(`reflog ${first} isn't there in the tab: a log is only read here.`);
  const given = first === "show" ? rest : args;
  return log.run(repository, ["--walk-reflogs", "--abbrev-commit", "--pretty=oneline", ...given]);
});
