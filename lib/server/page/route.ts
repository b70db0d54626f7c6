import { readOrigins } from "../origins.mjs";
import { askOutside } from "../outbound/ask-outside";
import { answerPage, type PageProxy } from "./answer-page";
import { createMemoryAllowance } from "./memory-allowance";
import { readPageSettings } from "./page-settings";

let proxy: PageProxy | undefined;

function pageProxy(): PageProxy {
  if (proxy) return proxy;
  const origins = readOrigins(process.env);
  if (!origins.ok) throw new Error(origins.error);
  const settings = readPageSettings(process.env, origins.value.app);
  proxy = { settings, ask: askOutside, take: createMemoryAllowance(settings.perHour, 60) };
  return proxy;
}

/** The route of `/api/fetch`. */
export function answerPageRequest(request: Request): Promise<Response> {
  return answerPage(request, pageProxy());
}
