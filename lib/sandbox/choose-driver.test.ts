import { expect, test } from "vitest";
import { chooseDriver, type DriverFacts } from "./choose-driver";

const fine: DriverFacts = { isolated: true, serviceWorkers: true, engineReachable: true, online: true };

test("takes what was asked for, whatever the facts", () => {
  const bad = { isolated: false, serviceWorkers: false, engineReachable: false, online: false };
  expect(chooseDriver("engine", bad).driver).toBe("engine");
  expect(chooseDriver("webcontainer", bad).driver).toBe("webcontainer");
});

test.each([
  ["everything is there", {}, "engine"],
  ["nobody has asked the engine yet", { engineReachable: undefined }, "engine"],
  ["there is no internet", { online: false }, "engine"],
  ["the engine can't be reached", { engineReachable: false }, "webcontainer"],
  ["the page isn't isolated", { isolated: false }, "webcontainer"],
  ["the browser has no service workers", { serviceWorkers: false }, "webcontainer"],
  ["neither can work", { engineReachable: false, online: false }, "engine"],
] as const)("auto when %s", (_when, facts, driver) => {
  const decision = chooseDriver("auto", { ...fine, ...facts });
  expect(decision.driver).toBe(driver);
  expect(decision.reason).toMatch(/\.$/);
});
