import type { ModelFailureCode, WayOn } from "../model-failure";

/** What was seen when a provider or a server was asked for its models or for a word. */
export type Observation =
  | { readonly type: "answer"; readonly status: number; readonly contentType: string; readonly body: string }
  /**
   * The browser said nothing but that it failed. `reachable`: a request whose answer we may not read got through;
   * undefined where it can't be told, as on an isolated page.
   */
  | { readonly type: "failure"; readonly online: boolean; readonly reachable: boolean | undefined }
  /** The page's own policy didn't let the request out: it was loaded before this address was configured. */
  | { readonly type: "blocked" };

export interface AskedOf {
  readonly name: string;
  readonly url: string;
  /** The address of the page that asked. */
  readonly origin: string;
  readonly model?: string;
  readonly keyStart?: string;
  readonly key?: string | undefined;
}

export interface Diagnosis {
  readonly problem: ModelFailureCode | "none";
  /** What is wrong, in one sentence. */
  readonly says: string;
  /** What to do about it. */
  readonly advice: string;
  readonly waysOn: readonly WayOn[];
}

/** Says from what was seen which of the usual things is wrong. */
export function diagnose(seen: Observation, asked: AskedOf): Diagnosis {
  if (seen.type === "blocked") return diagnoseBlocked(asked);
  if (seen.type === "failure") return diagnoseFailure(seen, asked);
  if (seen.status >= 200 && seen.status < 300) return diagnoseAnswer(seen, asked);
  return diagnoseRefusal(seen, asked);
}

function diagnoseBlocked({ name, url }: AskedOf): Diagnosis {
  return {
    problem: "blocked",
    says: `This page was loaded before ${name} was entered, and may not talk to ${url} yet.`,
    advice: "It is remembered now: reload the page, then try again.",
    waysOn: ["reload", "choose-model"],
  };
}

type Failed = Extract<Observation, { type: "failure" }>;
type Answered = Extract<Observation, { type: "answer" }>;

const isLocal = (url: string): boolean =>
  /^https?:\/\/(localhost|127\.|\[::1\]|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|[^/:]+\.local\b)/.test(url);

function diagnoseFailure({ online, reachable }: Failed, { name, url, origin }: AskedOf): Diagnosis {
  if (reachable) {
    return {
      problem: "cors",
      says: `${name} is there, but doesn't let pages of ${origin} read its answers.`,
      advice: corsAdvice(url, origin),
      waysOn: ["fix-server", "choose-model"],
    };
  }
  if (isLocal(url)) {
    const letIn =
      reachable === undefined ? ` If it runs, it doesn't let this page in yet: ${corsAdvice(url, origin)}` : "";
    return {
      problem: "local-network",
      says: `Nothing answers this page at ${url}.`,
      advice: `Start the server, and look at its port.${letIn} The browser may also be keeping this page from your local network: allow “local network access” for ${origin} in the site settings.`,
      waysOn: ["fix-server", "retry", "choose-model"],
    };
  }
  if (!online) {
    return {
      problem: "network",
      says: "This computer is offline.",
      advice: "Connect to the internet, or choose a model that runs in this tab.",
      waysOn: ["retry", "choose-model", "use-tour"],
    };
  }
  return {
    problem: "network",
    says: `${name} can't be reached at ${url}.`,
    advice:
      "Look for a typing error in the address. A school's or a company's network may block it; ask there, or choose a model that runs in this tab.",
    waysOn: ["retry", "choose-model"],
  };
}

/** The setting by its name, for the servers that people run. */
export function corsAdvice(url: string, origin: string): string {
  const port = new URL(url, origin).port;
  if (port === "11434") return `Start Ollama with OLLAMA_ORIGINS="${origin}" in its environment.`;
  if (port === "1234")
    return "Turn on “Enable CORS” in LM Studio's server settings, or start it with `lms server start --cors`.";
  if (port === "8000") return `Start vLLM with --allowed-origins '["${origin}"]'.`;
  if (port === "8080")
    return "llama.cpp's server allows every page by itself: look at the proxy before it, which must pass the header Access-Control-Allow-Origin on.";
  return `The server must answer with the header Access-Control-Allow-Origin: ${origin}, also to OPTIONS requests. Ollama calls it OLLAMA_ORIGINS, LM Studio --cors, vLLM --allowed-origins.`;
}

