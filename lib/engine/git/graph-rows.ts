import { arrange, nothingOpen, type Arrangement, type Column } from "./graph-columns";

/** Colours of lines: six, then the same six bold. */
const codes = [31, 32, 33, 34, 35, 36].map(String);
const colors = [...codes, ...codes.map((code) => `1;${code}`)];

type State = "padding" | "skip" | "before merge" | "commit" | "after merge" | "collapsing";

/** A row while it is drawn: each sign takes a place, its colour none. */
class Row {
  private text = "";
  private width = 0;

  constructor(private readonly colored: boolean) {}

  add(sign: string): void {
    this.text += sign;
    this.width += sign.length;
  }

  paint(column: Column | undefined, sign: string): void {
    this.text += this.colored && column ? `\u001B[${colors[column.color]}m${sign}\u001B[m` : sign;
    this.width += 1;
  }

  filled(width: number): string {
    return this.text + " ".repeat(Math.max(0, width - this.width));
  }
}

/** Draws one row after the other to the left of commits. */
export class GraphRows {
  private state: State = "padding";
  private before: State = "padding";
  private now: Arrangement = nothingOpen;
  private last: Arrangement = nothingOpen;
  private mapping: number[] = [];
  private older: readonly number[] = [];
  private parents: readonly string[] = [];
  private oid = "";
  private sign = "*";
  private room = 0;

  constructor(private readonly colored: boolean) {}

  get isAtCommit(): boolean {
    return this.state === "commit";
  }

  /** Nothing more is to be drawn before the next commit. */
  get isFinished(): boolean {
    return this.state === "padding";
  }

  get width(): number {
    return this.now.width;
  }

  begin(oid: string, parents: readonly string[], sign: string): void {
    [this.oid, this.parents, this.sign, this.room] = [oid, parents, sign, 0];
    this.last = this.now;
    this.now = arrange(this.last, oid, parents);
    this.older = this.mapping;
    this.mapping = [...this.now.mapping];
    this.state = this.state === "padding" ? this.opening() : "skip";
  }

  next(): string {
    const row = new Row(this.colored);
    if (this.state === "padding") this.drawPadding(row);
    else if (this.state === "skip") this.drawSkip(row);
    else if (this.state === "before merge") this.drawRoom(row);
    else if (this.state === "commit") this.drawCommit(row);
    else if (this.state === "after merge") this.drawMerge(row);
    else this.drawCollapse(row);
    return row.filled(this.width);
  }

  /** A row that stands beside text and leads nowhere else. */
  padding(): string {
    if (this.state !== "commit") return this.next();
    const row = new Row(this.colored);
    for (const column of this.now.above) {
      row.paint(column, "|");
      const isWide = column.oid === this.oid && this.parents.length > 2;
      row.add(" ".repeat(isWide ? (this.parents.length - 2) * 2 : 1));
    }
    this.before = "padding";
    return row.filled(this.width);
  }

  private turn(state: State): void {
    this.before = this.state;
    this.state = state;
  }

  private opening(): State {
    return this.needsRoom() ? "before merge" : "commit";
  }

  /** How many parents of a merge are reached along dashes. */
  private dashed(): number {
    return this.parents.length + this.now.layout - 3;
  }

  private needsRoom(): boolean {
    const isInside = this.now.at < this.now.above.length - 1;
    return this.parents.length >= 3 && isInside && this.room < this.dashed() * 2;
  }

  private isSettled(): boolean {
    return this.mapping.every((target, place) => target < 0 || target === Math.trunc(place / 2));
  }

  /** The columns above, with this commit's own at their end if it has had none. */
  private *columns(): Iterable<readonly [at: number, column: Column | undefined, isOwn: boolean]> {
    for (const [at, column] of this.now.above.entries()) yield [at, column, column.oid === this.oid];
    if (this.now.at >= this.now.above.length) yield [this.now.at, undefined, true];
  }

  private drawPadding(row: Row): void {
    for (const column of this.now.below) {
      row.paint(column, "|");
      row.add(" ");
    }
  }

  private drawSkip(row: Row): void {
    row.add("...");
    this.turn(this.opening());
  }

  private drawRoom(row: Row): void {
    let seen = false;
    for (const [at, column] of this.now.above.entries()) {
      const isOwn = column.oid === this.oid;
      const leans = this.room > 0 || (this.before === "after merge" && this.last.at < at);
      row.paint(column, seen && !isOwn && leans ? "\\" : "|");
      if (isOwn) row.add(" ".repeat(this.room));
      seen = seen || isOwn;
      row.add(" ");
    }
    this.room += 1;
    if (!this.needsRoom()) this.turn("commit");
  }

