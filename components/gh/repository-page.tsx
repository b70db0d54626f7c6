"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { messageOf } from "@/lib/base";
import { projectForRepository, readRepositoryUrl } from "@/lib/studio";
import { useApp, useStrings } from "../app-context";
import { useSharingStrings } from "../reading/use-sharing-strings";
import { AppLink } from "../ui/app-link";
import { Button, buttonClass } from "../ui/button";
import { Wordmark } from "../ui/wordmark";

/** Someone gave a link to a repository: says whose it is, and fetches it when that is wanted. */
export function RepositoryPage({ address }: { readonly address: string }) {
  const { shelf } = useApp();
  const { workbench } = useStrings();
  const { repository } = useSharingStrings();
  const router = useRouter();
  const [isOpening, setOpening] = useState(false);
  const [problem, setProblem] = useState<string>();
  const place = readRepositoryUrl(address);
  if (!place) return null;
  const open = async () => {
    setOpening(true);
    try {
      router.push(`/p/${await projectForRepository(shelf, place, address)}`);
    } catch (error) {
      setProblem(messageOf(error));
      setOpening(false);
    }
  };
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center gap-6 px-6 py-16">
      <Wordmark />
      <div>
        <h1 className="text-2xl font-semibold tracking-tight">{place.name}</h1>
        <p className="mt-1 font-mono text-small break-all text-ink-muted">{place.url.replace(/^https:\/\//u, "")}</p>
        {(place.branch ?? place.folder) !== undefined && (
          <p className="mt-1 text-small text-ink-muted">{repository.part(place.branch, place.folder)}</p>
        )}
      </div>
      <p className="text-pretty">{repository.text}</p>
      {problem !== undefined && (
        <p role="alert" className="text-bad">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        <Button look="primary" size="large" disabled={isOpening} onClick={() => void open()}>
          {repository.open}
        </Button>
        <AppLink href="/" className={buttonClass("secondary", "large")}>
          {workbench.home}
        </AppLink>
      </div>
    </main>
  );
}
