export { createStrings } from "./language";
export { createProjects, isProjectId, type ProjectCard, type Projects } from "./projects";
export { createSettings, settingsKey, type Language, type Settings, type Theme } from "./settings";
export type { RememberedStore } from "./remembered";
export type { Strings } from "./strings/en.data";
