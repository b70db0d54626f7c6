import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { afterEach, beforeEach, describe } from "vitest";
import type { AgentModel, ProviderModel } from "../model/model";
import type { AgentOptions } from "../options";
import { createDesk, type Desk } from "./desk";
import type { MakeProject, PassingProject } from "./places";
import type { Reply, Said } from "./model-servers/reply";
import { startModelServer, type ModelServer } from "./model-servers/server";

export const key = `sk-ant-api03-${"k9Z8".repeat(10)}`;
export const say = (text: string): Said => ({ type: "text", text });
export const call = (name: string, input: unknown): Said => ({ type: "call", name, input });
export const answer = (...said: readonly Said[]): Reply => ({ type: "answer", said });

const providers: readonly (readonly [string, (baseURL: string) => ProviderModel])[] = [
  ["Anthropic Messages", (baseURL) => createAnthropic({ baseURL, apiKey: key })("claude-sonnet-4-5")],
  ["OpenAI Chat Completions", (baseURL) => createOpenAI({ baseURL, apiKey: key }).chat("gpt-4.1")],
  ["OpenAI Responses", (baseURL) => createOpenAI({ baseURL, apiKey: key }).responses("gpt-5")],
  [
    "an OpenAI-compatible server",
    (baseURL) => createOpenAICompatible({ baseURL, name: "own", apiKey: key, includeUsage: true })("own"),
  ],
];

interface Around<P> {
  readonly name: string;
  readonly server: () => ModelServer;
  readonly place: (
    files?: Record<string, string>,
    more?: Partial<AgentModel>,
    options?: Partial<AgentOptions>,
  ) => Promise<Desk>;
  readonly project: () => P;
  /** The body of a request, whole. */
  readonly body: (at: number) => string;
}

/** The same tests over the wire format of each provider, each with a server that follows a script. */
export function overProviders<P extends PassingProject>(
  makeProject: MakeProject<P>,
  tests: (around: Around<P>) => void,
): void {
  describe.each(providers)("over %s", (name, connect) => {
    let server: ModelServer;
    let project: P;
    const desks: Desk[] = [];

    beforeEach(async () => {
      server = await startModelServer();
    });

    afterEach(async () => {
      for (const desk of desks.splice(0)) await desk.agent.dispose();
      await project.dispose();
      await server.close();
    });

    const place: Around<P>["place"] = async (files = {}, more = {}, options = {}) => {
      project = await makeProject(files);
      const model: AgentModel = {
        id: "m",
        label: "M",
        provider: connect(server.url),
        contextWindow: 200_000,
        sees: true,
        prices: { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 },
        ...(name.startsWith("Anthropic") && { caching: "anthropic" as const }),
        ...more,
      };
      const made = await createDesk(project, model, { secrets: () => [key], ...options });
      desks.push(made);
      return made;
    };
    const body = (at: number) => JSON.stringify(server.requests[at]?.body);
    tests({ name, server: () => server, project: () => project, place, body });
  });
}
