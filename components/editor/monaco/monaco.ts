import { errorHandler } from "monaco-editor/base/common/errors.js";
import * as monaco from "monaco-editor/editor";
import "monaco-editor/features/register.all";
import "monaco-editor/languages/definitions/register.all";
import "monaco-editor/languages/features/css/register";
import "monaco-editor/languages/features/html/register";
import "monaco-editor/languages/features/json/register";
import { holdWorkers } from "./held-workers";
import { defineThemes } from "./themes";
import { setUpTypeScript } from "./typescript";

/** Workers come from our own origin, each when the first file of its kind opens. */
const workers: Readonly<Record<string, () => Worker>> = {
  css: () =>
    new Worker(new URL("monaco-editor/languages/features/css/css.worker.js", import.meta.url), { type: "module" }),
  html: () =>
    new Worker(new URL("monaco-editor/languages/features/html/html.worker.js", import.meta.url), { type: "module" }),
  json: () =>
    new Worker(new URL("monaco-editor/languages/features/json/json.worker.js", import.meta.url), { type: "module" }),
  typescript: () => new Worker(new URL("./project.worker.ts", import.meta.url), { type: "module" }),
  editor: () => new Worker(new URL("monaco-editor/editor/editor.worker.js", import.meta.url), { type: "module" }),
};

const workerOf: Readonly<Record<string, string>> = {
  css: "css",
  scss: "css",
  less: "css",
  html: "html",
  handlebars: "html",
  razor: "html",
  json: "json",
  typescript: "typescript",
  javascript: "typescript",
};

/** The project has a model a file, each of which listens to the languages: Monaco takes so many for a leak and throws for each. */
const tell = errorHandler.unexpectedErrorHandler;
errorHandler.unexpectedErrorHandler = (error) => {
  if (!(error instanceof Error && error.name === "ListenerLeakError")) tell(error);
};

function makeWorker(label: string): Worker {
  const make = workers[workerOf[label] ?? "editor"] ?? workers["editor"];
  if (!make) throw new Error(`No worker for ${label}`);
  return make();
}

/** The services of TypeScript and JavaScript, which take half of a small machine for seconds. */
export const heavyWorkers = holdWorkers(makeWorker);

globalThis.MonacoEnvironment = {
  getWorker: (_: string, label: string) =>
    workerOf[label] === "typescript" ? heavyWorkers.ask(label) : makeWorker(label),
};

monaco.languages.register({ id: "html", extensions: [".vue", ".svelte", ".astro"] });
monaco.languages.register({ id: "json", extensions: [".webmanifest"], filenames: [".prettierrc", ".oxlintrc"] });
monaco.languages.register({ id: "shell", filenames: [".env", ".gitignore", ".npmrc"] });
defineThemes(monaco);
setUpTypeScript();

export { monaco };
