import type { NoticeAction } from "../view";
import type { ModelFailure } from "./failure";

type Ways = readonly [NoticeAction, ...NoticeAction[]];

/** What the models' room calls a way on, as something that someone can press. */
const actions: Readonly<Record<string, NoticeAction>> = {
  retry: "retry",
  reload: "retry",
  "download-again": "retry",
  compact: "compact",
  "enter-key": "open-model-settings",
  "choose-model": "open-model-settings",
  "use-smaller-model": "open-model-settings",
  "use-cpu": "open-model-settings",
  "use-tour": "open-model-settings",
  "free-space": "open-model-settings",
  "fix-server": "open-model-settings",
};

const usual: Readonly<Record<ModelFailure["type"], Ways>> = {
  key: ["open-model-settings", "retry"],
  credit: ["open-model-settings", "retry"],
  overflow: ["compact", "open-model-settings"],
  retry: ["retry", "open-model-settings"],
  fatal: ["retry", "open-model-settings"],
};

const isNamed = (error: unknown): error is { readonly waysOn: readonly unknown[] } =>
  typeof error === "object" && error !== null && "waysOn" in error && Array.isArray(error.waysOn);

/** The ways on after a failure, the best one first: those that it names itself, else the usual ones of its kind. */
export function waysOn(error: unknown, failure: ModelFailure): Ways {
  const named = isNamed(error) ? error.waysOn : [];
  const [first, ...rest] = new Set(
    named.flatMap((way) => (typeof way === "string" && Object.hasOwn(actions, way) ? [actions[way]] : [])),
  );
  if (first === undefined) return usual[failure.type];
  return [first, ...rest.filter((way) => way !== undefined)];
}
