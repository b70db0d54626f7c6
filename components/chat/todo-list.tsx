"use client";

import { CheckSquare, Square, SquareDot } from "lucide-react";
import { classNames } from "../ui/class-names";
import { useStore } from "../use-store";
import { useChat } from "../agent/chat-context";

const icons = { pending: Square, in_progress: SquareDot, completed: CheckSquare } as const;

export function TodoList() {
  const { agent, strings } = useChat();
  const todos = useStore(agent.todos);
  if (todos.length === 0) return null;
  const done = todos.filter(({ state }) => state === "completed").length;
  return (
    <details open={done < todos.length} className="border-t border-line px-3 py-2">
      <summary className="rounded-[4px] text-mini font-medium text-ink-faint">
        {strings.todos} · {strings.todosDone(done, todos.length)}
      </summary>
      <ul className="mt-1 flex max-h-40 flex-col gap-1 overflow-y-auto">
        {todos.map(({ text, active, state }) => {
          const Icon = icons[state];
          return (
            <li
              key={text}
              className={classNames("flex items-start gap-2 text-small", state === "completed" && "text-ink-faint")}
            >
              <Icon
                size={13}
                className={classNames("mt-0.5 shrink-0", state === "in_progress" ? "text-ember-ink" : "text-ink-faint")}
                aria-hidden
              />
              <span className={classNames(state === "completed" && "line-through")}>
                {state === "in_progress" ? active : text}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
