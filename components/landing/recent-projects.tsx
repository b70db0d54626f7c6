"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { ProjectCard } from "@/lib/studio";
import { findTemplate } from "@/lib/workspace";
import { useApp, useStrings } from "../app-context";
import { relativeTime } from "../relative-time";
import { TemplateMark } from "../ui/template-mark";
import { useStore } from "../use-store";

interface Forgotten {
  readonly name: string;
  readonly undo: () => void;
}

export function RecentProjects() {
  const { projects } = useApp();
  const { landing, common } = useStrings();
  const cards = useStore(projects.cards);
  const [forgotten, setForgotten] = useState<Forgotten>();
  return (
    <section aria-labelledby="recent-title" className="lg:pt-2">
      <h2 id="recent-title" className="text-small font-medium text-ink-faint">
        {landing.recent}
      </h2>
      {cards.length === 0 && <p className="mt-2 text-ink-muted">{landing.noRecent}</p>}
      <ul className="-mx-2 mt-1">
        {cards.slice(0, 6).map((card) => (
          <RecentProject
            key={card.id}
            card={card}
            onForget={() => {
              setForgotten({ name: card.name, undo: projects.forget(card.id) });
            }}
          />
        ))}
      </ul>
      <output className="mt-2 block text-small text-ink-muted">
        {forgotten && (
          <>
            {landing.forgotten(forgotten.name)}{" "}
            <button
              type="button"
              className="font-medium text-ink underline underline-offset-2"
              onClick={() => {
                forgotten.undo();
                setForgotten(undefined);
              }}
            >
              {common.undo}
            </button>
          </>
        )}
      </output>
    </section>
  );
}

function RecentProject({ card, onForget }: { readonly card: ProjectCard; readonly onForget: () => void }) {
  const { landing } = useStrings();
  const { language } = useStore(useApp().settings);
  const [now] = useState(Date.now);
  return (
    <li className="group flex items-center rounded-panel transition-colors hover:bg-hover">
      <Link href={`/p/${card.id}`} className="flex min-w-0 flex-1 items-center gap-3 rounded-panel p-2">
        <TemplateMark small mark={findTemplate(card.template)?.mark ?? "––"} />
        <span className="min-w-0">
          <span className="block truncate font-medium">{card.name}</span>
          <span className="block text-small text-ink-faint">
            {landing.opened(relativeTime(card.openedAt, now, language))}
          </span>
        </span>
      </Link>
      <button
        type="button"
        aria-label={landing.forget(card.name)}
        onClick={onForget}
        className="mr-1 rounded-control p-1.5 text-ink-faint opacity-0 transition-opacity group-hover:opacity-100 hover:bg-pressed hover:text-ink focus-visible:opacity-100 coarse:opacity-100"
      >
        <X size={14} aria-hidden />
      </button>
    </li>
  );
}
