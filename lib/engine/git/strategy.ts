import { fatal, GitFailure } from "./failure";
import type { Options } from "./options";

const threeWay = new Set(["ort", "recursive", "resolve"]);
const known = new Set([...threeWay, "ours", "octopus", "subtree"]);

export interface Strategy {
  /** The other side's content is of no account. */
  readonly keepsOurs: boolean;
  readonly favour: "ours" | "theirs" | undefined;
}

/** What `-s` and `-X` ask for; what isn't there is refused, never left out. */
export function strategyOf(options: Pick<Options, "value" | "list">): Strategy {
  const name = options.value("strategy") ?? "ort";
  if (!known.has(name))
    throw new GitFailure(
      `Could not find merge strategy '${name}'.\nAvailable strategies are: octopus ours recursive resolve subtree.`,
      1,
    );
  if (!threeWay.has(name) && name !== "ours")
    return fatal(`the merge strategy '${name}' isn't there in the tab: use ort.`);
  const favour = options.list("strategy-option").at(-1);
  if (favour !== undefined && favour !== "ours" && favour !== "theirs")
    return fatal(`unknown strategy option: -X${favour}`);
  return { keepsOurs: name === "ours", favour };
}
