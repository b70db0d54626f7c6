import { createStore, Failure, type Disposable, type ReadableStore } from "@/lib/base";
import type { Keybindings } from "./is-keybindings";
import { withKeybindings } from "./keybindings";
import { matchesKeys, type KeyPress } from "./keys";
import type { Strings } from "./strings/en.data";

/** Something the workbench can do, by name in the palette and by keys everywhere. */
export interface Command {
  readonly id: string;
  readonly title: (strings: Strings) => string;
  /** Such as `Mod+Shift+P`; the first is the one that is shown. */
  readonly keys?: readonly string[];
  /** Whether it can be used now. Without it: always. */
  readonly isAvailable?: () => boolean;
  readonly run: () => void | Promise<void>;
}

export interface Commands {
  readonly list: ReadableStore<readonly Command[]>;
  /** A later command of the same id takes the place of the earlier one until it is disposed. */
  register: (commands: readonly Command[]) => Disposable;
  run: (id: string) => Promise<void>;
  /** Of several with the same keys the one that came last: what has just opened is what is meant. */
  forKeys: (press: KeyPress, mac: boolean) => Command | undefined;
}

/** Whoever uses the commands may have keys of their own for them. */
export interface OwnKeys {
  readonly get: () => Keybindings;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createCommands(own?: OwnKeys): Commands & Disposable {
  const layers: (readonly Command[])[] = [];
  const list = createStore<readonly Command[]>([]);
  const publish = () => {
    const byId = new Map<string, Command>();
    for (const command of layers.flat()) byId.set(command.id, command);
    list.set(withKeybindings([...byId.values()], own?.get() ?? {}));
  };
  const stop = own?.subscribe(publish);
  const available = () => list.get().filter((command) => command.isAvailable?.() ?? true);
  return {
    list,
    register(commands) {
      layers.push(commands);
      publish();
      return {
        dispose() {
          const at = layers.indexOf(commands);
          if (at < 0) return;
          layers.splice(at, 1);
          publish();
        },
      };
    },
    async run(id) {
      const command = available().find((known) => known.id === id);
      if (!command) throw new Failure("ENOENT", `The command "${id}" isn't available now.`);
      await command.run();
    },
    dispose: () => stop?.(),
    forKeys: (press, mac) =>
      available().findLast((command) => command.keys?.some((keys) => matchesKeys(press, keys, mac))),
  };
}
