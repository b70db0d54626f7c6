import { Failure } from "@/lib/base";
import { activeEvents } from "../log/active";
import type { LogEvent } from "../log/event";
import { importLines } from "../log/jsonl";
import { ConversationBuilder } from "../views/conversation-builder";
import type { ConversationItem } from "../view";
import { stepsOf, type ReplayStep } from "./steps";

/** The conversation as it was, from its end backwards. */
export interface ReplayedConversation {
  readonly items: readonly ConversationItem[];
  /** How many came before those. */
  readonly earlier: number;
}

/** A session that is over, to be looked at from any moment. Nothing in it runs. */
export interface Replay {
  readonly title: string;
  readonly steps: readonly ReplayStep[];
  readonly conversationAt: (step: number) => ReplayedConversation;
}

const most = 20_000;
/** Each rewind tells the conversation anew: a stranger's log may not ask for that without end. */
const mostRetelling = 4_000_000;
/** A moment shows no more than the end of what was said before it. */
const kept = 40;

/** Reads an exported session, whoever made it. */
export function createReplay(exported: string): Replay {
  const { title, events } = importLines(exported);
  const rewinds = events.filter(({ type }) => type === "rewound" || type === "rewind-undone").length;
  if (events.length > most || rewinds * events.length > mostRetelling)
    throw new Failure("EFBIG", `This session is too long to be replayed: ${events.length} events.`);
  const steps = stepsOf(events);
  const told = tell(events, steps);
  const nothing: ReplayedConversation = { items: [], earlier: 0 };
  return { title, steps, conversationAt: (step) => told[step] ?? nothing };
}

/** All moments in one pass, so that an item that stays is the same object from moment to moment. */
function tell(events: readonly LogEvent[], steps: readonly ReplayStep[]): readonly ReplayedConversation[] {
  const builder = new ConversationBuilder("replay", "main");
  const told: ReplayedConversation[] = [];
  let next = 0;
  for (const index of steps.keys()) {
    const until = steps[index + 1]?.seq ?? Number.POSITIVE_INFINITY;
    for (; next < events.length && (events[next]?.seq ?? 0) < until; next += 1) apply(builder, events, next);
    told.push(last(builder));
  }
  return told;
}

function apply(builder: ConversationBuilder, events: readonly LogEvent[], at: number): void {
  const event = events[at];
  if (!event) return;
  if (event.type === "rewound" || event.type === "rewind-undone")
    builder.rebuild(activeEvents(events.slice(0, at + 1)));
  else builder.apply(event);
}

function last(builder: ConversationBuilder): ReplayedConversation {
  const { items } = builder.view();
  return { items: items.slice(-kept), earlier: Math.max(0, items.length - kept) };
}
