"use client";

import { Suspense, useEffect, useState } from "react";
import { detectMachine, type Machine, type ModelDesk } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useModelStrings } from "./use-model-strings";
import { Segmented } from "../ui/segmented";
import { InUse } from "./in-use";
import { ModelCatalogue } from "./model-catalogue";
import { ModelDownloads } from "./model-downloads";
import { OwnServers } from "./own-servers";
import { ProviderKeys } from "./provider-keys";

const sections = ["use", "providers", "servers", "catalogue", "downloads"] as const;
export type ModelSection = (typeof sections)[number];

interface ModelSettingsProps {
  readonly models: ModelDesk;
  readonly initialSection?: ModelSection;
}

/** Everything about models in one place. Fills whatever holds it. */
export function ModelSettings({ models, initialSection = "use" }: ModelSettingsProps) {
  const { models: about, common } = useStrings();
  const words = useModelStrings();
  const [section, setSection] = useState<ModelSection>(initialSection);
  const [machine] = useState(detectMachine);
  useEffect(() => {
    void models.downloads.refresh(models.catalogue.entries.get());
  }, [models]);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="overflow-x-auto border-b border-line px-5 py-2 whitespace-nowrap">
        <Segmented
          label={about.title}
          value={section}
          options={sections.map((value) => ({ value, label: words.sections[value] }))}
          onChange={setSection}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-auto p-5">
        <Suspense fallback={<output>{common.loading}</output>}>
          <Section section={section} models={models} machine={machine} onSection={setSection} />
        </Suspense>
      </div>
    </div>
  );
}

interface SectionProps {
  readonly section: ModelSection;
  readonly models: ModelDesk;
  readonly machine: Promise<Machine>;
  readonly onSection: (section: ModelSection) => void;
}

function Section({ section, models, machine, onSection }: SectionProps) {
  switch (section) {
    case "use":
      return <InUse models={models} machine={machine} />;
    case "providers":
      return <ProviderKeys models={models} />;
    case "servers":
      return <OwnServers models={models} />;
    case "catalogue":
      return <ModelCatalogue models={models} machine={machine} />;
    default:
      return (
        <ModelDownloads
          models={models}
          onChoose={() => {
            onSection("catalogue");
          }}
        />
      );
  }
}
