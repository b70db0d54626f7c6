"use client";

import { useState } from "react";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { useStore } from "../use-store";

/** Where the page is. It follows the page, and leads it on Enter; Escape takes back what was typed. */
export function Address({ disabled }: { readonly disabled: boolean }) {
  const { runner } = useStudio();
  const { preview } = useStrings();
  const facts = useStore(runner.page.facts);
  const target = useStore(runner.page.target);
  const [typed, setTyped] = useState<string>();
  const path = facts?.path ?? target.path;
  return (
    <form
      className="min-w-0 flex-1"
      onSubmit={(event) => {
        event.preventDefault();
        setTyped(undefined);
        void runner.page.go(asPath(typed ?? path));
      }}
    >
      <input
        aria-label={preview.address}
        value={typed ?? path}
        disabled={disabled}
        spellCheck={false}
        autoComplete="off"
        title={facts?.title}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onBlur={() => {
          setTyped(undefined);
        }}
        onKeyDown={({ key }) => {
          if (key === "Escape") setTyped(undefined);
        }}
        className="h-6 w-full min-w-0 rounded-control border border-line bg-ground px-2 text-small text-ink-muted disabled:opacity-60 coarse:h-9"
      />
    </form>
  );
}

/** A whole address leads to its path on the server of the project. */
function asPath(text: string): string {
  const wanted = text.trim();
  if (/^https?:\/\//u.test(wanted) && URL.canParse(wanted)) {
    const { pathname, search, hash } = new URL(wanted);
    return pathname + search + hash;
  }
  return `/${wanted.replace(/^\/+/u, "")}`;
}
