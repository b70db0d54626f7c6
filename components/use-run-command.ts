"use client";

import { useStudio } from "./studio-context";

/** Runs a command of the registry; what fails is told as a notice. */
export function useRunCommand(): (id: string) => void {
  const { attempt, commands } = useStudio();
  return (id) => void attempt(() => commands.run(id));
}
