import { expect, test } from "vitest";
import { Failure } from "@/lib/base";
import { failuresDe } from "./strings/failures-de.data";
import { failuresEn } from "./strings/failures-en.data";
import { sayFailure, ToldFailure } from "./told-failure";

test("a person reads it in their language, a program in English", () => {
  const failure = new ToldFailure("EEXIST", ({ taken }) => taken("a.txt"));
  expect(failure.message).toBe("There is already something named a.txt here.");
  expect(sayFailure(failure, failuresDe)).toBe("Hier gibt es schon etwas, das a.txt heißt.");
});

test("a full storage is told by its code, and anything else in its own words", () => {
  expect(sayFailure(new Failure("ENOSPC", "full"), failuresDe)).toBe(failuresDe.storageFull);
  expect(sayFailure(new Failure("EIO", "no luck"), failuresEn)).toBe("no luck");
  expect(sayFailure("just text", failuresEn)).toBe("just text");
});
