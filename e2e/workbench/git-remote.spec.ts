import type { Locator, Page } from "@playwright/test";
import { startRemoteRepository, type RemoteRepository } from "../fixtures/remote-repository";
import { expect, test } from "../fixtures/test";
import { region, runCommand, treeItem } from "./open-project";

test.use({ actionTimeout: 30_000 });

const patient = { timeout: 60_000 };
const token = `tok-${"7b1f9e".repeat(5)}`;
const basic = Buffer.from(`ada:${token}`).toString("base64");
const poem = "one\ntwo\nthree\n";

const lines = (page: Page): Locator => page.locator(".monaco-editor .view-lines");

/** A repository of two branches that became one again, which a person is let in to by name and token. */
async function startPrivate(): Promise<RemoteRepository> {
  const remote = await startRemoteRepository("private/poems", token);
  remote.othersCommit("Begin", { "poem.txt": poem, "notes.txt": "none\n" });
  remote.others("switch", "-q", "-c", "verse");
  remote.othersCommit("Another verse", { "verse.txt": "four\n" });
  remote.others("switch", "-q", "main");
  remote.othersCommit("Say more", { "notes.txt": "some\n" });
  remote.others("merge", "-q", "--no-ff", "-m", "Take the verse in", "verse");
  remote.others("push", "-q", "origin", "main");
  return remote;
}

async function giveToken(form: Locator, given: string): Promise<void> {
  await form.getByLabel("User name").fill("ada");
  await form.getByLabel(/^Token for/u).fill(given);
  await form.getByRole("button", { name: "Use it" }).click();
}

async function type(page: Page, name: string, text: string): Promise<void> {
  await treeItem(page, name).click();
  await expect(page.getByRole("tab", { name })).toHaveAttribute("aria-selected", "true");
  await lines(page).first().click();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type(text);
}

async function commitAll(git: Locator, message: string): Promise<void> {
  await git.getByRole("textbox", { name: "Commit message" }).fill(message);
  await git.getByRole("button", { name: "Commit", exact: true }).click();
  await expect(git.getByRole("region", { name: "History" }).getByText(message)).toBeVisible(patient);
}

/** A pattern that finds the text and not itself, which the shell's history keeps. */
const unlike = (text: string): string => `[${text.slice(0, 1)}]${text.slice(1)}`;

