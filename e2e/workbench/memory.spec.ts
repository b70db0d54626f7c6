import { expect, test } from "../fixtures/test";
import { openProject, region, runCommand } from "./open-project";

test("what files and programs of the project take is counted, and before it is too much all programs can be ended", async ({
  page,
}) => {
  test.slow();
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "deviceMemory", { get: () => 1 });
  });
  await openProject(page, "Empty");
  const meter = page.getByTitle(/^Memory of this tab: [\d.]+ MB of at most 536.9 MB/u);
  const used = async () => Number(/[\d.]+/u.exec((await meter.getAttribute("title")) ?? "")?.[0]);
  await runCommand(page, "New terminal");
  const terminal = region(page, "Terminal");
  await expect(terminal.locator(".xterm-helper-textarea")).toBeFocused();
  await page.keyboard.type("head -c 300000000 /dev/zero > /tmp/big; echo wrote-$((300+1)); sleep 1000\n");
  await expect(terminal.getByText("wrote-301").first()).toBeAttached({ timeout: 60_000 });
  await expect.poll(used).toBeGreaterThan(300);
  await expect(page.getByText(/^This tab uses much memory\. Everything is saved/u)).toBeHidden();
  await runCommand(page, "New terminal");
  await expect(terminal.locator(".xterm-helper-textarea")).toBeFocused();
  await page.keyboard.type("head -c 120000000 /dev/zero > /tmp/more; sleep 1000\n");
  await expect(page.getByText(/^This tab uses much memory\. Everything is saved/u)).toBeVisible({ timeout: 60_000 });
  await expect(terminal.getByRole("tab", { name: /^running/u })).toHaveCount(2);
  await page.getByRole("button", { name: "Stop all programs" }).click();
  await expect(terminal.getByRole("tab", { name: /^running/u })).toHaveCount(0);
});
