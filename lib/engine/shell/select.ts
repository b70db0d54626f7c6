import type { Select } from "unbash";
import { setVariable } from "./assign";
import { expandWord } from "./expand";
import { say, variable, type Scope } from "./scope";
import type { Shell } from "./shell";

const menu = (words: readonly string[]): string => {
  const width = String(words.length).length;
  return words.map((word, at) => `${String(at + 1).padStart(width)}) ${word}\n`).join("");
};

/** Shows the choices and reads one; false once there is no more to read. Nothing typed shows them again. */
export function choose(shell: Shell, { name, wordlist }: Select, scope: Scope): () => boolean {
  const words = wordlist?.flatMap((word) => expandWord(word, scope)) ?? [...scope.state.positional];
  let shown = false;
  return () => {
    for (;;) {
      if (!shown) say(scope, 2, menu(words));
      shown = true;
      say(scope, 2, variable(scope.state, "PS3") ?? "#? ");
      if (shell.builtin("read")?.(["REPLY"], scope, shell) !== 0) {
        say(scope, 1, "\n");
        return false;
      }
      const reply = (variable(scope.state, "REPLY") ?? "").trim();
      if (reply !== "") {
        setVariable(name.value, words[Number(reply) - 1] ?? "", false, scope);
        return true;
      }
      shown = false;
    }
  };
}
