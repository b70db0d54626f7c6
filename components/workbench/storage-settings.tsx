"use client";

import { useEffect, useState } from "react";
import { useApp, useStrings } from "../app-context";
import { Button } from "../ui/button";
import { sizeText } from "../ui/size-text";
import { useStore } from "../use-store";
import { SettingsSection } from "./settings-section";

interface StorageFacts {
  readonly used: number;
  readonly quota: number;
  readonly persisted: boolean;
}

async function readFacts(): Promise<StorageFacts> {
  const [{ usage = 0, quota = 0 }, persisted] = await Promise.all([
    navigator.storage.estimate(),
    navigator.storage.persisted(),
  ]);
  return { used: usage, quota, persisted };
}

export function StorageSettings() {
  const { settings: strings } = useStrings();
  const { language } = useStore(useApp().settings);
  const [facts, setFacts] = useState<StorageFacts>();
  const [wasDenied, setWasDenied] = useState(false);
  useEffect(() => {
    void readFacts().then(setFacts);
  }, []);
  const persist = async () => {
    setWasDenied(!(await navigator.storage.persist()));
    setFacts(await readFacts());
  };
  return (
    <SettingsSection title={strings.storage}>
      {facts && (
        <p className="flex min-h-9 items-center text-ink-muted">
          {strings.used(sizeText(facts.used, language), sizeText(facts.quota, language))}
        </p>
      )}
      {facts?.persisted && <p className="text-ink-muted">{strings.persisted}</p>}
      {facts && !facts.persisted && <Button onClick={() => void persist()}>{strings.persist}</Button>}
      {wasDenied && <output className="block mt-2 text-ink-muted">{strings.denied}</output>}
    </SettingsSection>
  );
}
