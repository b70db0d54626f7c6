import { askOutside } from "../outbound/ask-outside";
import { theStore } from "../store/the-store";
import { answerModel, type ModelProxy } from "./answer-model";
import { readModelProviders } from "./model-settings";

let proxy: ModelProxy | undefined;

/** The route of `/api/model/*`. */
export function answerModelRequest(request: Request): Promise<Response> {
  proxy ??= { providers: readModelProviders(process.env), ask: askOutside, open: theStore };
  return answerModel(request, new URL(request.url).pathname.split("/").slice(3), proxy);
}
