import { messageOf } from "@/lib/base";
import { bad, type Check, type Finding } from "./check";

/** Whatever happens, there is a finding, and in bounded time. */
export async function runCheck({ run }: Check, patience = 30_000): Promise<Finding> {
  const late = AbortSignal.timeout(patience);
  const ended = new Promise<Finding>((resolve) => {
    late.addEventListener("abort", () => {
      resolve(bad(`no answer within ${patience / 1000} s`));
    });
  });
  return Promise.race([run(late).catch((error: unknown) => bad(messageOf(error))), ended]);
}
