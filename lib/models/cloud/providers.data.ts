import type { CloudProviderId } from "../catalogue/model-entry";

/** What is known about a provider of models. */
export interface CloudProvider {
  readonly id: CloudProviderId;
  readonly name: string;
  readonly baseUrl: string;
  /** Where a key is made. */
  readonly keysUrl: string;
  /** How its keys begin, to notice one that was pasted into the wrong place. */
  readonly keyStart?: string;
  /** Where usage is paid for. */
  readonly billingUrl: string;
}

export const cloudProviders: readonly CloudProvider[] = [
  {
    id: "anthropic",
    name: "Anthropic",
    baseUrl: "https://api.anthropic.com/v1",
    keysUrl: "https://platform.claude.com/settings/keys",
    keyStart: "sk-ant-",
    billingUrl: "https://platform.claude.com/settings/billing",
  },
  {
    id: "openai",
    name: "OpenAI",
    baseUrl: "https://api.openai.com/v1",
    keysUrl: "https://platform.openai.com/api-keys",
    keyStart: "sk-",
    billingUrl: "https://platform.openai.com/settings/organization/billing",
  },
  {
    id: "google",
    name: "Google",
    baseUrl: "https://generativelanguage.googleapis.com/v1beta",
    keysUrl: "https://aistudio.google.com/apikey",
    billingUrl: "https://aistudio.google.com/usage",
  },
  {
    id: "mistral",
    name: "Mistral",
    baseUrl: "https://api.mistral.ai/v1",
    keysUrl: "https://console.mistral.ai/api-keys",
    billingUrl: "https://console.mistral.ai/billing",
  },
  {
    id: "groq",
    name: "Groq",
    baseUrl: "https://api.groq.com/openai/v1",
    keysUrl: "https://console.groq.com/keys",
    keyStart: "gsk_",
    billingUrl: "https://console.groq.com/settings/billing",
  },
  {
    id: "openrouter",
    name: "OpenRouter",
    baseUrl: "https://openrouter.ai/api/v1",
    keysUrl: "https://openrouter.ai/settings/keys",
    keyStart: "sk-or-",
    billingUrl: "https://openrouter.ai/settings/credits",
  },
];

export const cloudProvider = (id: CloudProviderId): CloudProvider | undefined =>
  cloudProviders.find((provider) => provider.id === id);
