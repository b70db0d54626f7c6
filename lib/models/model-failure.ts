import { Failure } from "@/lib/base";

/** What went wrong with a model, in terms that someone can act on. */
export type ModelFailureCode =
  | "key"
  | "cors"
  | "quota"
  | "network"
  | "model"
  | "local-network"
  | "not-an-api"
  | "blocked"
  | "overloaded"
  | "memory"
  | "storage"
  | "corrupt"
  | "integrity"
  | "gpu-lost"
  | "no-gpu"
  | "context-full"
  | "unsupported"
  | "unknown";

/** A way on that someone can choose after a failure. */
export type WayOn =
  | "retry"
  | "enter-key"
  | "choose-model"
  | "use-smaller-model"
  | "use-cpu"
  | "use-tour"
  | "free-space"
  | "download-again"
  | "compact"
  | "fix-server"
  | "reload";

/** One clear sentence, and what can be done about it. Nothing falls back without being asked. */
export class ModelFailure extends Failure {
  constructor(
    override readonly code: ModelFailureCode,
    message: string,
    readonly waysOn: readonly WayOn[],
    options?: ErrorOptions,
  ) {
    super(code, message, options);
  }
}
