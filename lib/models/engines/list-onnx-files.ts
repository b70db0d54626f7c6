import { onnxFailure } from "./onnx-failure";
import type { OnnxReply, OnnxRequest } from "./onnx-protocol";
import { openReplies } from "./worker-replies";

interface Wanted {
  readonly repository: string;
  readonly precision: string;
}

/** Asks the library, in a worker of its own, which files it would load. */
export async function listOnnxFiles(
  { repository, precision }: Wanted,
  signal?: AbortSignal,
  createWorker: () => Worker = () => new Worker(new URL("./onnx-worker.ts", import.meta.url), { type: "module" }),
): Promise<readonly string[]> {
  const worker = createWorker();
  try {
    const replies = openReplies<OnnxReply>(worker);
    worker.postMessage({ type: "list", repository, precision } satisfies OnnxRequest);
    const reply = await replies.next(signal);
    if (reply.type === "listed") return reply.files;
    throw new Error(reply.type === "failed" ? reply.message : "The worker of the model could not start.");
  } catch (error) {
    signal?.throwIfAborted();
    throw onnxFailure(error, repository);
  } finally {
    worker.terminate();
  }
}
