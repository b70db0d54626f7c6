import type { PageReply, PageShortcut, PickedElement, SourcePlace } from "@/lib/sandbox";

/** What a page told of itself, checked. */
export interface PageFacts {
  readonly path: string;
  readonly title: string;
  readonly isEmpty: boolean;
  readonly isLoading: boolean;
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
}

const longest = 4000;

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
const text = (value: unknown, most = longest): string => (typeof value === "string" ? value.slice(0, most) : "");
const isPath = (path: string): boolean => /^\/(?!\/)/u.test(path);

export function factsOf(message: unknown): PageFacts | undefined {
  const told = fieldsOf(message);
  const path = text(told["path"]);
  if (told["type"] !== "tabsmith:page" || !isPath(path)) return undefined;
  return {
    path,
    title: text(told["title"], 200),
    isEmpty: told["isEmpty"] === true,
    isLoading: told["isLoading"] === true,
    canGoBack: told["canGoBack"] === true,
    canGoForward: told["canGoForward"] === true,
  };
}

export function networkTroubleOf(message: unknown): { readonly message: string; readonly path: string } | undefined {
  const told = fieldsOf(message);
  if (told["type"] !== "tabsmith:network") return undefined;
  return { message: text(told["message"]), path: text(told["path"]) };
}

const shortcuts: readonly PageShortcut[] = ["palette", "quick-open", "toggle-terminal"];

/** One of the few that a page may pass on; whatever else it names is nothing. */
export function shortcutOf(message: unknown): PageShortcut | undefined {
  const told = fieldsOf(message);
  if (told["type"] !== "tabsmith:shortcut") return undefined;
  return shortcuts.find((name) => name === told["name"]);
}

export function replyOf(message: unknown): PageReply {
  const told = fieldsOf(message);
  if (told["type"] === "answer") return { type: "answer", value: told["value"] };
  return { type: "refused", reason: text(told["reason"]) || "The page gave no answer." };
}

export function pickedOf(value: unknown): PickedElement | undefined {
  const told = fieldsOf(value);
  const selector = text(told["selector"], 500);
  if (selector === "") return undefined;
  const component = placeOf(told["component"]);
  return { selector, html: text(told["html"]), text: text(told["text"]), ...(component && { component }) };
}

function placeOf(value: unknown): SourcePlace | undefined {
  if (value === undefined) return undefined;
  const told = fieldsOf(value);
  const [name, file] = [text(told["name"], 200), text(told["file"], 1000)];
  const whole = (field: string) => (Number.isSafeInteger(told[field]) ? (told[field] as number) : undefined);
  const [line, column] = [whole("line"), whole("column")];
  return {
    ...(name !== "" && { name }),
    ...(file !== "" && { file }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  };
}
