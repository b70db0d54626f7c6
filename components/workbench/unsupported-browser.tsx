"use client";

import Link from "next/link";
import { useStrings } from "../app-context";
import { buttonClass } from "../ui/button";
import { Wordmark } from "../ui/wordmark";
import type { Capability } from "./missing-capabilities";

/** In plain words: what this browser lacks, and what to use instead. Nothing else has started. */
export function UnsupportedBrowser({ missing }: { readonly missing: readonly Capability[] }) {
  const { unsupported, workbench } = useStrings();
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col items-start justify-center gap-4 p-6">
      <Wordmark />
      <h1 className="text-2xl font-semibold tracking-[-0.02em]">{unsupported.title}</h1>
      <p className="text-body text-ink-muted">{unsupported.text}</p>
      <ul className="list-disc space-y-1 pl-5 text-ink-muted">
        {missing.map((capability) => (
          <li key={capability}>{unsupported.missing[capability]}</li>
        ))}
      </ul>
      <p className="text-ink-muted">{unsupported.remedy}</p>
      <Link href="/" className={buttonClass("secondary", "medium")}>
        {workbench.home}
      </Link>
    </main>
  );
}
