"use client";

import { Trash2 } from "lucide-react";

import { useEffect, useRef, useState } from "react";
import { findTemplate, type ProjectRecord } from "@/lib/workspace";
import { useApp, useStrings } from "../app-context";
import { relativeTime } from "../relative-time";
import { AppLink } from "../ui/app-link";
import { TemplateMark } from "../ui/template-mark";
import { useStore } from "../use-store";

interface Removal {
  readonly name: string;
  readonly undo: () => void;
  readonly settle: () => Promise<void>;
}

const timeToUndo = 8000;

export function RecentProjects() {
  const { shelf } = useApp();
  const { landing } = useStrings();
  const state = useStore(shelf.state);
  const [removal, remove] = useRemoval();
  useEffect(() => {
    void shelf.load().catch(() => undefined);
  }, [shelf]);
  const projects = state.type === "ready" ? state.projects : [];
  return (
    <section aria-labelledby="recent-title" className="lg:pt-2">
      <h2 id="recent-title" className="text-small font-medium text-ink-faint">
        {landing.recent}
      </h2>
      {state.type === "closed" && (
        <p role="alert" className="mt-2 text-bad">
          {landing.closed}
        </p>
      )}
      {state.type === "ready" && projects.length === 0 && <p className="mt-2 text-ink-muted">{landing.noRecent}</p>}
      <ul className="-mx-2 mt-1">
        {projects.slice(0, 6).map((project) => (
          <RecentProject
            key={project.id}
            project={project}
            onRemove={() => {
              remove({ name: project.name, ...shelf.remove(project.id) });
            }}
          />
        ))}
      </ul>
      <UndoRemoval removal={removal} onUndo={remove} />
    </section>
  );
}

/** One removal can be undone at a time; the one before it settles when the next one comes. */
function useRemoval() {
  const [removal, setRemoval] = useState<Removal>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const current = useRef<Removal>(undefined);
  const replace = (next: Removal | undefined) => {
    clearTimeout(timer.current);
    void current.current?.settle();
    current.current = next;
    setRemoval(next);
    if (next) timer.current = setTimeout(replace, timeToUndo, undefined);
  };
  return [removal, replace] as const;
}

interface UndoRemovalProps {
  readonly removal: Removal | undefined;
  readonly onUndo: (next: undefined) => void;
}

function UndoRemoval({ removal, onUndo }: UndoRemovalProps) {
  const { landing, common } = useStrings();
  return (
    <output className="mt-2 block text-small text-ink-muted">
      {removal && (
        <>
          {landing.removed(removal.name)}{" "}
          <button
            type="button"
            className="font-medium text-ink underline underline-offset-2"
            onClick={() => {
              removal.undo();
              onUndo(undefined);
            }}
          >
            {common.undo}
          </button>
        </>
      )}
    </output>
  );
}

function RecentProject({ project, onRemove }: { readonly project: ProjectRecord; readonly onRemove: () => void }) {
  const { landing } = useStrings();
  const { language } = useStore(useApp().settings);
  const [now] = useState(Date.now);
  return (
    <li className="group flex items-center rounded-panel transition-colors hover:bg-hover">
      <AppLink href={`/p/${project.id}`} className="flex min-w-0 flex-1 items-center gap-3 rounded-panel p-2">
        <TemplateMark mark={findTemplate(project.template ?? "empty")?.mark ?? "––"} />
        <span className="min-w-0">
          <span className="block truncate font-medium">{project.name}</span>
          <span className="block text-small text-ink-faint">
            {landing.opened(relativeTime(project.opened, now, language))}
          </span>
        </span>
      </AppLink>
      <button
        type="button"
        aria-label={landing.remove(project.name)}
        onClick={onRemove}
        className="mr-1 rounded-control p-1.5 text-ink-faint opacity-0 transition-opacity group-hover:opacity-100 hover:bg-pressed hover:text-ink focus-visible:opacity-100 coarse:opacity-100"
      >
        <Trash2 size={14} aria-hidden />
      </button>
    </li>
  );
}
