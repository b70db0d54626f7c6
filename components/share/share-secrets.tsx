"use client";

import { ShieldAlert } from "lucide-react";
import { useEffect, useState } from "react";
import {
  loadSharing,
  type FoundSecret,
  type SecretChoice,
  type SecretChoices,
  type Sharing,
  type SharingStrings,
} from "@/lib/studio";
import { fieldClass } from "../ui/text-field";
import { useSharingStrings } from "../reading/use-sharing-strings";

interface ShareSecretsProps {
  readonly secrets: readonly FoundSecret[];
  readonly choices: SecretChoices;
  readonly onChange: (next: SecretChoices) => void;
}

/** Each find with a choice. By itself nothing that looks like a secret goes along. */
export function ShareSecrets({ secrets, choices, onChange }: ShareSecretsProps) {
  const { secrets: strings } = useSharingStrings();
  const sharing = useLoadedSharing();
  if (!sharing || secrets.length === 0) return null;
  return (
    <section aria-label={strings.title(secrets.length)} className="mt-4 rounded-panel border border-warn/60">
      <header className="flex items-start gap-2 px-3 py-2">
        <ShieldAlert size={16} aria-hidden className="mt-0.5 shrink-0 text-warn" />
        <div>
          <h3 className="font-medium">{strings.title(secrets.length)}</h3>
          <p className="text-small text-ink-muted">{strings.text}</p>
        </div>
      </header>
      <ul className="max-h-56 overflow-y-auto border-t border-line">
        {secrets.map((secret) => {
          const id = sharing.secretId(secret);
          return (
            <SecretRow
              key={id}
              secret={secret}
              choice={choices[id] ?? sharing.usualChoice(secret)}
              onChoose={(choice) => {
                onChange({ ...choices, [id]: choice });
              }}
            />
          );
        })}
      </ul>
    </section>
  );
}

interface SecretRowProps {
  readonly secret: FoundSecret;
  readonly choice: SecretChoice;
  readonly onChoose: (choice: SecretChoice) => void;
}

function SecretRow({ secret, choice, onChoose }: SecretRowProps) {
  const { secrets: strings } = useSharingStrings();
  const offered: readonly SecretChoice[] = choicesFor(secret);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-3 py-1.5 first:border-none">
      <div className="min-w-0 flex-1 basis-52">
        <p>{strings.kinds[secret.kind]}</p>
        <p className="truncate font-mono text-mini text-ink-muted">
          {placeOf(secret, strings)} {secret.line !== undefined && secret.hint}
        </p>
      </div>
      <select
        aria-label={strings.choice(`${strings.kinds[secret.kind]}, ${placeOf(secret, strings)}`)}
        value={choice}
        className={`${fieldClass} w-auto`}
        onChange={({ target: { value } }) => {
          const next = offered.find((known) => known === value);
          if (next) onChoose(next);
        }}
      >
        {offered.map((value) => (
          <option key={value} value={value}>
            {strings.choices[value]}
          </option>
        ))}
      </select>
    </li>
  );
}

function choicesFor({ path, line }: FoundSecret): readonly SecretChoice[] {
  if (line === undefined) return ["leave-out", "share"];
  return path.startsWith("/") ? ["blank", "share"] : ["blank", "leave-out", "share"];
}

function placeOf({ path, line }: FoundSecret, strings: SharingStrings["secrets"]): string {
  if (path.startsWith("/")) return strings.inConversation(line ?? 0);
  return line === undefined ? path : strings.where(path, line);
}

function useLoadedSharing(): Sharing | undefined {
  const [sharing, setSharing] = useState<Sharing>();
  useEffect(() => {
    void loadSharing().then((loaded) => {
      setSharing(loaded);
    });
  }, []);
  return sharing;
}
