import type { Locator, Page } from "@playwright/test";
import type { Reply, Said } from "../../lib/agent/testing/model-servers/reply";
import type { ModelServer } from "../../lib/agent/testing/model-servers/server";
import type { ModelEntry } from "../../lib/models";
import { expect } from "../fixtures/test";

export const say = (text: string): Said => ({ type: "text", text });
export const call = (name: string, input: unknown): Said => ({ type: "call", name, input });
export const answer = (...said: readonly Said[]): Reply => ({ type: "answer", said });

/** Opens a new project and enters the server in the app's own model settings, as its owner would. */
export async function openChat(page: Page, server: ModelServer): Promise<void> {
  await page.goto("/");
  await page.getByRole("button", { name: /new project from empty/i }).click();
  await expect(page.getByRole("textbox", { name: "Message", exact: true })).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press("F1");
  await page.getByRole("option", { name: "Open model settings" }).click();
  const dialog = page.getByRole("dialog", { name: "Models" });
  await dialog.getByText("Own server", { exact: true }).first().click();
  await dialog.getByLabel("Address of a server").fill(server.url);
  await dialog.getByRole("button", { name: "Add" }).click();
  await dialog.getByRole("button", { name: "Use scripted" }).click();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("combobox", { name: "Model" })).toHaveValue(/scripted/);
}

/** What the owner of a model knows of it. */
export interface Known {
  /** Dollars for a million tokens in and out. */
  readonly price?: number;
  readonly window?: number;
  /** Whether the main model sees; `eyes`: another that does was chosen for pictures. */
  readonly sight?: "sees" | "eyes";
  /** Models of other servers and runtimes that were entered too. */
  readonly others?: readonly ModelEntry[];
}

/** The same with the server remembered from an earlier visit, and with what its owner knows of the model. */
export async function openKnownChat(page: Page, server: ModelServer, known: Known = {}): Promise<void> {
  await rememberServer(page, server, known);
  await page.goto("/");
  await page.getByRole("button", { name: /new project from empty/i }).click();
  await expect(page.getByRole("combobox", { name: "Model" })).toHaveValue("scripted", { timeout: 30_000 });
}

/** As if the server had been entered at an earlier visit. */
export async function rememberServer(page: Page, server: ModelServer, known: Known = {}): Promise<void> {
  const price = known.price === undefined ? {} : { price: { input: known.price, output: known.price, asOf: "2026" } };
  const entry = {
    id: "scripted",
    name: "Scripted",
    family: "own",
    source: { type: "server", baseUrl: server.url, model: "scripted" },
    context: known.window ?? 200_000,
    vision: known.sight === "sees",
    calls: "native",
    verified: true,
    ...price,
  };
  const eyes = { ...entry, id: "eyes", name: "Eyes", source: { ...entry.source, model: "eyes" }, vision: true };
  const settings = { choices: { main: "scripted", ...(known.sight === "eyes" && { vision: "eyes" }) }, servers: [] };
  await page.addInitScript(
    ([models, chosen]) => {
      // What a test chooses later is not to be undone by a reload.
      if (!location.hostname.startsWith("ide.") || localStorage.getItem("tabsmith.models") !== null) return;
      localStorage.setItem("tabsmith.models", models);
      localStorage.setItem("tabsmith.model-settings", chosen);
    },
    [JSON.stringify([entry, eyes, ...(known.others ?? [])]), JSON.stringify(settings)] as const,
  );
}

export async function send(page: Page, text: string): Promise<void> {
  const message = page.getByRole("textbox", { name: "Message", exact: true });
  await message.fill(text);
  await message.press("Enter");
}

export const conversation = (page: Page): Locator => page.getByRole("log", { name: "Conversation" });
export const permission = (page: Page): Locator => page.getByRole("group", { name: "Permission request" });
export const allowOnce = (page: Page): Promise<void> => page.getByRole("button", { name: "Allow once" }).click();
/** The latest request of the agent to the server, whole. */
export const asked = (server: ModelServer): string => JSON.stringify(server.requests.at(-1)?.body ?? {});

/** The one line of a call, by the name of its tool; the last one where there are several. */
export const card = (page: Page, name: string): Locator =>
  conversation(page)
    .locator("button[aria-expanded]")
    .filter({ hasText: new RegExp(`^${name}`) })
    .last();
export const tree = (page: Page): Locator => page.getByRole("tree");
export const cost = (page: Page): Locator => page.getByRole("status", { name: "Cost" });
export const context = (page: Page): Locator => page.getByRole("status", { name: "Context" });
export const mode = (page: Page): Locator => page.getByRole("combobox", { name: "Mode", exact: true });
/** Lets edits and file tools run without a question. */
export const acceptEdits = async (page: Page): Promise<void> => void (await mode(page).selectOption("acceptEdits"));

interface SentMessage {
  readonly role: string;
  readonly content: unknown;
}

/** The messages of one request, as Chat Completions has them. */
export function sentMessages(server: ModelServer, at: number): readonly SentMessage[] {
  const messages = server.requests.at(at)?.body["messages"];
  return Array.isArray(messages) ? (messages as readonly SentMessage[]) : [];
}
