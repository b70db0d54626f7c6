"use client";

import { useState } from "react";
import { Segmented } from "../ui/segmented";
import { CopyButton } from "./copy-button";
import { badgeMarkdown, frameHtml, type EmbedWish } from "./snippets";
import type { ShareDraft } from "./use-share-draft";
import { useSharingStrings } from "../reading/use-sharing-strings";

/** Code to put the project into another page, and a badge for a README. */
export function EmbedSnippets({ draft }: { readonly draft: ShareDraft }) {
  const { embed } = useSharingStrings();
  const [wish, setWish] = useState<EmbedWish>({ show: "both", theme: "auto" });
  if (draft.type !== "ready") return null;
  const { project } = draft.collected;
  const target = { origin: location.origin, share: draft.made.share, name: project.name };
  return (
    <div>
      <p className="text-ink-muted">{embed.text}</p>
      <div className="mt-3 flex flex-wrap gap-3">
        <Segmented<EmbedWish["show"]>
          label={embed.show}
          value={wish.show}
          options={(["editor", "preview", "both"] as const).map((value) => ({ value, label: embed.shows[value] }))}
          onChange={(show) => {
            setWish({ ...wish, show });
          }}
        />
        <Segmented<EmbedWish["theme"]>
          label={embed.theme}
          value={wish.theme}
          options={(["auto", "light", "dark"] as const).map((value) => ({ value, label: embed.themes[value] }))}
          onChange={(theme) => {
            setWish({ ...wish, theme });
          }}
        />
      </div>
      <Snippet title={embed.frame} code={frameHtml(target, wish)} />
      <Snippet title={embed.badge} code={badgeMarkdown(target, embed.badgeAlt)} />
      <img src="/badge.svg" alt={embed.badgeAlt} width={150} height={28} className="mt-2" />
    </div>
  );
}

const shownCharacters = 600;

function Snippet({ title, code }: { readonly title: string; readonly code: string }) {
  const { embed } = useSharingStrings();
  const shown = code.length > shownCharacters ? `${code.slice(0, shownCharacters)}…` : code;
  return (
    <section className="mt-4">
      <div className="flex items-center justify-between">
        <h3 className="text-small font-medium text-ink-muted">{title}</h3>
        <CopyButton text={code} label={embed.copyCode} />
      </div>
      <pre
        aria-label={title}
        tabIndex={0}
        className="focus-inset mt-1 max-h-28 overflow-auto rounded-control border border-line bg-ground p-2 font-mono text-small break-all whitespace-pre-wrap"
      >
        {shown}
      </pre>
    </section>
  );
}
