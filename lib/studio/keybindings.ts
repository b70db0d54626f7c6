import type { Keybindings } from "./is-keybindings";

interface Bound {
  readonly id: string;
  readonly keys?: readonly string[];
}

/** Commands with the keys that were chosen for them. A shortcut that was given to one is taken from the others. */
export function withKeybindings<T extends Bound>(commands: readonly T[], bindings: Keybindings): readonly T[] {
  const chosen = new Map(Object.entries(bindings));
  if (chosen.size === 0) return commands;
  const taken = new Set(commands.flatMap(({ id }) => chosen.get(id) ?? []));
  return commands.map((command) => {
    const own = chosen.get(command.id);
    if (own) return { ...command, keys: own };
    const left = command.keys?.filter((keys) => !taken.has(keys));
    return left && left.length !== command.keys?.length ? { ...command, keys: left } : command;
  });
}

/** The bindings with a shortcut for one command, or with those that it came with. */
export function rebind(bindings: Keybindings, id: string, keys: readonly string[] | undefined): Keybindings {
  const { [id]: _before, ...others } = bindings;
  const free = Object.entries(others).map(([other, held]) => [other, held.filter((one) => !keys?.includes(one))]);
  return { ...Object.fromEntries(free), ...(keys && { [id]: keys }) };
}
