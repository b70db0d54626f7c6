import { theStore } from "../store/the-store";
import { answerShare } from "./answer-share";

/** The route of `/api/share` and below. */
export function answerShareRequest(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.split("/").slice(3);
  return answerShare(request, path, theStore);
}
