import { AsyncObject } from "@/lib/engine/node/async-object";
import { thisProcess } from "@/lib/engine/node/this-process";

/** C++'s `HandleWrap`: something that lives on the loop until it is closed. */
export class HandleWrap extends AsyncObject {
  #referenced = true;
  #active = false;
  #counted = false;
  #closing = false;

  get isClosing(): boolean {
    return this.#closing;
  }

  ref(): void {
    this.#referenced = true;
    this.#count();
  }

  unref(): void {
    this.#referenced = false;
    this.#count();
  }

  hasRef(): boolean {
    return this.#referenced && !this.#closing;
  }

  /** An active handle keeps the process alive while it is ref'd. */
  setActive(on: boolean): void {
    this.#active = on;
    this.#count();
  }

  /** Gives back what the handle holds; called once. */
  release(): void {}

  close(callback?: () => void): void {
    if (this.#closing) return;
    this.#closing = true;
    this.#count();
    this.release();
    const { loop, symbols } = thisProcess();
    const onClose = symbols["handle_onclose"] as symbol;
    if (typeof callback === "function") Reflect.set(this, onClose, callback);
    loop.postClosing(() => {
      this.makeCallback(Reflect.get(this, onClose));
      this.emitDestroy();
    });
  }

  #count(): void {
    const counts = this.#active && this.#referenced && !this.#closing;
    if (counts === this.#counted) return;
    this.#counted = counts;
    const { loop } = thisProcess();
    if (counts) loop.retainHandle(this);
    else loop.releaseHandle(this);
  }
}
