import type { Run } from "../loop/run";

const money = (dollars: number) => `$${dollars.toFixed(2)}`;

const spentInAll = (run: Run) =>
  [...run.session.state.spending.values()].reduce((sum, { dollars }) => sum + (dollars ?? 0), 0);

/** Asks once a cap is reached; "continue" raises it by as much again. False: the user wants to stop. */
export async function withinCaps(run: Run): Promise<boolean> {
  const { session } = run;
  const { turn, session: whole } = session.caps.get();
  const turnSpent = session.state.turnDollars;
  if (turn !== undefined && turnSpent >= turn) {
    const message = `This turn has cost ${money(turnSpent)}; the cap is ${money(turn)}. Go on with another ${money(turn)}?`;
    if (!(await mayGoOn(run, "turn-spend", message))) return false;
    session.caps.set((caps) => ({ ...caps, turn: turnSpent + turn }));
  }
  const spent = spentInAll(run);
  if (whole !== undefined && spent >= whole) {
    const message = `This session has cost ${money(spent)}; the cap is ${money(whole)}. Go on with another ${money(whole)}?`;
    if (!(await mayGoOn(run, "session-spend", message))) return false;
    session.caps.set((caps) => ({ ...caps, session: spent + whole }));
  }
  return true;
}

export async function mayGoOn(
  run: Run,
  guard: "loop" | "turn-spend" | "session-spend" | "steps",
  message: string,
): Promise<boolean> {
  run.status({ type: "asking" });
  const id = `guard:${crypto.randomUUID()}`;
  const answer = await run.session.questions.ask({ type: "guard", id, guard, message }, run.signal);
  run.session.append("question-answered", { question: id, answer }, run.agent);
  return answer.type === "continue";
}
