import type { PageAsk, PageQuestion, PageReply } from "../questions";
import { readMarkup } from "./read-markup";
import { clickOn, typeInto } from "./act-on-page";
import { pickElement, stopPicking } from "./pick-element";
import { takeScreenshot } from "./take-screenshot";
import { withPrefix } from "./engine-line";

type Answers = { readonly [Type in PageQuestion["type"]]: (question: PageQuestion & { type: Type }) => unknown };

const answers: Answers = {
  screenshot: takeScreenshot,
  pick: pickElement,
  "stop-picking": stopPicking,
  go: ({ path }) => {
    location.assign(withPrefix(path));
  },
  step: ({ by }) => {
    history.go(by);
  },
  reload: async ({ fresh }) => {
    if (fresh) await dropCaches();
    setTimeout(() => {
      location.reload();
    }, 0);
  },
  dom: ({ selector }) => readMarkup(selector),
  click: ({ selector }) => {
    clickOn(selector);
  },
  type: ({ selector, text }) => {
    typeInto(selector, text);
  },
  source: ({ url }) => readSource(url),
};

/** Not the engine's, which lie at the same origin and hold what works without a network. */
async function dropCaches(): Promise<void> {
  const own = (await caches.keys()).filter((name) => !name.startsWith("tabsmith-"));
  await Promise.all(own.map((name) => caches.delete(name)));
}

const longestSource = 5_000_000;

async function readSource(url: string): Promise<string> {
  if (new URL(url, location.href).origin !== location.origin) throw new Error("That script is another origin's.");
  const response = await fetch(url);
  const text = await response.text();
  if (text.length > longestSource) throw new Error("That script is too long to look into.");
  return text;
}

/** Answers the window around this one, and nobody else. */
export function answerQuestions(): void {
  if (parent === window) return;
  addEventListener("message", ({ data, source, ports: [port] }: MessageEvent<Partial<PageAsk> | null>) => {
    if (source !== parent || port === undefined || data?.type !== "tabsmith:ask" || data.question === undefined) return;
    const { question } = data;
    if (!Object.hasOwn(answers, question.type)) return;
    const answer = answers[question.type] as (asked: PageQuestion) => unknown;
    const reply = (told: PageReply) => {
      port.postMessage(told);
    };
    Promise.resolve()
      .then(() => answer(question))
      .then(
        (value) => {
          reply({ type: "answer", value });
        },
        (error: unknown) => {
          reply({ type: "refused", reason: error instanceof Error ? error.message : String(error) });
        },
      );
  });
}
