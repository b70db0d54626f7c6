export { createStrings } from "./language";
export type { RememberedStore } from "./remembered";
export { createSettings, settingsKey, type Language, type Settings, type Theme } from "./settings";
export { createShelf, isProjectId, type Shelf, type ShelfState } from "./shelf";
export type { Strings } from "./strings/en.data";
