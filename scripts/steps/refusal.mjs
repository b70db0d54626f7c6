// @ts-check
/** Something a person can mend: shown as its one sentence, without a stack. */
export class Refusal extends Error {
  /** @override */
  name = "Refusal";
}

/**
 * Runs a command to its end. A `Refusal` is printed as a sentence, anything else with its stack; both exit with 1.
 * @param {() => Promise<void>} command
 */
export async function runCommand(command) {
  try {
    await command();
  } catch (error) {
    process.exitCode = 1;
    console.error(error instanceof Refusal ? error.message : error);
  }
}
