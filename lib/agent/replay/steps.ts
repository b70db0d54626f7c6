import type { FileDiff } from "@/lib/tools";
import type { EventOf, EventType, LogEvent } from "../log/event";

export type ReplayKind =
  | "prompt"
  | "answer"
  | "thought"
  | "call"
  | "approval"
  | "refusal"
  | "result"
  | "change"
  | "checkpoint"
  | "plan"
  | "restore"
  | "notice"
  | "end";

/** One thing that happened, as the time line shows it. */
export interface ReplayStep {
  readonly kind: ReplayKind;
  readonly at: number;
  /** In one line. */
  readonly title: string;
  /** Which agent's: `main`, or a helper. */
  readonly agent: string;
  /** Events up to and with this one have happened, counted from 1. */
  readonly seq: number;
  readonly diff?: readonly FileDiff[];
  /** The state of the files at this step is that of the checkpoint. */
  readonly checkpoint?: string;
}

type Told = Pick<ReplayStep, "kind" | "title" | "diff" | "checkpoint">;
type Tellers = {
  readonly [T in EventType]?: (event: EventOf<T>, titles: ReadonlyMap<string, string>) => Told | undefined;
};

const longest = 140;
const firstLine = (text: string): string => text.trim().split("\n", 1)[0]?.slice(0, longest) ?? "";
const withCheckpoint = (checkpoint: string | undefined) => (checkpoint === undefined ? {} : { checkpoint });

const tellers: Tellers = {
  "message-added": ({ data: { origin, shown, text, checkpoint } }) =>
    origin === "hook" ? undefined : { kind: "prompt", title: firstLine(shown ?? text), ...withCheckpoint(checkpoint) },
  "text-ended": ({ data }) => (data.text.trim() === "" ? undefined : { kind: "answer", title: firstLine(data.text) }),
  "reasoning-ended": ({ data }) =>
    data.text.trim() === "" ? undefined : { kind: "thought", title: firstLine(data.text) },
  "tool-called": ({ data }) => ({ kind: "call", title: firstLine(`${data.name} ${data.title}`) }),
  "question-answered": ({ data: { answer, call } }, titles) => ({
    kind: answer.type === "deny" || answer.type === "reject-plan" ? "refusal" : "approval",
    title: titles.get(call ?? "") ?? "",
  }),
  "decision-made": ({ data: { verdict, callId } }, titles) =>
    verdict === "deny" ? { kind: "refusal", title: titles.get(callId) ?? "" } : undefined,
  "tool-started": ({ data: { call, checkpoint } }, titles) =>
    checkpoint === undefined ? undefined : { kind: "checkpoint", title: titles.get(call) ?? "", checkpoint },
  "tool-ended": ({ data: { call, diff } }, titles) =>
    diff && diff.length > 0
      ? {
          kind: "change",
          title: diff
            .map(({ path }) => path)
            .join(", ")
            .slice(0, longest),
          diff,
        }
      : { kind: "result", title: titles.get(call) ?? "" },
  "plan-changed": ({ data }) => ({ kind: "plan", title: firstLine(data.text) }),
  "todos-changed": () => ({ kind: "plan", title: "" }),
  rewound: () => ({ kind: "restore", title: "" }),
  "rewind-undone": () => ({ kind: "restore", title: "" }),
  noticed: ({ data }) => ({ kind: "notice", title: firstLine(data.text) }),
  compacted: ({ data }) => ({ kind: "notice", title: firstLine(data.summary) }),
  "turn-ended": ({ data }) => ({ kind: "end", title: data.reason }),
};

/** What happened, in order. Events that show nothing belong to the step before them. */
export function stepsOf(events: readonly LogEvent[]): readonly ReplayStep[] {
  const titles = new Map<string, string>();
  return events.flatMap((event): readonly ReplayStep[] => {
    if (event.type === "tool-called") titles.set(event.data.call, firstLine(`${event.data.name} ${event.data.title}`));
    const tell = tellers[event.type] as
      ((event: LogEvent, titles: ReadonlyMap<string, string>) => Told | undefined) | undefined;
    const told = tell?.(event, titles);
    return told ? [{ ...told, at: event.at, agent: event.agent, seq: event.seq }] : [];
  });
}
