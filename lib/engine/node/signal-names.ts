import { signals } from "@/lib/engine/protocol/signals.data";

const names = new Map<number, string>();
for (const [name, number] of Object.entries(signals)) if (!names.has(number)) names.set(number, name);

export const signalName = (signal: number): string => names.get(signal) ?? `SIG${signal}`;
