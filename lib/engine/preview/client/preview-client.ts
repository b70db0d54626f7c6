import { answerQuestions } from "./answer-questions";
import { openLine } from "./engine-line";
import { passKeys } from "./pass-keys";
import { reportTo } from "./reports";
import { tellNews } from "./tell-news";
import { shimWebSocket } from "./web-socket";

/** Runs first in each document of a preview, on the project's side: it holds no secret and nothing trusts it. */
const say = openLine();
reportTo(say, globalThis as unknown as Window & typeof globalThis);
shimWebSocket(globalThis, say);
answerQuestions();
tellNews();
passKeys();

/** The client of the second door reloads a preview this way, since it may not touch a frame of another origin. */
addEventListener("message", ({ data }: MessageEvent<{ type?: unknown; callback?: MessagePort } | null>) => {
  if (data?.type !== "LOCALSERVICE_RELOAD_WINDOW") return;
  data.callback?.postMessage({ type: "LOCALSERVICE_WINDOW_RELOADED" });
  location.reload();
});
