const most = 65_536;

/** Gathers what is printed into larger pieces. */
export class Output {
  private pieces: string[] = [];
  private length = 0;

  constructor(private readonly out: (text: string) => void) {}

  add(text: string): void {
    this.pieces.push(text);
    this.length += text.length;
  }

  /** Waits now and then, so that a reader who has had enough is heard of. */
  async settle(): Promise<void> {
    if (this.length < most) return;
    this.flush();
    await new Promise((done) => setImmediate(done));
  }

  flush(): void {
    if (this.length > 0) this.out(this.pieces.join(""));
    this.pieces = [];
    this.length = 0;
  }
}
