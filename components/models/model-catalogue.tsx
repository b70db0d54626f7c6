"use client";

import { use, useState } from "react";
import { messageOf } from "@/lib/base";
import { tourEntry, type Machine, type ModelDesk } from "@/lib/studio";
import { Button, buttonClass } from "../ui/button";
import { fieldClass } from "../ui/text-field";
import { useStore } from "../use-store";
import { CatalogueRow } from "./catalogue-row";
import { CatalogueFilters } from "./catalogue-filters";
import { everything, filterEntries } from "./filter-entries";
import { useModelStrings } from "./use-model-strings";

interface ModelCatalogueProps {
  readonly models: ModelDesk;
  readonly machine: Promise<Machine>;
}

/** All models side by side: where each runs, what it needs or costs, and whether it fits here. */
export function ModelCatalogue({ models, machine }: ModelCatalogueProps) {
  const { catalogue: words } = useModelStrings();
  const found = use(machine);
  const entries = useStore(models.catalogue.entries);
  const [filter, setFilter] = useState(everything);
  const shown = filterEntries(entries, filter, found);
  const { columns } = words;
  return (
    <div className="flex flex-col gap-3">
      <input
        type="search"
        className={fieldClass}
        aria-label={words.search}
        placeholder={words.search}
        value={filter.text}
        onChange={(event) => {
          setFilter({ ...filter, text: event.target.value });
        }}
      />
      <CatalogueFilters filter={filter} onChange={setFilter} />
      <div className="overflow-x-auto">
        <table className="w-full border-collapse sm:min-w-[640px] text-left text-small">
          <thead className="text-ink-faint">
            <tr className="border-b border-line max-sm:sr-only">
              {[columns.name, columns.where, columns.size, columns.context, columns.price, columns.fit].map(
                (column) => (
                  <th key={column} scope="col" className="py-1.5 pr-3 font-medium">
                    {column}
                  </th>
                ),
              )}
              <th scope="col">
                <span className="sr-only">{words.columns.fit}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((entry) => (
              <CatalogueRow key={entry.id} entry={entry} machine={found} models={models} />
            ))}
          </tbody>
        </table>
      </div>
      <ImportExport models={models} />
    </div>
  );
}

/** A catalogue as JSON, or a tour as Markdown. Answers how many models came in. */
async function take({ catalogue }: ModelDesk, file: File): Promise<number> {
  const text = await file.text();
  if (!file.name.endsWith(".md")) return catalogue.importJson(text);
  catalogue.put(await tourEntry(text));
  return 1;
}

function ImportExport({ models }: { readonly models: ModelDesk }) {
  const { catalogue: words } = useModelStrings();
  const [says, setSays] = useState<string>();
  const read = async (file: File | undefined) => {
    if (!file) return;
    try {
      setSays(words.imported(await take(models, file)));
    } catch (error) {
      setSays(messageOf(error));
    }
  };
  const save = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([models.catalogue.exportJson()], { type: "application/json" }));
    link.download = "models.json";
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <label className={buttonClass("secondary", "small")}>
        {words.import}
        <input
          type="file"
          accept=".json,.md,application/json,text/markdown"
          className="sr-only"
          onChange={(event) => void read(event.target.files?.[0])}
        />
      </label>
      <Button onClick={save}>{words.export}</Button>
      {says && <output className="text-small text-ink-muted">{says}</output>}
    </div>
  );
}
