import type { Capability, ModuleRecord } from "@/lib/engine/modules/module-record";

/** `then` without the program's changes to it. */
export type WhenSettled = <T>(
  promise: PromiseLike<T>,
  fulfilled: (value: T) => void,
  rejected: (reason: unknown) => void,
) => void;

/** Evaluate() of ECMA-262 16.2.1.6.1.3, with its helpers under their names there. */
export class Evaluator {
  readonly #whenSettled: WhenSettled;
  /** Their bodies have begun, and wait at an `await`. */
  readonly waiting = new Set<ModuleRecord>();
  #asyncModules = 0;

  constructor(whenSettled: WhenSettled) {
    this.#whenSettled = whenSettled;
  }

  evaluate(given: ModuleRecord): Promise<void> {
    const done = given.status === "evaluating-async" || given.status === "evaluated";
    const start = done ? (given.root ?? given) : given;
    if (start.capability) return start.capability.promise;
    const capability = createCapability();
    start.capability = capability;
    const stack: ModuleRecord[] = [];
    try {
      this.#inner(start, stack, 0);
      if (start.asyncOrder === 0) capability.resolve();
    } catch (reason) {
      for (const member of [...stack, start]) {
        member.status = "evaluated";
        member.failure = { reason };
        member.root ??= member;
      }
      capability.reject(reason);
    }
    return capability.promise;
  }

  #inner(module: ModuleRecord, stack: ModuleRecord[], given: number): number {
    if (module.status === "evaluating-async" || module.status === "evaluated") {
      if (module.failure) throw module.failure.reason;
      return given;
    }
    if (module.status === "evaluating") return given;
    module.status = "evaluating";
    module.index = module.ancestor = given;
    module.pending = 0;
    module.parents = [];
    stack.push(module);
    let index = given + 1;
    for (const dependency of module.evaluated) {
      index = this.#inner(dependency, stack, index);
      waitFor(module, dependency);
    }
    this.#run(module);
    if (module.ancestor === module.index) closeCycle(module, stack);
    return index;
  }

  #run(module: ModuleRecord): void {
    if (module.pending === 0 && !module.hasTopLevelAwait) {
      execute(module);
      return;
    }
    this.#asyncModules++;
    module.asyncOrder = this.#asyncModules;
    if (module.pending === 0) this.#runAsync(module);
  }

  #runAsync(module: ModuleRecord): void {
    module.openGate?.();
    module.running ??= module.body ? this.#drive(module.body) : Promise.resolve();
    module.body = undefined;
    this.waiting.add(module);
    this.#whenSettled(
      module.running,
      () => {
        this.waiting.delete(module);
        this.#fulfilled(module);
      },
      (reason) => {
        this.waiting.delete(module);
        this.#rejected(module, reason);
      },
    );
  }

  /** Runs a body whose `await`s are `yield`s: it starts at once and takes the number of ticks that V8's would. */
  #drive(body: Generator<unknown, void, unknown>): Promise<void> {
    return new Promise((resolve, reject) => {
      const step = (how: "next" | "throw", value: unknown): void => {
        try {
          const result = body[how](value);
          if (result.done) resolve();
          else
            this.#whenSettled(
              Promise.resolve(result.value),
              (next) => step("next", next),
              (reason) => step("throw", reason),
            );
        } catch (error) {
          reject(error);
        }
      };
      step("next", undefined);
    });
  }

  #fulfilled(module: ModuleRecord): void {
    if (module.status === "evaluated") return;
    module.status = "evaluated";
    module.capability?.resolve();
    const ready: ModuleRecord[] = [];
    gatherAvailable(module, ready);
    for (const parent of ready.sort((a, b) => a.asyncOrder - b.asyncOrder)) this.#proceed(parent);
  }

  #proceed(module: ModuleRecord): void {
    if (module.status === "evaluated") return;
    if (module.hasTopLevelAwait) {
      this.#runAsync(module);
      return;
    }
    try {
      execute(module);
    } catch (reason) {
      this.#rejected(module, reason);
      return;
    }
    module.status = "evaluated";
    module.capability?.resolve();
  }

  #rejected(module: ModuleRecord, reason: unknown): void {
    if (module.status === "evaluated") return;
    module.failure = { reason };
    module.status = "evaluated";
    for (const parent of module.parents) this.#rejected(parent, reason);
    module.capability?.reject(reason);
  }
}

function createCapability(): Capability {
  let settle: Omit<Capability, "promise"> | undefined;
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return {
    promise,
    resolve() {
      settle?.resolve();
    },
    reject(reason) {
      settle?.reject(reason);
    },
  };
}

function waitFor(module: ModuleRecord, given: ModuleRecord): void {
  let dependency = given;
  if (dependency.status === "evaluating") module.ancestor = Math.min(module.ancestor, dependency.ancestor);
  else {
    dependency = dependency.root ?? dependency;
    if (dependency.failure) throw dependency.failure.reason;
  }
  if (dependency.asyncOrder === 0 || dependency.status === "evaluated") return;
  module.pending++;
  dependency.parents.push(module);
}

function closeCycle(root: ModuleRecord, stack: ModuleRecord[]): void {
  for (let member = stack.pop(); member; member = stack.pop()) {
    member.status = member.asyncOrder === 0 ? "evaluated" : "evaluating-async";
    member.root = root;
    if (member === root) return;
  }
}

function execute(module: ModuleRecord): void {
  if (module.names) {
    const { steps } = module;
    module.steps = undefined;
    steps?.();
    return;
  }
  const { body } = module;
  module.body = undefined;
  body?.next();
}

function gatherAvailable(module: ModuleRecord, ready: ModuleRecord[]): void {
  for (const parent of module.parents) {
    if (ready.includes(parent) || parent.root?.failure) continue;
    parent.pending--;
    if (parent.pending > 0) continue;
    ready.push(parent);
    if (!parent.hasTopLevelAwait) gatherAvailable(parent, ready);
  }
}
