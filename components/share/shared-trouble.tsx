"use client";

import Link from "next/link";
import { Button, buttonClass } from "../ui/button";
import { Wordmark } from "../ui/wordmark";
import { useSharingStrings } from "../reading/use-sharing-strings";

interface SharedTroubleProps {
  readonly code: string;
  readonly details: string;
  readonly onRetry: () => void;
}

/** Why a link can't be opened, and the way on. What the link says of itself stands apart, as text. */
export function SharedTrouble({ code, details, onRetry }: SharedTroubleProps) {
  const { trouble } = useSharingStrings();
  const known = isKnown(code, trouble) ? trouble[code] : trouble.unknown;
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col items-start justify-center gap-4 p-6">
      <Wordmark />
      <h1 className="text-2xl font-semibold tracking-[-0.02em] text-balance">{known.title}</h1>
      <p className="text-body text-pretty text-ink-muted">{known.text}</p>
      {details !== "" && (
        <details className="w-full text-small text-ink-muted">
          <summary>{trouble.details}</summary>
          <p className="mt-1 font-mono break-words">{details}</p>
        </details>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        <Link href="/" className={buttonClass("primary", "medium")}>
          {trouble.home}
        </Link>
        <Button size="medium" onClick={onRetry}>
          {trouble.retry}
        </Button>
      </div>
    </main>
  );
}

type Known =
  | "ESHAREDAMAGED"
  | "ESHARESIZE"
  | "ESHAREPATH"
  | "ESHAREVERSION"
  | "ESHARETEMPLATE"
  | "ESHAREMISSING"
  | "ESHAREEXPIRED"
  | "ESHAREDELETED"
  | "ESHARELIMIT"
  | "ESHAREBLOCKED"
  | "ESHARESTORE"
  | "empty";

const isKnown = (code: string, strings: object): code is Known =>
  Object.hasOwn(strings, code) && (code.startsWith("ESHARE") || code === "empty");
