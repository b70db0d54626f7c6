"use client";

import { useId, useState } from "react";
import { messageOf } from "@/lib/base";
import type { KeyProtection, KeyStore } from "@/lib/studio";
import { Button } from "../ui/button";
import { Segmented } from "../ui/segmented";
import { fieldClass } from "../ui/text-field";
import { useStore } from "../use-store";
import { FailureNote } from "./failure-note";
import { useModelStrings } from "./use-model-strings";

const protections: readonly KeyProtection[] = ["session", "device", "passphrase"];

/** Where keys lie when the tab is closed: nowhere, sealed here, or sealed with a passphrase. */
export function KeyProtectionChoice({ keys }: { readonly keys: KeyStore }) {
  const { keys: words } = useModelStrings();
  const { protection } = useStore(keys.status);
  const [wanted, setWanted] = useState<KeyProtection>();
  const [failure, setFailure] = useState<string>();
  const shown = wanted ?? protection;
  const protect = async (next: KeyProtection, passphrase?: string) => {
    setFailure(undefined);
    try {
      await keys.protect(next, passphrase);
      setWanted(undefined);
    } catch (error) {
      setFailure(messageOf(error));
    }
  };
  return (
    <div className="flex flex-col gap-2">
      <span className="text-small font-medium text-ink-muted">{words.protection}</span>
      <div>
        <Segmented
          label={words.protection}
          value={shown}
          options={protections.map((value) => ({ value, label: words.protections[value].label }))}
          onChange={(next) => {
            setWanted(next);
            if (next !== "passphrase") void protect(next);
          }}
        />
      </div>
      <p className="text-small text-ink-faint">{words.protections[shown].hint}</p>
      {wanted === "passphrase" && (
        <PassphraseForm label={words.protect} onSubmit={(passphrase) => protect("passphrase", passphrase)} />
      )}
      {failure && <FailureNote says={failure} />}
    </div>
  );
}

interface PassphraseFormProps {
  readonly label: string;
  readonly onSubmit: (passphrase: string) => Promise<void>;
}

export function PassphraseForm({ label, onSubmit }: PassphraseFormProps) {
  const { keys: words } = useModelStrings();
  const [passphrase, setPassphrase] = useState("");
  const id = useId();
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit(passphrase);
      }}
    >
      <label htmlFor={id} className="flex flex-col gap-1 text-small font-medium text-ink-muted">
        {words.passphrase}
        <input
          id={id}
          type="password"
          autoComplete="off"
          className={`${fieldClass} w-64`}
          value={passphrase}
          onChange={(event) => {
            setPassphrase(event.target.value);
          }}
        />
      </label>
      <Button type="submit" look="primary" size="medium" disabled={passphrase === ""}>
        {label}
      </Button>
    </form>
  );
}
