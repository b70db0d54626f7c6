"use client";

import { useState, type ReactNode } from "react";
import { templates } from "@/lib/workspace";
import { useStrings } from "../app-context";
import { fieldClass } from "../ui/text-field";
import { matchesTemplate } from "./matches-template";

export interface TemplateGridProps {
  /** What each template looks like, by its id. */
  readonly pictures: Readonly<Record<string, ReactNode>>;
  readonly onUse: (name: string, template: string) => void;
}

export function TemplateGrid({ pictures, onUse }: TemplateGridProps) {
  const strings = useStrings();
  const [wanted, setWanted] = useState("");
  const offered = templates.filter(({ id }) => matchesTemplate(id, strings.templates[id], wanted));
  return (
    <section aria-labelledby="templates-title">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h2 id="templates-title" className="text-body font-semibold">
          {strings.landing.templates}
        </h2>
        <input
          type="search"
          aria-label={strings.panels.landing.search}
          placeholder={strings.panels.landing.search}
          value={wanted}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target }) => {
            setWanted(target.value);
          }}
          className={`${fieldClass} max-w-64`}
        />
      </div>
      {offered.length === 0 && (
        <p role="status" className="mt-4 text-ink-muted">
          {strings.newProject.none}
        </p>
      )}
      <ul className="mt-4 grid gap-2 sm:grid-cols-2 sm:gap-3 lg:grid-cols-4">
        {offered.map(({ id }) => {
          const { title, summary } = strings.templates[id];
          return (
            <li key={id}>
              <button
                type="button"
                aria-label={strings.landing.startFrom(title)}
                onClick={() => {
                  onUse(title, id);
                }}
                className="flex h-full w-full flex-col overflow-hidden rounded-panel border border-line bg-surface text-left transition-colors hover:border-line-strong hover:bg-hover max-sm:flex-row"
              >
                <span className="block shrink-0 max-sm:w-28 sm:w-full sm:border-b sm:border-line">{pictures[id]}</span>
                <span className="min-w-0 p-3">
                  <span className="block font-medium">{title}</span>
                  <span className="block text-small text-pretty text-ink-muted">{summary}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
