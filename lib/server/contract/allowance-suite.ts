import { expect, test } from "vitest";
import { createAllowances } from "../store/allowance";
import type { Database } from "../store/database";

/** What may be used of a limit, by a clock that the test turns. */
export function allowanceSuite(open: () => Database): void {
  const hour = { name: "suite", amount: 60, minutes: 60 };
  const granted = async (takes: readonly Promise<{ type: string }>[]) =>
    (await Promise.all(takes)).filter(({ type }) => type === "taken").length;

  test("an allowance can be used at once, and grows back evenly", async () => {
    let now = 1_000_000;
    const allowances = createAllowances(open(), () => now);
    const take = (count: number) => granted(Array.from({ length: count }, () => allowances.take(hour, "even")));
    expect(await take(100)).toBe(60);
    expect(await take(5)).toBe(0);
    now += 3 * 60_000;
    expect(await take(10)).toBe(3);
    now += 24 * 60 * 60_000;
    expect(await take(100)).toBe(60);
  });

  test("a refusal says when there is room, and then there is", async () => {
    let now = 1_000_000;
    const allowances = createAllowances(open(), () => now);
    expect((await allowances.take(hour, "when", 60)).type).toBe("taken");
    const refused = await allowances.take(hour, "when", 10);
    expect(refused).toEqual({ type: "refused", afterSeconds: 600 });
    now += 600_000;
    expect((await allowances.take(hour, "when", 10)).type).toBe("taken");
  });

  test("what could never fit is refused, and callers don't share", async () => {
    const allowances = createAllowances(open(), () => 1_000_000);
    expect((await allowances.take(hour, "large", 61)).type).toBe("refused");
    expect(await granted(Array.from({ length: 50 }, (_, at) => allowances.take(hour, `caller ${at}`, 60)))).toBe(50);
  });

  test("what was taken is in the database after a flush, for the next process and for a server beside this one", async () => {
    let now = 2_000_000;
    const [one, two] = [createAllowances(open(), () => now), createAllowances(open(), () => now)];
    const take = (server: typeof one, count: number) =>
      granted(Array.from({ length: count }, () => server.take(hour, "shared")));
    expect(await take(one, 20)).toBe(20);
    expect(await take(two, 30)).toBe(30);
    await one.flush();
    await two.flush();
    expect(
      await take(
        createAllowances(open(), () => now),
        100,
      ),
    ).toBe(10);
    expect(await take(two, 100)).toBe(10);
    now += 60 * 60_000;
    expect(await take(one, 100)).toBe(60);
  });

  test("an allowance so large that one of it takes no time at all isn't rounded away", async () => {
    const allowances = createAllowances(open(), () => 3_000_000);
    const large = { name: "large", amount: 100_000_000, minutes: 1 };
    expect((await allowances.take(large, "fast", 99_000_000)).type).toBe("taken");
    expect(await granted(Array.from({ length: 1000 }, () => allowances.take(large, "fast", 1)))).toBe(1000);
    expect((await allowances.take(large, "fast", 1_000_000)).type).toBe("refused");
  });
}