  private drawCommit(row: Row): void {
    let seen = false;
    for (const [at, column, isOwn] of this.columns()) {
      if (isOwn) {
        row.add(this.sign);
        this.drawDashes(row);
      } else row.paint(column, this.besideCommit(at, seen));
      seen = seen || isOwn;
      row.add(" ");
    }
    if (this.parents.length > 1) this.turn("after merge");
    else this.turn(this.isSettled() ? "padding" : "collapsing");
  }

  private besideCommit(at: number, seen: boolean): string {
    const { edges } = this.now;
    if (seen && edges > 1) return "\\";
    if (seen && edges === 1)
      return this.before === "after merge" && this.last.edges > 0 && this.last.at < at ? "\\" : "|";
    const comes = this.before === "collapsing" && this.older[2 * at + 1] === at && (this.mapping[2 * at] ?? -1) < at;
    return comes ? "/" : "|";
  }

  private drawDashes(row: Row): void {
    const count = this.parents.length > 2 ? this.dashed() : 0;
    for (let dash = 0; dash < count; dash++) {
      const column = this.now.below[this.mapping[(this.now.at + dash + 2) * 2] ?? -1];
      row.paint(column, "-");
      row.paint(column, dash === count - 1 ? "." : "-");
    }
  }

  private drawMerge(row: Row): void {
    let seen = false;
    let first: Column | undefined;
    for (const [at, column, isOwn] of this.columns()) {
      if (isOwn) this.drawParents(row);
      else if (seen) this.passBehind(row, column);
      else this.reach(row, column, { first, at });
      seen = seen || isOwn;
      if (column?.oid === this.parents[0]) first = column;
    }
    this.turn(this.isSettled() ? "padding" : "collapsing");
  }

  private passBehind(row: Row, column: Column | undefined): void {
    row.paint(column, this.now.edges > 0 ? "\\" : "|");
    row.add(" ");
  }

  /** To the left of a merge a line lies down that leads to its first parent, once that has been passed. */
  private reach(
    row: Row,
    column: Column | undefined,
    { first, at }: { readonly first: Column | undefined; readonly at: number },
  ): void {
    row.paint(column, "|");
    if (this.now.layout === 0 && at === this.now.at - 1) return;
    if (first) row.paint(first, "_");
    else row.add(" ");
  }

  private drawParents(row: Row): void {
    const { below, edges, layout } = this.now;
    const signs = ["/", "|", "\\"];
    let at = layout;
    for (const [number, parent] of this.parents.entries()) {
      row.paint(
        below.find((column) => column.oid === parent),
        signs[at] ?? "\\",
      );
      if (at < 2) at += 1;
      else if (edges > 0 || number < this.parents.length - 1) row.add(" ");
    }
    if (edges === 0) row.add(" ");
  }

  private drawCollapse(row: Row): void {
    const { moved, edge, edgeTarget } = collapsed(this.mapping);
    this.mapping = moved;
    this.older = [...moved];
    if ((moved.at(-1) ?? 0) < 0) moved.pop();
    let isLying = false;
    for (const [place, target] of moved.entries()) {
      if (target < 0) row.add(" ");
      else if (target * 2 === place) row.paint(this.now.below[target], "|");
      else if (target === edgeTarget && place !== edge - 1) {
        if (place !== target * 2 + 3) moved[place] = -1;
        isLying = true;
        row.paint(this.now.below[target], "_");
      } else {
        if (isLying && place < edge) moved[place] = -1;
        row.paint(this.now.below[target], "/");
      }
    }
    if (this.isSettled()) this.turn("padding");
  }
}

/** Each line moves a step to the left towards its column; one of them may lie down and go further. */
function collapsed(mapping: readonly number[]) {
  const moved = mapping.map(() => -1);
  let [edge, edgeTarget] = [-1, -1];
  const lieDown = (place: number, target: number, reached: number) => {
    if (edge !== -1) return;
    [edge, edgeTarget] = [place, target];
    for (let at = target * 2 + 3; at < reached - 2; at += 2) moved[at] = target;
  };
  for (const [place, target] of mapping.entries()) {
    if (target < 0) continue;
    const left = moved[place - 1] ?? -1;
    if (target * 2 === place) moved[place] = target;
    else if (left < 0) {
      moved[place - 1] = target;
      lieDown(place, target, place);
    } else if (left !== target) {
      moved[place - 2] = target;
      lieDown(place - 1, target, place);
    }
  }
  return { moved, edge, edgeTarget };
}
