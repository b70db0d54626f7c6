/** What a call did, as far as running in circles goes. */
export interface Attempt {
  readonly name: string;
  readonly input: unknown;
  readonly failed: boolean;
  readonly output: string;
  /** It changed something, so the same call may come out differently now. */
  readonly changed: boolean;
}

export interface LoopBreaker {
  /** Answers why the loop should stop and ask, or undefined. */
  readonly note: (attempt: Attempt) => string | undefined;
  readonly reset: () => void;
}

/** Calls whose point is to look again. */
const patient: ReadonlySet<string> = new Set(["TaskOutput", "Monitor", "Sleep", "TaskList"]);

/** Stops when the same call fails the same way twice with nothing changed in between, or comes three times in a row. */
export function createLoopBreaker(): LoopBreaker {
  let failures = new Set<string>();
  let last = "";
  let row = 0;
  const reset = () => {
    failures = new Set();
    last = "";
    row = 0;
  };
  return {
    reset,
    note(attempt) {
      if (patient.has(attempt.name)) return undefined;
      const call = `${attempt.name} ${JSON.stringify(attempt.input)}`;
      row = call === last ? row + 1 : 1;
      last = call;
      if (attempt.changed && !attempt.failed) failures.clear();
      if (attempt.failed) {
        const failure = `${call}\n${attempt.output}`;
        if (failures.has(failure)) return `${attempt.name} failed twice in the same way.`;
        failures.add(failure);
      }
      return row >= 3 ? `${attempt.name} was called three times in a row with the same input.` : undefined;
    },
  };
}
