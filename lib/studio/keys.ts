/** The part of a keyboard event that a shortcut looks at. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/**
 * Whether a key press is the shortcut, such as `Mod+Shift+P`. `Mod` is ⌘ on a Mac and Ctrl elsewhere.
 * Letters and signs are judged by what the layout types, digits and the key left of 1 by where they are.
 */
export function matchesKeys(press: KeyPress, keys: string, mac: boolean): boolean {
  const parts = keys.split("+");
  const wanted = parts.at(-1) ?? "";
  const has = (name: string) => parts.slice(0, -1).includes(name);
  return (
    press.shiftKey === has("Shift") &&
    press.altKey === has("Alt") &&
    press.ctrlKey === (has("Ctrl") || (has("Mod") && !mac)) &&
    press.metaKey === (has("Mod") && mac) &&
    isKey(press, wanted)
  );
}

function isKey(press: KeyPress, wanted: string): boolean {
  if (/^\d$/.test(wanted)) return press.code === `Digit${wanted}`;
  if (wanted === "`") return press.code === "Backquote";
  if (press.altKey && /^[A-Z]$/.test(wanted)) return press.code === `Key${wanted}`;
  return press.key.toLowerCase() === wanted.toLowerCase();
}

/** The shortcut that a press stands for, if it can be one: a function key, or another key with Ctrl, Alt or ⌘. */
export function keysOf(press: KeyPress, mac: boolean): string | undefined {
  const keys = [...heldKeys(press, mac), nameOfKey(press)].join("+");
  const isForTyping = !press.ctrlKey && !press.metaKey && !press.altKey && !/^F\d+$/.test(press.key);
  return isForTyping || isModifier(press.key) || !matchesKeys(press, keys, mac) ? undefined : keys;
}

const isModifier = (key: string): boolean =>
  /^(?:Control|Shift|Alt|AltGraph|Meta|CapsLock|Dead|Unidentified)$/.test(key);

function heldKeys({ ctrlKey, metaKey, shiftKey, altKey }: KeyPress, mac: boolean): readonly string[] {
  const held = { Mod: mac ? metaKey : ctrlKey, Ctrl: mac && ctrlKey, Shift: shiftKey, Alt: altKey };
  return Object.entries(held).flatMap(([name, isHeld]) => (isHeld ? [name] : []));
}

function nameOfKey({ key, code, altKey }: KeyPress): string {
  if (code.startsWith("Digit")) return code.slice(5);
  if (code === "Backquote") return "`";
  if (altKey && /^Key[A-Z]$/.test(code)) return code.slice(3);
  return key.length === 1 ? key.toUpperCase() : key;
}

const macSigns: Readonly<Record<string, string>> = { Mod: "⌘", Ctrl: "⌃", Shift: "⇧", Alt: "⌥", Enter: "↩" };

/** The shortcut as it is written on this kind of keyboard. */
export function showKeys(keys: string, mac: boolean): string {
  const parts = keys.split("+");
  if (mac) return parts.map((part) => macSigns[part] ?? part).join("");
  return parts.map((part) => (part === "Mod" ? "Ctrl" : part)).join("+");
}
