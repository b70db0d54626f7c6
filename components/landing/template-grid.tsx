"use client";

import { templates } from "@/lib/workspace";
import { useStrings } from "../app-context";
import { TemplateMark } from "../ui/template-mark";

interface TemplateGridProps {
  readonly onUse: (name: string, template: string) => void;
}

export function TemplateGrid({ onUse }: TemplateGridProps) {
  const strings = useStrings();
  return (
    <section aria-labelledby="templates-title">
      <h2 id="templates-title" className="text-body font-semibold">
        {strings.landing.templates}
      </h2>
      <ul className="mt-4 grid gap-2 sm:grid-cols-2 sm:gap-3 lg:grid-cols-4">
        {templates.map(({ id, mark }) => {
          const { title, summary } = strings.templates[id];
          return (
            <li key={id}>
              <button
                type="button"
                aria-label={strings.landing.startFrom(title)}
                onClick={() => {
                  onUse(title, id);
                }}
                className="flex h-full w-full items-start gap-3 rounded-panel border border-line bg-surface p-3 text-left transition-colors hover:border-line-strong hover:bg-hover"
              >
                <TemplateMark mark={mark} />
                <span className="min-w-0">
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
