/** How a server ends, in milliseconds. */
export interface EndingSettings {
  /** For so long `/api/ready` says no while connections are still taken, so that a balancer sends nobody here any more. */
  readonly noticeMs: number;
  /** For so long after that an answer that was begun may go on. */
  readonly mostMs: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

export const readEndingSettings = (environment: Environment): EndingSettings => ({
  noticeMs: secondsIn(environment, "SHUTDOWN_NOTICE_SECONDS", 1) * 1000,
  mostMs: secondsIn(environment, "SHUTDOWN_SECONDS", 8) * 1000,
});

function secondsIn(environment: Environment, name: string, without: number): number {
  const text = environment[name]?.trim();
  const value = text ? Number(text) : without;
  if (value >= 0 && value <= 3600) return value;
  throw new RangeError(`${name} is "${text}": write a number of seconds from 0 to 3600.`);
}
