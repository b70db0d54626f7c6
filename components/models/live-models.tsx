"use client";

import { useState } from "react";
import type { CloudProvider, ModelDesk, ModelEntry } from "@/lib/studio";
import { useStrings } from "../app-context";
import { Button } from "../ui/button";
import { fieldClass } from "../ui/text-field";
import { choose } from "./in-use";
import { useModelStrings } from "./use-model-strings";

interface LiveModelsProps {
  readonly provider: CloudProvider;
  readonly models: ModelDesk;
  /** What the provider says that it has. */
  readonly listed: readonly string[];
}

/** Takes one of a provider's models as they are today, be it in our catalogue or not. */
export function LiveModels({ provider, models, listed }: LiveModelsProps) {
  const { servers: words } = useModelStrings();
  const { title } = useStrings().models;
  const [model, setModel] = useState(listed[0] ?? "");
  const take = () => {
    const entry = entryOf(provider, model);
    const known = models.catalogue.entries
      .get()
      .find(({ source }) => source.type === "cloud" && source.provider === provider.id && source.model === model);
    if (!known) models.catalogue.put(entry);
    choose(models, "main", known?.id ?? entry.id);
  };
  return (
    <>
      <select
        aria-label={`${title}: ${provider.name}`}
        className={`${fieldClass} max-w-72`}
        value={model}
        onChange={(event) => {
          setModel(event.target.value);
        }}
      >
        {listed.map((id) => (
          <option key={id} value={id}>
            {id}
          </option>
        ))}
      </select>
      <Button size="medium" onClick={take}>
        {words.use(model)}
      </Button>
    </>
  );
}

/** What a list of names doesn't tell is taken to be usual: the user can change the entry. */
function entryOf(provider: CloudProvider, model: string): ModelEntry {
  return {
    id: `${provider.id}/${model}`.replaceAll(/[^\w.:/@-]/g, "-").slice(0, 120),
    name: `${model} (${provider.name})`,
    family: provider.name,
    source: { type: "cloud", provider: provider.id, model },
    context: 128_000,
    vision: false,
    calls: "native",
    verified: true,
  };
}
