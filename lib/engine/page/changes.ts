import { codeOf } from "@/lib/base";
import type { EngineChange } from "../protocol/app-messages";
import type { WatchEvent } from "../protocol/process-messages";
import type { MachineFiles } from "./machine-files";

/** What became of a name that came, went or was replaced: looked up, since an event only says that it happened. */
async function lookUp(files: MachineFiles, path: string): Promise<EngineChange["type"]> {
  try {
    await files.lstat(path);
    return "created";
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return "removed";
    throw error;
  }
}

/** The events of a watch as changes of files, one for each path, in the order in which the paths were first named. */
export async function changesOf(
  files: MachineFiles,
  folder: string,
  events: readonly WatchEvent[],
): Promise<EngineChange[]> {
  const kinds = new Map<string, WatchEvent["type"]>();
  for (const { type, name } of events) {
    const path = name === "" ? folder : `${folder === "/" ? "" : folder}/${name}`;
    if (kinds.get(path) !== "rename") kinds.set(path, type);
  }
  return Promise.all(
    [...kinds].map(async ([path, kind]) => ({
      path,
      type: kind === "change" ? ("changed" as const) : await lookUp(files, path),
    })),
  );
}
