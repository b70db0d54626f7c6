import { isKeybindings, type Keybindings } from "./is-keybindings";
import { createRemembered, type KeyValueMemory, type RememberedStore } from "./remembered";

export type Theme = "system" | "light" | "dark";
export type Language = "en" | "de";

export interface Settings {
  readonly theme: Theme;
  readonly language: Language;
  readonly fontSize: number;
  readonly tabSize: number;
  readonly wordWrap: boolean;
  readonly minimap: boolean;
  readonly stickyScroll: boolean;
  readonly bracketColours: boolean;
  readonly breadcrumbs: boolean;
  readonly formatOnSave: boolean;
  readonly keymap: "standard" | "vim";
  /** Shortcuts that were chosen for commands. */
  readonly keys: Keybindings;
}

export const defaultSettings: Settings = {
  theme: "system",
  language: "en",
  fontSize: 13,
  tabSize: 2,
  wordWrap: false,
  minimap: false,
  stickyScroll: true,
  bracketColours: true,
  breadcrumbs: true,
  formatOnSave: true,
  keymap: "standard",
  keys: {},
};

/** The names a setting may take; a setting without a list is judged by its type. */
const allowed: { readonly [K in keyof Settings]?: readonly Settings[K][] } = {
  theme: ["system", "light", "dark"],
  language: ["en", "de"],
  keymap: ["standard", "vim"],
};

const ranges: { readonly [K in keyof Settings]?: readonly [least: number, most: number] } = {
  fontSize: [8, 32],
  tabSize: [1, 8],
};

/** Takes over each setting that is valid and the default for every other, so that one bad value costs only itself. */
export function parseSettings(raw: unknown): Settings {
  if (typeof raw !== "object" || raw === null) return defaultSettings;
  const kept = Object.entries(defaultSettings).map(([name, initial]) => {
    const given: unknown = Object.hasOwn(raw, name) ? Reflect.get(raw, name) : undefined;
    return [name, isValid(name as keyof Settings, given) ? given : initial];
  });
  return Object.fromEntries(kept) as Settings;
}

/** Settings that someone wrote by hand over those in force, and the names of what isn't known or allowed. */
export function readSettings(
  raw: unknown,
  now: Settings,
): { readonly settings: Settings; readonly ignored: readonly string[] } {
  const given = typeof raw === "object" && raw !== null ? Object.entries(raw) : [];
  const isTaken = ([name, value]: readonly [string, unknown]) =>
    Object.hasOwn(defaultSettings, name) && isValid(name as keyof Settings, value);
  return {
    settings: { ...now, ...Object.fromEntries(given.filter(isTaken)) },
    ignored: given.filter((entry) => !isTaken(entry)).map(([name]) => name),
  };
}

function isValid(name: keyof Settings, value: unknown): boolean {
  if (name === "keys") return isKeybindings(value);
  if (typeof value !== typeof defaultSettings[name]) return false;
  const names: readonly unknown[] | undefined = allowed[name];
  if (names) return names.includes(value);
  const range = ranges[name];
  return !range || (typeof value === "number" && value >= range[0] && value <= range[1]);
}

export const settingsKey = "tabsmith.settings";

export function createSettings(memory?: KeyValueMemory): RememberedStore<Settings> {
  return createRemembered({ key: settingsKey, initial: defaultSettings, parse: parseSettings, memory });
}
