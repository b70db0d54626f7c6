"use client";

import { useState } from "react";
import { isThere, probeTools, type FoundServer, type ModelEntry, type ModelDesk } from "@/lib/studio";
import { Button } from "../ui/button";
import { FailureNote } from "./failure-note";
import { choose } from "./in-use";
import { useModelStrings } from "./use-model-strings";

interface FoundServerCardProps {
  readonly server: FoundServer;
  readonly models: ModelDesk;
}

/** A server with its models: take one, after a real call has told whether it uses tools. */
export function FoundServerCard({ server, models }: FoundServerCardProps) {
  const { servers: words } = useModelStrings();
  const { diagnosis, name, baseUrl } = server;
  return (
    <article className="rounded-panel border border-line p-3">
      <header className="flex items-baseline gap-2">
        <h3 className="font-medium">{name}</h3>
        <span className="text-small text-ink-faint">{baseUrl}</span>
        {diagnosis.problem === "none" && (
          <span className="text-small text-good">{words.models(server.models.length)}</span>
        )}
      </header>
      {diagnosis.problem !== "none" && (isThere(server) || server.models.length === 0) && (
        <FailureNote says={diagnosis.says} advice={diagnosis.advice} />
      )}
      {diagnosis.waysOn.includes("reload") && (
        <Button
          className="mt-2"
          onClick={() => {
            location.reload();
          }}
        >
          {words.reload}
        </Button>
      )}
      <ul className="mt-2 flex flex-col gap-1">
        {server.models.map((model) => (
          <li key={model}>
            <ServerModel model={model} baseUrl={baseUrl} models={models} />
          </li>
        ))}
      </ul>
    </article>
  );
}

function ServerModel({
  model,
  baseUrl,
  models,
}: {
  readonly model: string;
  readonly baseUrl: string;
  readonly models: ModelDesk;
}) {
  const { servers: words } = useModelStrings();
  const [says, setSays] = useState<string>();
  const entry = entryOf(model, baseUrl);
  const take = () => {
    models.catalogue.put(entry);
    choose(models, "main", entry.id);
  };
  const probe = async () => {
    models.catalogue.put(entry);
    const { provider } = await models.opener.open(entry.id);
    setSays((await probeTools(provider)).says);
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="min-w-0 flex-1 truncate font-mono text-small">{model}</span>
      {says && <output className="text-small text-ink-muted">{says}</output>}
      <Button look="ghost" aria-label={`${words.probe}: ${model}`} onClick={() => void probe()}>
        {words.probe}
      </Button>
      <Button aria-label={words.use(model)} onClick={take}>
        {words.use(model)}
      </Button>
    </div>
  );
}

/** What a server doesn't tell is taken to be usual: the user can change the entry. */
function entryOf(model: string, baseUrl: string): ModelEntry {
  const { host } = new URL(baseUrl);
  return {
    id: `server/${host}/${model}`.replaceAll(/[^\w.:/@-]/g, "-").slice(0, 120),
    name: `${model} (${host})`,
    family: model.split(/[:/]/)[0] ?? model,
    source: { type: "server", baseUrl, model },
    context: 32_768,
    vision: false,
    calls: "native",
    verified: true,
  };
}
