import { messageOf } from "@/lib/base";
import { ModelFailure, type ModelFailureCode, type WayOn } from "../model-failure";
import { isAbort } from "./wllama-failure";

interface Kind {
  readonly pattern: RegExp;
  readonly code: ModelFailureCode;
  readonly says: (id: string) => string;
  readonly waysOn: readonly WayOn[];
}

/** In this order: the first that fits is meant. */
const kinds: readonly Kind[] = [
  {
    pattern: /device was lost|devicelost|device is lost|GPUDevice.*lost/i,
    code: "gpu-lost",
    says: (id) =>
      `The GPU was taken away from ${id} in the middle of its answer: by sleep, by a driver, or by too large a model. What was said is kept.`,
    waysOn: ["retry", "use-smaller-model", "use-cpu"],
  },
  {
    pattern: /shader-f16|ShaderF16/i,
    code: "no-gpu",
    says: (id) => `This GPU has no 16-bit floats, which ${id} needs. Choose a q4f32 version of it.`,
    waysOn: ["choose-model", "use-cpu"],
  },
  {
    pattern: /WebGPU.*(not available|not found|not supported)|unable to find a compatible gpu|no available adapters/i,
    code: "no-gpu",
    says: (id) => `${id} needs WebGPU, which this browser doesn't have or has turned off.`,
    waysOn: ["choose-model", "use-cpu"],
  },
  {
    pattern: /integrity/i,
    code: "integrity",
    says: (id) => `A file of ${id} is not the one that its record promises, so it is not used.`,
    waysOn: ["download-again", "choose-model"],
  },
  {
    pattern:
      /out of memory|createBuffer failed|exceeds the max|allocation failed|maxStorageBufferBindingSize|maxBufferSize/i,
    code: "memory",
    says: (id) => `${id} needs more memory than this GPU has. Choose a smaller model.`,
    waysOn: ["use-smaller-model", "use-cpu"],
  },
  {
    pattern: /prompt tokens exceed|context window/i,
    code: "context-full",
    says: (id) => `The conversation is longer than ${id} can read. Compact it, or choose a model with a larger window.`,
    waysOn: ["compact", "choose-model"],
  },
  {
    pattern: /quota|storage/i,
    code: "storage",
    says: (id) => `There is no room left for ${id}. Delete other models.`,
    waysOn: ["free-space", "use-smaller-model"],
  },
  {
    pattern: /WebAssembly|magic|LinkError|CompileError|cannot find (function|global)/i,
    code: "corrupt",
    says: (id) => `The library of ${id} doesn't fit: it is damaged, or made for another version of the runtime.`,
    waysOn: ["download-again", "choose-model"],
  },
  {
    pattern: /fetch|network|cannot load|404|ERR_|Failed to (load|add)|Cache/i,
    code: "network",
    says: (id) =>
      `A file of ${id} can't be had. Look at the network, which may block it, and at the address in its record.`,
    waysOn: ["retry", "choose-model"],
  },
];

/** What a failure of the GPU runtime means, in one sentence, with ways on. */
export function webLlmFailure(error: unknown, id: string): unknown {
  if (error instanceof ModelFailure || isAbort(error)) return error;
  const message = messageOf(error);
  const kind = kinds.find(({ pattern }) => pattern.test(message));
  if (!kind)
    return new ModelFailure("unknown", `${id} stopped: ${message.slice(0, 300)}`, ["retry", "choose-model"], {
      cause: error,
    });
  return new ModelFailure(kind.code, kind.says(id), kind.waysOn, { cause: error });
}
