import type { EventTable } from "../log/event";
import type { AgentModel } from "../model/model";
import { requestOf } from "../model/request";
import { dollarsOf } from "../model/usage";
import type { Session } from "../session/session";
import { streamStep } from "./stream-step";

interface Aside {
  readonly purpose: EventTable["asked-aside"]["purpose"];
  readonly instructions: string;
  readonly text: string;
  /** Base64. Only for a model that sees. */
  readonly picture?: { readonly mediaType: string; readonly data: string };
  readonly signal: AbortSignal;
  readonly agent?: string;
}

/** Asks a model one thing that isn't part of the conversation. What it costs is in the log like everything else. */
export async function askAside(session: Session, model: AgentModel, aside: Aside): Promise<string> {
  const { purpose, instructions, signal, agent } = aside;
  const texts: string[] = [];
  const prompt = [{ role: "user" as const, content: contentOf(aside) }];
  const { usage } = await streamStep(model, requestOf(model, instructions, prompt, [], signal), {
    delta: () => undefined,
    ended: (type, _, said) => void (type === "text" && texts.push(said)),
    toolInput: () => undefined,
    call: () => undefined,
  });
  signal.throwIfAborted();
  const dollars = usage && dollarsOf(usage, model.prices);
  session.append(
    "asked-aside",
    { purpose, model: model.id, ...(usage ? { usage } : {}), ...(dollars === undefined ? {} : { dollars }) },
    agent,
  );
  return texts.join("\n").trim();
}

function contentOf({ text, picture }: Aside) {
  const shown = picture && {
    type: "file" as const,
    mediaType: picture.mediaType,
    data: { type: "data" as const, data: picture.data },
  };
  return [...(shown ? [shown] : []), { type: "text" as const, text }];
}
