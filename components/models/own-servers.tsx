"use client";

import { useId, useState } from "react";
import { checkConnection, findServers, isThere, type FoundServer, type ModelDesk } from "@/lib/studio";
import { useStrings } from "../app-context";
import { Button } from "../ui/button";
import { fieldClass } from "../ui/text-field";
import { FoundServerCard } from "./found-server-card";

/** Servers of models that the user runs, found by a click or entered by hand. */
export function OwnServers({ models }: { readonly models: ModelDesk }) {
  const { servers: words } = useStrings().models;
  const [found, setFound] = useState<readonly FoundServer[]>();
  const [busy, setBusy] = useState(false);
  const run = async (look: () => Promise<readonly FoundServer[]>) => {
    setBusy(true);
    setFound(await look());
    setBusy(false);
  };
  const ask = async (baseUrl: string): Promise<readonly FoundServer[]> => {
    const key = await models.keys.get(baseUrl);
    const name = new URL(baseUrl).host;
    return [{ name, baseUrl, ...(await checkConnection({ provider: "compatible", baseUrl, name, key })) }];
  };
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-muted">{words.lead}</p>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <Button size="medium" disabled={busy} onClick={() => void run(findServers)}>
          {busy ? words.finding : words.find}
        </Button>
        <AddressForm onSubmit={(url) => void run(() => ask(url))} />
      </div>
      {found && !found.some(isThere) && <output>{words.none}</output>}
      <ul className="flex flex-col gap-3">
        {found?.map((server) => (
          <li key={server.baseUrl}>
            <FoundServerCard server={server} models={models} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function AddressForm({ onSubmit }: { readonly onSubmit: (url: string) => void }) {
  const { servers: words } = useStrings().models;
  const [url, setUrl] = useState("");
  const id = useId();
  const valid = /^https?:\/\/[^\s/]+/.test(url) && URL.canParse(url);
  return (
    <form
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) onSubmit(url.replace(/\/+$/, ""));
      }}
    >
      <label htmlFor={id} className="flex flex-col gap-1 text-small font-medium text-ink-muted">
        {words.address}
        <input
          id={id}
          inputMode="url"
          className={`${fieldClass} w-64`}
          placeholder="http://localhost:11434/v1"
          value={url}
          onChange={(event) => {
            setUrl(event.target.value);
          }}
        />
      </label>
      <Button type="submit" size="medium" disabled={!valid}>
        {words.add}
      </Button>
    </form>
  );
}
