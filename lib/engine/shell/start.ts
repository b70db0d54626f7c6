/** What a process runs that is no program of Node's. */
export { runShell } from "./main";
export { runBuiltin } from "./run-builtin";
