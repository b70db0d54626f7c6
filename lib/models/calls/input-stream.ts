import { createBalance, type Balance } from "./balance";

type InputEvent = { readonly type: "named"; readonly name: string } | { readonly type: "input"; readonly text: string };

/** Passes on the input of a call of the form `{"name": …, "arguments": {…}}` while it is being written. */
export interface InputStream {
  readonly push: (text: string) => InputEvent[];
  readonly name: () => string | undefined;
  readonly text: () => string;
}

const head = /^<tool_call>\s*\{\s*"name"\s*:\s*"([\w.-]+)"\s*,\s*"(?:arguments|parameters)"\s*:\s*(?=\{)/;

export function createInputStream(): InputStream {
  let before = "";
  let name: string | undefined;
  let balance: Balance | undefined;
  let written = "";
  const take = (text: string): InputEvent[] => {
    if (!balance || text === "") return [];
    const used = balance.push(text);
    const own = used === undefined ? text : text.slice(0, used);
    if (used !== undefined) balance = undefined;
    written += own;
    return [{ type: "input", text: own }];
  };
  return {
    push(text) {
      if (name !== undefined) return take(text);
      before += text;
      const match = head.exec(before);
      if (!match?.[1]) return [];
      name = match[1];
      balance = createBalance();
      return [{ type: "named", name }, ...take(before.slice(match[0].length))];
    },
    name: () => name,
    text: () => written,
  };
}