test("a private repository is cloned, pushed to, fetched and pulled with a token that no program of the project sees", async ({
  page,
  context,
  network,
}) => {
  test.setTimeout(300_000);
  const remote = await startPrivate();
  for (const origin of remote.server.origins) network.permit(origin);
  const leaks: string[] = [];
  context.on("request", (request) => {
    const sent = `${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ""}`;
    const mayHave = request.url().startsWith(`${remote.server.url}/api/git/`) && request.frame() === page.mainFrame();
    if (!mayHave && (sent.includes(token) || sent.includes(basic))) leaks.push(request.url());
  });
  try {
    await page.goto(remote.server.url);
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await page.getByRole("textbox", { name: "A Git repository" }).fill(remote.address);
    await page.getByRole("button", { name: "Open the repository" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText(`${remote.git.host} wants to know who you are.`)).toBeVisible(patient);
    await giveToken(dialog, "not-the-token");
    await expect(dialog.getByText(`${remote.git.host} didn't accept this name and token.`)).toBeVisible(patient);
    await giveToken(dialog, token);
    await expect(treeItem(page, "poem.txt")).toBeVisible(patient);
    await expect(dialog).toBeHidden();

    const openGit = () => page.keyboard.press("Control+Shift+G");
    const openFiles = () => page.keyboard.press("ControlOrMeta+Shift+E");
    await openGit();
    const git = region(page, "Git");
    const log = git.getByRole("region", { name: "History" });
    await expect(log.getByRole("listitem")).toHaveCount(4, patient);
    await expect(log.getByRole("listitem").first()).toContainText("Take the verse in");
    const lanes = await log
      .locator("svg[width] > circle[r='3.5']")
      .evaluateAll((dots) => dots.map((dot) => dot.getAttribute("cx")));
    expect(new Set(lanes).size).toBe(2);
    expect(await log.locator("svg").first().locator("path[d*='C']").count()).toBe(2);
    await git.getByLabel("Name").fill("Ada");
    await git.getByLabel("E-mail").fill("ada@example.org");
    await git.getByRole("button", { name: "Keep" }).click();

    await openFiles();
    await type(page, "poem.txt", "zero\n");
    await openGit();
    await commitAll(git, "Count from zero");
    await git.getByRole("button", { name: /^Push 1/u }).click();
    await expect(page.getByText("Push: done.")).toBeVisible(patient);
    expect(remote.onHost("show", "main:poem.txt")).toBe(`zero\n${poem}`);
    expect(remote.onHost("log", "-1", "--format=%an <%ae> %s", "main").trim()).toBe(
      "Ada <ada@example.org> Count from zero",
    );
    await expect(git.getByRole("button", { name: "Push", exact: true })).toBeVisible(patient);

    remote.others("pull", "-q", "--ff-only", "origin", "main");
    remote.othersCommit("Note it", { "notes.txt": "noted\n", "new.txt": "new\n" });
    await git.getByRole("button", { name: "Fetch", exact: true }).click();
    await expect(page.getByText("Fetch: done.")).toBeVisible(patient);
    await git.getByRole("button", { name: /^Pull 1/u }).click();
    await expect(page.getByText("Pull: done.")).toBeVisible(patient);
    await openFiles();
    await treeItem(page, "notes.txt").click();
    await expect(lines(page)).toHaveText("noted");
    await expect(treeItem(page, "new.txt")).toBeVisible();

    // What two people wrote in the same line: nobody's is lost, and the merge goes back to the host.
    remote.othersCommit("End otherwise", { "poem.txt": "zero\none\ntwo\nTHREE\n" });
    await treeItem(page, "poem.txt").click();
    await lines(page).getByText("three").dblclick();
    await page.keyboard.type("drei");
    await openGit();
    await git.getByRole("button", { name: "Pull", exact: true }).click();
    await expect(page.getByText(/poem\.txt/u).filter({ hasText: /overwritten/u })).toBeVisible(patient);
    await expect(lines(page)).toContainText("drei");
    await commitAll(git, "End in German");
    await git.getByRole("button", { name: /^Push 1/u }).click();
    await expect(page.getByText(/has commits that aren't here\. Pull first/u)).toBeVisible(patient);
    await git.getByRole("button", { name: /^Pull 1/u }).click();
    const conflicts = git.getByRole("region", { name: "Conflicts" });
    await conflicts
      .getByRole("button", { name: /poem\.txt/u })
      .first()
      .click(patient);
    await region(page, "Editor").getByText("Keep both", { exact: true }).click();
    await expect(lines(page)).toHaveText(/zero\s*one\s*two\s*drei\s*THREE/u);
    await conflicts.getByRole("button", { name: "Stage poem.txt", exact: true }).click();
    await expect(conflicts).toBeHidden(patient);
    await commitAll(git, "Keep both ends");
    await git.getByRole("button", { name: /^Push 2/u }).click();
    await expect(git.getByRole("button", { name: "Push", exact: true })).toBeEnabled(patient);
    await expect.poll(() => remote.onHost("log", "-1", "--format=%s", "main").trim()).toBe("Keep both ends");
    expect(remote.onHost("show", "main:poem.txt")).toBe("zero\none\ntwo\ndrei\nTHREE\n");

    // The project's own programs have no token, and can use none through the proxy.
    await runCommand(page, "New terminal");
    const terminal = region(page, "Terminal");
    await expect(terminal.locator(".xterm-helper-textarea")).toBeFocused();
    const traces = [token.slice(4, 18), basic.slice(8, 22)].map((text) => `-e '${unlike(text)}'`).join(" ");
    await page.keyboard.type(`grep -rl ${traces} . /home /tmp /etc | wc -l; env | grep -c ${traces}\n`);
    const noughts = terminal.locator(".xterm-rows > div").filter({ hasText: /^\s*0\s*$/u });
    await expect(noughts).toHaveCount(2, patient);
    await page.keyboard.type('git push; echo "ended with $?"\n');
    await expect(terminal.getByText(/^ended with [1-9]/u).first()).toBeAttached(patient);
    expect(leaks).toEqual([]);
    expect(remote.git.authorizations).toContain(`Basic ${basic}`);
    await git.getByRole("button", { name: `Forget the token for ${remote.git.host}` }).click();
    await git.getByRole("button", { name: "Fetch", exact: true }).click();
    await expect(git.getByText(`${remote.git.host} wants to know who you are.`)).toBeVisible(patient);
  } finally {
    await remote.end();
  }
});
