import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startGitServer } from "@/lib/engine/git/testing/git-server";
import { startOwnServer } from "../fixtures/own-server";
import { expect, test } from "../fixtures/test";
import { region } from "../workbench/open-project";

/** A bare repository with a file and a folder, under `owner/poems.git`. */
function makeRepository(): string {
  const root = mkdtempSync(join(tmpdir(), "tabsmith-git-"));
  const work = join(root, "work");
  mkdirSync(join(work, "examples"), { recursive: true });
  writeFileSync(join(work, "poem.js"), `console.log("from far away");\n`);
  writeFileSync(join(work, "examples", "one.txt"), "one\n");
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", ...args], { cwd: work });
  git("init", "-q", "-b", "main");
  git("add", ".");
  git("commit", "-q", "-m", "Begin");
  execFileSync("git", ["clone", "-q", "--bare", work, join(root, "owner", "poems.git")]);
  return root;
}

test("a repository is fetched into a project of its own, with its history, and is someone else's work", async ({
  page,
  network,
}) => {
  test.setTimeout(150_000);
  const root = makeRepository();
  const git = await startGitServer(root);
  const server = await startOwnServer({ TABSMITH_GIT_HOSTS: `http://${git.host}` });
  for (const origin of server.origins) network.permit(origin);
  try {
    await page.goto(server.url);
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await page.getByRole("textbox", { name: "A Git repository" }).fill(git.url("owner/poems"));
    await page.getByRole("button", { name: "Open the repository" }).click();
    await expect(page.getByRole("region", { name: "Trust this project?" })).toContainText(`${git.host}/owner/poems`);
    const files = region(page, "Files");
    await expect(files.getByRole("treeitem", { name: "poem.js" })).toBeVisible({ timeout: 90_000 });
    await expect(files.getByRole("treeitem", { name: "examples" })).toBeVisible();
    await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Git", exact: true }).click();
    const history = region(page, "Git").getByRole("region", { name: "History" });
    await expect(history).toContainText("Begin", { timeout: 60_000 });
  } finally {
    await server.end();
    git.close();
    rmSync(root, { recursive: true, force: true });
  }
});

test("a link to a repository says whose it is, and what can't be fetched is told in words", async ({ page }) => {
  await page.goto("/gh/owner/poems/tree/main/examples");
  await expect(page.getByRole("heading", { level: 1, name: "poems" })).toBeVisible();
  await expect(page.getByText("github.com/owner/poems", { exact: true })).toBeVisible();
  await expect(page.getByText("branch main, folder examples")).toBeVisible();
  await page.getByRole("button", { name: "Open it" }).click();
  await expect(page.getByRole("dialog").getByLabel("Address")).toHaveValue(/github\.com\/owner\/poems/u);
  await expect(page.locator("[data-sonner-toast]")).toContainText("github.com", { timeout: 45_000 });
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "Trust this project?" })).toContainText("github.com/owner/poems");
  await page.goto("/gh/owner");
  await expect(page.getByRole("heading", { name: "There is nothing at this address." })).toBeVisible();
});
