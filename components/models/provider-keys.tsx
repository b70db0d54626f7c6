"use client";

import { cloudProviders, type ModelDesk } from "@/lib/studio";
import { useStore } from "../use-store";
import { KeyProtectionChoice } from "./key-protection-choice";
import { KeysLocked } from "./keys-locked";
import { ProviderKey } from "./provider-key";

/** The user's keys, one for each provider, and how they are kept. */
export function ProviderKeys({ models }: { readonly models: ModelDesk }) {
  const { locked } = useStore(models.keys.status);
  if (locked) return <KeysLocked keys={models.keys} />;
  return (
    <div className="flex flex-col gap-5">
      <KeyProtectionChoice keys={models.keys} />
      <ul className="flex flex-col divide-y divide-line">
        {cloudProviders.map((provider) => (
          <li key={provider.id} className="py-3">
            <ProviderKey provider={provider} models={models} />
          </li>
        ))}
      </ul>
    </div>
  );
}
