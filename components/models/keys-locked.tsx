"use client";

import { useState } from "react";
import type { KeyStore } from "@/lib/studio";
import { Button } from "../ui/button";
import { FailureNote } from "./failure-note";
import { PassphraseForm } from "./key-protection-choice";
import { useModelStrings } from "./use-model-strings";

/** Asks for the passphrase. Without it the keys can only be forgotten. */
export function KeysLocked({ keys }: { readonly keys: KeyStore }) {
  const { keys: words } = useModelStrings();
  const [wrong, setWrong] = useState(false);
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="font-medium">{words.locked}</p>
      <PassphraseForm
        label={words.unlock}
        onSubmit={async (passphrase) => {
          setWrong(!(await keys.unlock(passphrase)));
        }}
      />
      {wrong && <FailureNote says={words.wrongPassphrase} />}
      <Button look="danger" onClick={() => void keys.forget()}>
        {words.lost}
      </Button>
    </div>
  );
}
