import { runsWhere, type ModelEntry } from "../catalogue/model-entry";
import type { Machine } from "./machine";

export type Fit =
  | { readonly type: "fits" }
  /** It may work, slowly or barely. */
  | { readonly type: "tight"; readonly why: string }
  | { readonly type: "unfit"; readonly why: string };

const inGb = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
const fits: Fit = { type: "fits" };
const unfit = (why: string): Fit => ({ type: "unfit", why });
const tight = (why: string): Fit => ({ type: "tight", why });

/** Whether a model runs here, and why not. One that is downloaded already needs no more room. */
export function judge(entry: ModelEntry, machine: Machine, isHere = false): Fit {
  const runs = runsWhere(entry);
  if (runs === "cloud") return machine.online ? fits : unfit("This computer is offline.");
  if (runs === "own-server") return fits;
  if (!isHere && entry.source.type !== "tour" && entry.download !== undefined) {
    const room = machine.freeStorage;
    if (room !== undefined && entry.download > room)
      return unfit(`It takes ${inGb(entry.download)}, and ${inGb(room)} are free for this page.`);
  }
  return entry.source.type === "web-llm" ? judgeGpu(entry, machine) : judgeProcessor(entry, machine);
}

function judgeGpu({ source, memory = 0 }: ModelEntry, { gpu }: Machine): Fit {
  if (gpu.type === "none") return unfit(gpu.why);
  if (!gpu.f16 && source.type === "web-llm" && source.withoutF16 === undefined && /f16/.test(source.model)) {
    return unfit("This GPU has no 16-bit floats, and there is no other version of this model.");
  }
  if (memory > 4e9)
    return tight(`It needs ${inGb(memory)} of the GPU's memory. A browser doesn't say how much there is.`);
  return fits;
}

function judgeProcessor({ source, memory = 0 }: ModelEntry, machine: Machine): Fit {
  if (source.type !== "onnx" && !machine.memory64)
    return unfit("This browser has no 64-bit WebAssembly memory, which this model's runtime needs.");
  if (machine.memory !== undefined && memory > machine.memory * 1e9) {
    return unfit(`It needs ${inGb(memory)} of memory, and this computer has about ${machine.memory} GB.`);
  }
  if (source.type === "tour") return fits;
  if (!machine.isolated) return tight("This page runs one thread only, so it will be slow.");
  return machine.cores < 8 ? tight(`On ${machine.cores} cores it will be slow: some words a second at best.`) : fits;
}