function diagnoseAnswer({ contentType, body }: Answered, { name, model, url }: AskedOf): Diagnosis {
  if (/html/.test(contentType) || /^\s*</.test(body)) {
    return {
      problem: "not-an-api",
      says: `What answers at ${url} is a web page, not a model.`,
      advice:
        "The base URL often ends in /v1. A sign-in page of a network answers like this, too: open any site in a new tab and see.",
      waysOn: ["fix-server", "choose-model"],
    };
  }
  const models = modelIds(body);
  if (model !== undefined && models.length > 0 && !models.includes(model)) return unknownModel(name, model, models);
  return { problem: "none", says: `${name} answers.`, advice: "", waysOn: [] };
}

function unknownModel(name: string, model: string, models: readonly string[]): Diagnosis {
  const near = models.filter((id) => id.includes(model.split(/[:/]/)[0] ?? model)).slice(0, 3);
  return {
    problem: "model",
    says: `${name} has no model named ${model}.`,
    advice: `It has ${(near.length > 0 ? near : models.slice(0, 3)).join(", ")}${models.length > 3 ? " and others" : ""}. Choose one of its list.`,
    waysOn: ["choose-model"],
  };
}

function diagnoseRefusal({ status, body }: Answered, asked: AskedOf): Diagnosis {
  const said = saidIn(body);
  if (isAboutModel(status, said)) {
    const says = `${asked.name} doesn't know this model.`;
    return { problem: "model", says, advice: said || "Choose one of its list.", waysOn: ["choose-model"] };
  }
  if (status === 401 || status === 403 || (status === 400 && /api.?key/i.test(said)))
    return keyRefused(status, said, asked);
  if (isAboutMoney(status, body)) {
    const says = `${asked.name} won't answer before it is paid: ${said}`;
    const advice = "Add credit to the account, or choose a model that costs nothing.";
    return { problem: "quota", says, advice, waysOn: ["choose-model", "retry"] };
  }
  return diagnoseTrouble(status, said, asked);
}

const isAboutModel = (status: number, said: string): boolean => status === 404 && /model/i.test(said);

const isAboutMoney = (status: number, body: string): boolean =>
  status === 402 || /insufficient_quota|credit balance|billing|exceeded your current quota/i.test(body);

function diagnoseTrouble(status: number, said: string, { name, url }: AskedOf): Diagnosis {
  if (status === 429) {
    const says = `${name} has had too many requests for now.`;
    return {
      problem: "quota",
      says,
      advice: said || "Wait a minute and try again.",
      waysOn: ["retry", "choose-model"],
    };
  }
  if (status >= 500) {
    const says = `${name} has trouble of its own (${status}).`;
    return { problem: "overloaded", says, advice: said || "Try again in a moment.", waysOn: ["retry", "choose-model"] };
  }
  if (status === 404) {
    const says = `There is no model interface at ${url}.`;
    return {
      problem: "not-an-api",
      says,
      advice: "The base URL often ends in /v1.",
      waysOn: ["fix-server", "choose-model"],
    };
  }
  return {
    problem: "unknown",
    says: `${name} answered with ${status}.`,
    advice: said,
    waysOn: ["retry", "choose-model"],
  };
}

function keyRefused(status: number, said: string, { name, key, keyStart }: AskedOf): Diagnosis {
  const misplaced = key !== undefined && keyStart !== undefined && !key.startsWith(keyStart);
  return {
    problem: "key",
    says: misplaced
      ? `This is not a key of ${name}: theirs begin with ${keyStart}.`
      : `${name} doesn't accept this key${status === 403 ? " for this" : ""}.`,
    advice: misplaced
      ? `Copy the key from ${name} again.`
      : said || "Look whether it was copied whole and is still valid.",
    waysOn: ["enter-key", "choose-model"],
  };
}

/** The message in an error's body, in any of the usual shapes, without what could be a key. */
function saidIn(body: string): string {
  const text = /"(?:message|detail|error)"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(body)?.[1] ?? "";
  return text
    .replaceAll(/\\n/g, " ")
    .replaceAll(/\\(.)/g, "$1")
    .replaceAll(/\b(?:sk|gsk|AIza)[\w*-]{6,}/g, "…")
    .slice(0, 300);
}

/** The ids in a list of models, as OpenAI, Anthropic, Google and Ollama write it. */
export function modelIds(body: string): string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return [];
  }
  const { data, models } = (typeof parsed === "object" && parsed !== null ? parsed : {}) as Record<string, unknown>;
  const listed: unknown = Array.isArray(parsed) ? parsed : (data ?? models);
  if (!Array.isArray(listed)) return [];
  return listed.flatMap((item: unknown) => {
    const { id, name } = (typeof item === "object" && item !== null ? item : {}) as Record<string, unknown>;
    const found = id ?? name;
    return typeof found === "string" ? [found.replace(/^models\//, "")] : [];
  });
}
