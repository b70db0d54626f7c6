"use client";

import { useState } from "react";
import { checkStrings, outsideChecks, reportOf, type Check, type CheckStrings } from "@/lib/studio";
import { useApp } from "../app-context";
import { AppLink } from "../ui/app-link";
import { Button, buttonClass } from "../ui/button";
import { Wordmark } from "../ui/wordmark";
import { useStore } from "../use-store";
import { CheckRow } from "./check-row";
import { nameOf } from "./name-of";
import { useChecks, type Findings } from "./use-checks";

interface CheckPageProps {
  readonly sandboxOrigin: string | undefined;
}

/** Tries what tabsmith needs here, and makes a report of it for whoever looks after the network. */
export function CheckPage({ sandboxOrigin }: CheckPageProps) {
  const words = useStore(checkStrings(useApp().settings));
  const { own, findings, isRunning, again, askOutside } = useChecks(sandboxOrigin);
  return (
    <div className="mx-auto max-w-3xl px-5 pb-16">
      <header className="flex h-14 items-center justify-between">
        <Wordmark />
        <AppLink href="/" className={buttonClass("ghost", "medium")}>
          {words.home}
        </AppLink>
      </header>
      <main>
        <h1 className="mt-8 text-2xl font-semibold tracking-tight">{words.title}</h1>
        <p className="mt-2 max-w-[65ch] text-pretty text-ink-muted">{words.lead}</p>
        <p role="status" className="mt-4 font-medium">
          {isRunning ? words.running : words.summary[worstOf(own, findings)]}
        </p>
        <Group
          title={words.groups.browser}
          checks={own.filter(({ group }) => group === "browser")}
          findings={findings}
        />
        <Group title={words.groups.server} checks={own.filter(({ group }) => group === "server")} findings={findings} />
        <Group title={words.groups.outside} checks={outsideChecks} findings={findings}>
          <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
            <p className="max-w-[58ch] text-small text-pretty text-ink-muted">{words.outsideText}</p>
            <Button onClick={askOutside}>{words.askOutside}</Button>
          </div>
        </Group>
        <div className="mt-6 flex flex-wrap gap-2">
          <CopyReport words={words} checks={[...own, ...outsideChecks]} findings={findings} />
          <Button size="medium" disabled={isRunning} onClick={again}>
            {words.again}
          </Button>
        </div>
      </main>
    </div>
  );
}

function worstOf(checks: readonly Check[], findings: Findings): "good" | "limited" | "bad" {
  const verdicts = new Set(checks.map(({ id }) => findings.get(id)?.verdict));
  return verdicts.has("bad") ? "bad" : verdicts.has("limited") ? "limited" : "good";
}

interface GroupProps {
  readonly title: string;
  readonly checks: readonly Check[];
  readonly findings: Findings;
  readonly children?: React.ReactNode;
}

function Group({ title, checks, findings, children }: GroupProps) {
  const words = useStore(checkStrings(useApp().settings));
  return (
    <section aria-label={title} className="mt-8">
      <h2 className="text-small font-medium text-ink-muted">{title}</h2>
      <div className="mt-2 rounded-panel border border-line bg-surface">
        {children}
        <ul>
          {checks.map((check) => (
            <CheckRow key={check.id} check={check} finding={findings.get(check.id)} words={words} />
          ))}
        </ul>
      </div>
    </section>
  );
}

interface CopyReportProps {
  readonly words: CheckStrings;
  readonly checks: readonly Check[];
  readonly findings: Findings;
}

function CopyReport({ words, checks, findings }: CopyReportProps) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    const lines = checks.map((check) => ({ name: nameOf(check, words), finding: findings.get(check.id) }));
    const facts = [`${location.origin}, ${new Date().toISOString()}`, navigator.userAgent];
    await navigator.clipboard.writeText(reportOf(words.title, facts, lines));
    setCopied(true);
  };
  return (
    <Button look="primary" size="medium" onClick={() => void copy()}>
      <span aria-live="polite">{isCopied ? words.copied : words.copy}</span>
    </Button>
  );
}
