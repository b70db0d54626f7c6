"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useApp, useStrings } from "../app-context";
import { Button } from "../ui/button";
import { ThemeSwitch } from "../ui/theme-switch";
import { Wordmark } from "../ui/wordmark";
import { ImportProject } from "./import-project";
import { RecentProjects } from "./recent-projects";
import { TemplateGrid, type TemplateGridProps } from "./template-grid";

const NewProjectDialog = dynamic(async () => (await import("./new-project-dialog")).NewProjectDialog, { ssr: false });

export function Landing({ pictures }: Pick<TemplateGridProps, "pictures">) {
  const { shelf } = useApp();
  const strings = useStrings();
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const create = async (name: string, template: string) => {
    const { id } = await shelf.create(name, template);
    router.push(`/p/${id}`);
  };
  const onCreate = (name: string, template: string) => void create(name, template);
  return (
    <>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:bg-raised focus:p-2"
      >
        {strings.landing.skip}
      </a>
      <header className="mx-auto flex h-14 max-w-[1120px] items-center justify-between px-5 sm:px-8">
        <Wordmark />
        <ThemeSwitch />
      </header>
      <main id="content" className="mx-auto max-w-[1120px] px-5 pb-24 sm:px-8">
        <div className="grid gap-x-16 gap-y-12 pt-10 pb-14 sm:pt-20 sm:pb-20 lg:grid-cols-[minmax(0,1fr)_340px]">
          <Intro
            onNew={() => {
              setAsking(true);
            }}
          />
          <RecentProjects />
        </div>
        <TemplateGrid pictures={pictures} onUse={onCreate} />
        <Facts />
      </main>
      {asking && (
        <NewProjectDialog
          onClose={() => {
            setAsking(false);
          }}
          onCreate={onCreate}
        />
      )}
    </>
  );
}

function Intro({ onNew }: { readonly onNew: () => void }) {
  const { landing } = useStrings();
  return (
    <section aria-labelledby="landing-title">
      <h1
        id="landing-title"
        className="max-w-[16ch] text-[2.25rem] leading-[1.08] font-semibold tracking-[-0.03em] text-balance sm:text-[3.25rem]"
      >
        {landing.title}
      </h1>
      <p className="mt-5 max-w-[54ch] text-body text-pretty text-ink-muted sm:text-[1.0625rem] sm:leading-7">
        {landing.lead}
      </p>
      <div className="mt-8 flex flex-wrap gap-3">
        <Button look="primary" size="large" onClick={onNew}>
          <Plus size={18} aria-hidden />
          {landing.newProject}
        </Button>
        <ImportProject />
      </div>
    </section>
  );
}

function Facts() {
  const { landing } = useStrings();
  return (
    <section aria-labelledby="facts-title" className="mt-16 border-t border-line pt-8">
      <h2 id="facts-title" className="sr-only">
        {landing.facts}
      </h2>
      <dl className="grid gap-x-10 gap-y-6 sm:grid-cols-3">
        {landing.factList.map((fact) => (
          <div key={fact.title}>
            <dt className="font-medium">{fact.title}</dt>
            <dd className="mt-1 text-pretty text-ink-muted">{fact.text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
