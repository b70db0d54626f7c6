import { Failure } from "@/lib/base";
import type { EventOf } from "../log/event";
import type { Session } from "./session";

export type RestoreWhat = "files" | "conversation" | "both";

export function messageEvent(session: Session, id: string): EventOf<"message-added"> {
  const found = session.log.events.find(
    (event): event is EventOf<"message-added"> => event.type === "message-added" && event.data.id === id,
  );
  if (!found) throw new Failure("ENOENT", "This message isn't in the session.");
  return found;
}

/** Back to the moment before a message. What is left behind stays in the log, so it can be undone. */
export async function restoreTo(session: Session, message: string, what: RestoreWhat): Promise<void> {
  const event = messageEvent(session, message);
  const { checkpoint } = event.data;
  if (what !== "conversation" && checkpoint === undefined)
    throw new Failure("ENOENT", "There is no checkpoint of the files from then.");
  const undo =
    what === "conversation" || checkpoint === undefined
      ? undefined
      : await session.workspace.history.restore(checkpoint);
  if (undo) await session.settle();
  const to = what === "files" ? session.log.events.length : event.seq - 1;
  session.append("rewound", { to, ...(undo ? { undo: undo.id } : {}) });
  const text = {
    files: "Files restored.",
    conversation: "Conversation restored.",
    both: "Files and conversation restored.",
  }[what];
  session.append("noticed", { kind: "restored", text, action: "undo-restore" });
}

/** Undoes the latest restore that isn't undone yet. */
export async function undoRestore(session: Session): Promise<void> {
  const { events } = session.log;
  const undone = new Set(events.flatMap((event) => (event.type === "rewind-undone" ? [event.data.of] : [])));
  const last = events.findLast(
    (event): event is EventOf<"rewound"> => event.type === "rewound" && !undone.has(event.seq),
  );
  if (!last) throw new Failure("ENOENT", "There is no restore to undo.");
  if (last.data.undo !== undefined) {
    await session.workspace.history.restore(last.data.undo);
    await session.settle();
  }
  session.append("rewind-undone", { of: last.seq });
  session.append("noticed", { kind: "restored", text: "The restore was undone." });
}
