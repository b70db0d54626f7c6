"use client";

import { useId, useState } from "react";
import { checkConnection, findServers, isThere, type FoundServer, type ModelDesk } from "@/lib/studio";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { FoundServerCard } from "./found-server-card";
import { useModelStrings } from "./use-model-strings";

/** Servers of models that the user runs, found by a click or entered by hand. */
export function OwnServers({ models }: { readonly models: ModelDesk }) {
  const { servers: words } = useModelStrings();
  const [found, setFound] = useState<readonly FoundServer[]>();
  const [busy, setBusy] = useState(false);
  const run = async (look: () => Promise<readonly FoundServer[]>) => {
    setBusy(true);
    setFound(await look());
    setBusy(false);
  };
  const ask = async (baseUrl: string, given: string): Promise<readonly FoundServer[]> => {
    remember(models, baseUrl);
    if (given !== "") await models.keys.set(baseUrl, given);
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
        <AddressForm onSubmit={(url, key) => void run(() => ask(url, key))} />
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

/** Before it is asked: the page may talk to those alone that were remembered when it was loaded. */
function remember({ settings }: ModelDesk, baseUrl: string): void {
  const server = { id: baseUrl, name: new URL(baseUrl).host, baseUrl };
  settings.set((now) => ({ ...now, servers: [...now.servers.filter(({ id }) => id !== baseUrl), server] }));
}

interface AddressFormProps {
  readonly onSubmit: (url: string, key: string) => void;
}

function AddressForm({ onSubmit }: AddressFormProps) {
  const { servers: words } = useModelStrings();
  const [url, setUrl] = useState("");
  const [key, setKey] = useState("");
  const valid = /^https?:\/\/[^\s/]+/.test(url) && URL.canParse(url);
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) onSubmit(url.replace(/\/+$/, ""), key.trim());
      }}
    >
      <TextField
        id={useId()}
        className="w-64"
        label={words.address}
        inputMode="url"
        placeholder="http://localhost:11434/v1"
        value={url}
        onChange={(event) => {
          setUrl(event.target.value);
        }}
      />
      <TextField
        id={useId()}
        className="w-40"
        label={words.key}
        type="password"
        value={key}
        onChange={(event) => {
          setKey(event.target.value);
        }}
      />
      <Button type="submit" size="medium" disabled={!valid}>
        {words.add}
      </Button>
    </form>
  );
}
