import type { Locator, Page } from "@playwright/test";
import type { Reply, Said } from "../../lib/agent/testing/model-servers/reply";
import type { ModelServer } from "../../lib/agent/testing/model-servers/server";
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
