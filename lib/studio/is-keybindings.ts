import { isRecord } from "./is-record";

/** Keys that someone chose for commands, by the command's id. No keys at all is a choice too. */
export type Keybindings = Readonly<Record<string, readonly string[]>>;

export const isKeybindings = (value: unknown): value is Keybindings =>
  isRecord(value) &&
  !Array.isArray(value) &&
  Object.values(value).every((keys) => Array.isArray(keys) && keys.every((one) => typeof one === "string"));
