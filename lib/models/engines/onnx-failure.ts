import { ModelFailure } from "../model-failure";

/** What a failure of the ONNX runtime means, in one sentence, with ways on. */
export function onnxFailure(error: unknown, id: string): ModelFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (/could not locate|not found|404|fetch|network|Unauthorized/i.test(message)) {
    return new ModelFailure(
      "network",
      `A file of ${id} can't be had. Look at the network and at the name of its repository.`,
      ["retry", "choose-model"],
      { cause: error },
    );
  }
  if (/memory|allocat/i.test(message)) {
    return new ModelFailure(
      "memory",
      `${id} needs more memory than this tab can have. Choose a smaller model.`,
      ["use-smaller-model"],
      { cause: error },
    );
  }
  if (/protobuf|onnx|invalid|parse|JSON/i.test(message)) {
    return new ModelFailure(
      "corrupt",
      `The files of ${id} can't be read as an ONNX model. Download it again.`,
      ["download-again", "choose-model"],
      { cause: error },
    );
  }
  return new ModelFailure("unknown", `${id} stopped: ${message.slice(0, 300)}`, ["retry", "choose-model"], {
    cause: error,
  });
}
